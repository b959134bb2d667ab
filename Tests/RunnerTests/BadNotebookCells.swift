/// What can be wrong with network cells.
extension BadNotebook {
  static let cells: [BadNotebook] = [
    BadNotebook(
      name: "yaml error inside a quote",
      text: #"""
        > Some words.
        >
        > ```yaml network
        > name: net
        > input: {x: [1, 2}
        > ```

        """#,
      errors: #"""
        error[yaml-syntax]: while parsing a flow sequence: did not find expected ',' or ']'
         --> page.md:5:19
          |
        5 | > input: {x: [1, 2}
          |                   ^


        """#),
    BadNotebook(
      name: "network defined twice",
      text: network + "\n" + network,
      errors: #"""
        error[duplicate-network]: the network `net` is defined twice
          --> page.md:12:7
           |
        12 | name: net
           |       ^^^
           = help: give one of them another `name:`


        """#),
    BadNotebook(
      name: "unknown reference in given",
      text: network(with: #"given: {H.nett: [1, 2], H.net.3: 1, H: 1, w_9: 0.5}"#),
      errors: #"""
        error[unknown-reference]: `H.nett` is not a quantity of `net`
         --> page.md:8:9
          |
        8 | given: {H.nett: [1, 2], H.net.3: 1, H: 1, w_9: 0.5}
          |         ^^^^^^
          = help: did you mean `H.net`?

        error[unknown-reference]: `H.net.3` is not a quantity of `net`
         --> page.md:8:25
          |
        8 | given: {H.nett: [1, 2], H.net.3: 1, H: 1, w_9: 0.5}
          |                         ^^^^^^^

        error[unknown-reference]: `H` is a layer, not a quantity
         --> page.md:8:37
          |
        8 | given: {H.nett: [1, 2], H.net.3: 1, H: 1, w_9: 0.5}
          |                                     ^
          = help: name one of its quantities, such as `H.out`

        error[unknown-reference]: `w_9` is not a quantity of `net`
         --> page.md:8:43
          |
        8 | given: {H.nett: [1, 2], H.net.3: 1, H: 1, w_9: 0.5}
          |                                           ^^^


        """#),
    BadNotebook(
      name: "pin of wrong shape",
      text: network(with: #"given: {H.net: [1, 2, 3], H.weight: [1, 2], H.out.1: [1, 2]}"#),
      errors: #"""
        error[pin-shape]: `H.net` has shape (2), but the given value has shape (3)
         --> page.md:8:9
          |
        8 | given: {H.net: [1, 2, 3], H.weight: [1, 2], H.out.1: [1, 2]}
          |         ^^^^^

        error[pin-shape]: `H.weight` has shape (2, 2), but the given value has shape (2)
         --> page.md:8:27
          |
        8 | given: {H.net: [1, 2, 3], H.weight: [1, 2], H.out.1: [1, 2]}
          |                           ^^^^^^^^

        error[pin-shape]: `H.out.1` is a single number, but the given value has shape (2)
         --> page.md:8:45
          |
        8 | given: {H.net: [1, 2, 3], H.weight: [1, 2], H.out.1: [1, 2]}
          |                                             ^^^^^^^


        """#),
    BadNotebook(
      name: "pin of a later step",
      text: network(with: #"given: {H.out.1@2: 0.5}"#),
      errors: #"""
        error[pin-step]: `H.out.1@2` is of a later pass, but only the first one can be pinned
         --> page.md:8:9
          |
        8 | given: {H.out.1@2: 0.5}
          |         ^^^^^^^^^


        """#),
    BadNotebook(
      name: "unknown digits selector",
      text: network(with: #"digits: {default: 4, H.nett: 3, Q.*: 2}"#),
      errors: #"""
        error[unknown-quantity]: `H.nett` selects no quantity of `net`
         --> page.md:8:22
          |
        8 | digits: {default: 4, H.nett: 3, Q.*: 2}
          |                      ^^^^^^
          = help: did you mean `H.net`?

        error[unknown-quantity]: `Q.*` selects no quantity of `net`
         --> page.md:8:33
          |
        8 | digits: {default: 4, H.nett: 3, Q.*: 2}
          |                                 ^^^


        """#),
    BadNotebook(
      name: "unknown notation",
      text: network(with: #"notation: walktrough"#),
      errors: #"""
        error[unknown-notation]: there is no notation `walktrough`
         --> page.md:8:11
          |
        8 | notation: walktrough
          |           ^^^^^^^^^^
          = help: did you mean `walkthrough`?


        """#),
    BadNotebook(
      name: "unknown role of a notation",
      text: network(with: #"notation: {walkthrough: {bais: 'b'}}"#),
      errors: #"""
        error[unknown-role]: `bais` is not a role of a notation
         --> page.md:8:26
          |
        8 | notation: {walkthrough: {bais: 'b'}}
          |                          ^^^^
          = help: did you mean `bias`?


        """#),
    BadNotebook(
      name: "overflow",
      text: #"""
        ```yaml network
        name: net
        input: {x: [1e200]}
        layers:
          - H: {dense: 1, activation: identity, weight: [[1e150]]}
        ```

        `= H.net.1`

        """#,
      errors: #"""
        error[overflow]: `H.net.1` is too large for a 64-bit number in the first pass
         --> page.md:2:7
          |
        2 | name: net
          |       ^^^


        """#),
    BadNotebook(
      name: "loss without target",
      text: network.replacing("target: {t: [0, 1]}\n", with: ""),
      errors: #"""
        error[missing-key]: `loss` needs a `target`
         --> page.md:6:7
          |
        6 | loss: half-squared-error
          |       ^^^^^^^^^^^^^^^^^^


        """#),
  ]
}
