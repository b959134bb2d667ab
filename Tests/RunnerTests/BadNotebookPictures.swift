/// What can be wrong with pictures, captions and labels.
extension BadNotebook {
  static let pictures: [BadNotebook] = [
    BadNotebook(
      name: "attributes of pictures that cannot be read",
      text: network + #"""

        ```show loss-curve steps=10,5
        ```

        ```show loss-curve steps=ten width=400
        ```

        ```show network-diagram as=png
        ```

        ```show network-diagram as=tikzz
        ```

        ```show decision-regions threshold=high
        ```

        ```show loss-curve steps=0,1,…,5000
        ```

        """#,
      errors: #"""
        error[bad-attribute]: `steps` takes numbers of updates that rise, not `10,5`
          --> page.md:11:26
           |
        11 | ```show loss-curve steps=10,5
           |                          ^^^^
           = help: write `100`, `0,10,100` or `0,10,…,100`

        error[bad-attribute]: `steps` takes numbers of updates that rise, not `ten`
          --> page.md:14:26
           |
        14 | ```show loss-curve steps=ten width=400
           |                          ^^^
           = help: write `100`, `0,10,100` or `0,10,…,100`

        error[bad-attribute]: `width` takes 20 to 160 columns, not `400`
          --> page.md:14:36
           |
        14 | ```show loss-curve steps=ten width=400
           |                                    ^^^

        error[bad-attribute]: `as` takes `text`, `mermaid`, `svg` or `tikz`, not `png`
          --> page.md:17:28
           |
        17 | ```show network-diagram as=png
           |                            ^^^

        error[bad-attribute]: `as` takes `text`, `mermaid`, `svg` or `tikz`, not `tikzz`
          --> page.md:20:28
           |
        20 | ```show network-diagram as=tikzz
           |                            ^^^^^
           = help: did you mean `tikz`?

        error[bad-attribute]: `threshold` takes a number, not `high`
          --> page.md:23:36
           |
        23 | ```show decision-regions threshold=high
           |                                    ^^^^

        error[bad-attribute]: `steps` names 5001 passes, at most 2000 are drawn
          --> page.md:26:26
           |
        26 | ```show loss-curve steps=0,1,…,5000
           |                          ^^^^^^^^^^


        """#),
    BadNotebook(
      name: "attributes of pictures where there is none",
      text: network + #"""

        ```show inputs width=40 steps=100
        ```

        ```show inputs widht=40
        ```

        """#,
      errors: #"""
        error[unknown-attribute]: `width` is for pictures, and the view has none
          --> page.md:11:22
           |
        11 | ```show inputs width=40 steps=100
           |                      ^^

        error[unknown-attribute]: `steps` is for pictures, and the view has none
          --> page.md:11:31
           |
        11 | ```show inputs width=40 steps=100
           |                               ^^^

        error[unknown-attribute]: a view has no attribute `widht`
          --> page.md:14:22
           |
        14 | ```show inputs widht=40
           |                      ^^
           = help: did you mean `width`?


        """#),
    BadNotebook(
      name: "pictures that cannot be drawn",
      text: network + #"""

        ```show loss-curve as=mermaid
        ```

        ```show curve
        ```

        ```show curve quantity=w_55
        ```

        ```show curve quantity=H.outt.1
        ```

        ```show curve quantity=H.weight,loss
        ```

        ```show curve quantity=H
        ```

        ```show heat-map quantity=loss
        ```

        ```show activation-function
        ```

        ```show loss-curve steps=9999999999
        ```

        """#,
      errors: #"""
        error[picture-form]: Mermaid has nothing for this picture, which is not a graph
          --> page.md:11:23
           |
        11 | ```show loss-curve as=mermaid
           |                       ^^^^^^^
           = help: `as=text`, `as=svg` and `as=tikz` draw every picture

        error[missing-attribute]: the picture is about a quantity, and none is named
          --> page.md:14:9
           |
        14 | ```show curve
           |         ^^^^^
           = help: add `quantity=…`

        error[unknown-name]: `net` has no quantity `w_55`
          --> page.md:17:24
           |
        17 | ```show curve quantity=w_55
           |                        ^^^^

        error[unknown-name]: `net` has no quantity `outt`
          --> page.md:20:24
           |
        20 | ```show curve quantity=H.outt.1
           |                        ^^^^^^^^
           = help: did you mean `out`?

        error[picture-too-large]: 5 curves cannot be told apart, at most 4 are drawn
          --> page.md:23:9
           |
        23 | ```show curve quantity=H.weight,loss
           |         ^^^^^
           = help: name single ones: `quantity=w_1,w_2`

        error[bad-attribute]: `H` is not a quantity that can be drawn
          --> page.md:26:24
           |
        26 | ```show curve quantity=H
           |                        ^

        error[bad-attribute]: `loss` is not a quantity that can be drawn
          --> page.md:29:27
           |
        29 | ```show heat-map quantity=loss
           |                           ^^^^

        error[missing-attribute]: the view is about a layer or unit, and none is named
          --> page.md:32:9
           |
        32 | ```show activation-function
           |         ^^^^^^^^^^^^^^^^^^^
           = help: add `layer=…` or `unit=…`

        error[bad-attribute]: `steps` takes numbers of updates that rise, not `9999999999`
          --> page.md:35:26
           |
        35 | ```show loss-curve steps=9999999999
           |                          ^^^^^^^^^^
           = help: write `100`, `0,10,100` or `0,10,…,100`


        """#),
    BadNotebook(
      name: "pictures of what a network does not have",
      text: threeInputs + #"""

        ```show curve quantity=H.out.1
        ```

        ```show decision-regions
        ```

        ```show activation-function layer=p
        ```

        ```show activation-function layer=x
        ```

        ```markdown show
        <<picture.netwerk>> <<picture>> <<picture.network.of>>
        ```

        """#,
      errors: #"""
        error[missing-optimizer]: a curve needs the key `optimizer`, which `net` does not have
         --> page.md:9:9
          |
        9 | ```show curve quantity=H.out.1
          |         ^^^^^
          = help: add `optimizer:` to the network's cell

        error[picture-inputs]: decision regions need a network of two inputs, and `net` has 3
          --> page.md:12:9
           |
        12 | ```show decision-regions
           |         ^^^^^^^^^^^^^^^^

        error[no-function]: `p` applies no function to each of its units
          --> page.md:15:9
           |
        15 | ```show activation-function layer=p
           |         ^^^^^^^^^^^^^^^^^^^

        error[no-function]: `x` applies no function to each of its units
          --> page.md:18:9
           |
        18 | ```show activation-function layer=x
           |         ^^^^^^^^^^^^^^^^^^^

        error[picture-kind]: `picture` alone is no picture
          --> page.md:22:3
           |
        22 | <<picture.netwerk>> <<picture>> <<picture.network.of>>
           |   ^^^^^^^
           = help: name one: `picture.network`, `picture.graph`, `picture.curve`, `picture.losses`, `picture.accuracies`, `picture.map`, `picture.function`, `picture.regions`

        error[unknown-name]: `netwerk` is not known here
          --> page.md:22:11
           |
        22 | <<picture.netwerk>> <<picture>> <<picture.network.of>>
           |           ^^^^^^^
           = help: did you mean `network`?

        error[unknown-name]: `of` is not known here
          --> page.md:22:51
           |
        22 | <<picture.netwerk>> <<picture>> <<picture.network.of>>
           |                                                   ^^


        """#),
    BadNotebook(
      name: "more pictures than a view may have",
      text: network + #"""

        ```markdown show
        <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>> <<picture.graph>>
        ```

        """#,
      errors: #"""
        error[picture-too-large]: the view has more than 24 pictures
          --> page.md:11:13
           |
        11 | ```markdown show
           |             ^^^^


        """#),
    BadNotebook(
      name: "labels",
      text: network + #"""

        [](#tbl-inputz), [](#tbl-inputs), [](#fig-x)

        ```show inputs label=tbl-inputs
        ```

        ```show inputs label=tbl-inputs
        ```

        ```show inputs label=inputs
        ```

        ```show inputs label=tbl-
        ```

        ```show inputs label=eq-inputs
        ```

        ```show inputs label="tbl-a b"
        ```

        ```show net-imputs label=tbl-broken
        ```

        [](#tbl-broken)

        """#,
      errors: #"""
        error[unknown-label]: nothing is labelled `tbl-inputz`
          --> page.md:11:5
           |
        11 | [](#tbl-inputz), [](#tbl-inputs), [](#fig-x)
           |     ^^^^^^^^^^
           = help: did you mean `tbl-inputs`?

        error[unknown-label]: nothing is labelled `fig-x`
          --> page.md:11:39
           |
        11 | [](#tbl-inputz), [](#tbl-inputs), [](#fig-x)
           |                                       ^^^^^

        error[duplicate-label]: the label `tbl-inputs` is given twice
          --> page.md:16:22
           |
        16 | ```show inputs label=tbl-inputs
           |                      ^^^^^^^^^^
           = help: line 13 has it too

        error[bad-label]: a label is `tbl-`, `fig-` or `eq-` with a name behind, not `inputs`
          --> page.md:19:22
           |
        19 | ```show inputs label=inputs
           |                      ^^^^^^

        error[bad-label]: a label is `tbl-`, `fig-` or `eq-` with a name behind, not `tbl-`
          --> page.md:22:22
           |
        22 | ```show inputs label=tbl-
           |                      ^^^^

        error[label-kind]: `eq-inputs` labels an equation, and the view has none
          --> page.md:25:22
           |
        25 | ```show inputs label=eq-inputs
           |                      ^^^^^^^^^
           = help: tables have labels with `tbl-`, pictures with `fig-`

        error[bad-label]: a label is `tbl-`, `fig-` or `eq-` with a name behind, not `tbl-a b`
          --> page.md:28:23
           |
        28 | ```show inputs label="tbl-a b"
           |                       ^^^^^^^

        error[unknown-view]: there is no view `net-imputs`
          --> page.md:31:9
           |
        31 | ```show net-imputs label=tbl-broken
           |         ^^^^^^^^^^
           = help: did you mean `net-inputs`?


        """#),
  ]

  /// Without a target, with an unknown weight and a layer that is only softmax.
  private static let threeInputs = """
    ```yaml network
    name: net
    input: {x: [1, 2, 3]}
    layers:
      - H: {dense: 2, weight: [[0.1, 0.2, 0.3], [0.3, 0.4, _]]}
      - p: {activation: softmax}
    ```

    """
}
