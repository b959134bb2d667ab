import Testing

extension NetworkCellErrorTests {
  static let layerErrors: [Case] = [
    Case(
      "kinds and forms of layers",
      """
      input: {I: [1, 2]}
      layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dense: 2}, A: {dense: 2}}]
      """,
      """
      error[unknown-layer-kind]: `conv2d` is not a kind of layer
       --> n.md:2:14
        |
      2 | layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dens…
        |              ^^^^^^
        = help: kinds are `dense`

      error[unknown-layer-kind]: `dens` is not a kind of layer
       --> n.md:2:41
        |
      2 | layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dens…
        |                                         ^^^^
        = help: did you mean `dense`?

      error[missing-key]: the layer `F` has no kind, such as `dense: 2`
       --> n.md:2:51
        |
      2 | layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dens…
        |                                                   ^

      error[unknown-key]: `weigth` is not a key of a layer
       --> n.md:2:55
        |
      2 | layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dens…
        |                                                       ^^^^^^
        = help: did you mean `weight`?

      error[missing-key]: the layer `E` has no kind, such as `dense: 2`
       --> n.md:2:67
        |
      2 | layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dens…
        |                                                                   ^

      error[layer-form]: the layer `D` must be a mapping, not `2`
       --> n.md:2:85
        |
      2 | layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dens…
        |                                                                                     ^
        = help: for example `- H: {dense: 2, activation: sigmoid}`

      error[layer-form]: a layer must be a mapping from its name, not `C`
       --> n.md:2:88
        |
      2 | layers: [H: {conv2d: 3, stride: 1}, G: {dens: 2}, F: {weigth: 3}, E: {title: x}, D: 2, C, {B: {dens…
        |                                                                                        ^
        = help: for example `- H: {dense: 2, activation: sigmoid}`

      error[layer-form]: `A` stands beside the layer `B`
       --> n.md:2:107
        |
      2 | …le: x}, D: 2, C, {B: {dense: 2}, A: {dense: 2}}]
        |                                   ^
        = help: begin every layer with `- `


      """),
    Case(
      "properties beside a layer",
      """
      input: {I: [1, 2]}
      layers:
        - H:
          dense: 2
        - O:
      """,
      """
      error[layer-form]: `dense` stands beside the layer `H`
       --> n.md:4:5
        |
      4 |     dense: 2
        |     ^^^^^
        = help: indent the layer's properties below its name

      error[layer-form]: the layer `O` must be a mapping, not nothing
       --> n.md:5:5
        |
      5 |   - O:
        |     ^
        = help: for example `- H: {dense: 2, activation: sigmoid}`


      """),
    Case(
      "names",
      """
      input: {I: [1, 2]}
      layers: [I: {dense: 1}, H: {dense: 1}, H: {dense: 1}, loss: {dense: 1}, 2x: {dense: 1}]
      target: {H: [1]}
      """,
      """
      error[duplicate-name]: `I` is the name of the input already
       --> n.md:2:10
        |
      2 | layers: [I: {dense: 1}, H: {dense: 1}, H: {dense: 1}, loss: {dense: 1}, 2x: {dense: 1}]
        |          ^

      error[duplicate-name]: `H` is the name of a layer already
       --> n.md:2:40
        |
      2 | layers: [I: {dense: 1}, H: {dense: 1}, H: {dense: 1}, loss: {dense: 1}, 2x: {dense: 1}]
        |                                        ^

      error[reserved-name]: `loss` has a meaning in references already
       --> n.md:2:55
        |
      2 | layers: [I: {dense: 1}, H: {dense: 1}, H: {dense: 1}, loss: {dense: 1}, 2x: {dense: 1}]
        |                                                       ^^^^

      error[invalid-name]: `2x` is not a name: a letter, then letters, digits, `_` and `-`
       --> n.md:2:73
        |
      2 | layers: [I: {dense: 1}, H: {dense: 1}, H: {dense: 1}, loss: {dense: 1}, 2x: {dense: 1}]
        |                                                                         ^^

      error[duplicate-name]: `H` is the name of a layer already
       --> n.md:3:10
        |
      3 | target: {H: [1]}
        |          ^


      """),
  ]
}
