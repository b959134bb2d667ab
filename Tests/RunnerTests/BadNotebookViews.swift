/// What can be wrong with views and with asking for them.
extension BadNotebook {
  static let views: [BadNotebook] = [
    BadNotebook(
      name: "two errors in one file",
      text: network + #"""

        ```show net-input layer=H
        ```

        ```show nett-inputs layer=H
        ```

        The value is `= H.out.3`.

        """#,
      errors: #"""
        error[unknown-view]: there is no view `nett-inputs`
          --> page.md:14:9
           |
        14 | ```show nett-inputs layer=H
           |         ^^^^^^^^^^^
           = help: did you mean `net-inputs`?

        error[unknown-index]: there is no entry `3` here
          --> page.md:17:23
           |
        17 | The value is `= H.out.3`.
           |                       ^


        """#),
    BadNotebook(
      name: "unknown view",
      text: network + #"""

        ```show net-imputs layer=H
        ```

        """#,
      errors: #"""
        error[unknown-view]: there is no view `net-imputs`
          --> page.md:11:9
           |
        11 | ```show net-imputs layer=H
           |         ^^^^^^^^^^
           = help: did you mean `net-inputs`?


        """#),
    BadNotebook(
      name: "unknown view of a region",
      text: network + #"""

        <!-- show net-imputs layer=H -->
        <!-- /show -->

        """#,
      errors: #"""
        error[unknown-view]: there is no view `net-imputs`
          --> page.md:11:11
           |
        11 | <!-- show net-imputs layer=H -->
           |           ^^^^^^^^^^
           = help: did you mean `net-inputs`?


        """#),
    BadNotebook(
      name: "view name and body",
      text: network + #"""

        ```show net-inputs layer=H
        | $<<net.symbol>>$ |
        ```

        """#,
      errors: #"""
        error[show-body]: the cell names the view `net-inputs` and has a template of its own
          --> page.md:11:9
           |
        11 | ```show net-inputs layer=H
           |         ^^^^^^^^^^
           = help: leave out the name or the template


        """#),
    BadNotebook(
      name: "empty show",
      text: network + #"""

        ```show layer=H
        ```

        """#,
      errors: #"""
        error[show-empty]: the cell names no view and has no template
          --> page.md:11:4
           |
        11 | ```show layer=H
           |    ^^^^


        """#),
    BadNotebook(
      name: "no network above",
      text: #"""
        # Title

        ```show net-inputs layer=H
        ```

        The loss is `= loss`.

        """#,
      errors: #"""
        error[no-network]: there is no network above this
         --> page.md:3:9
          |
        3 | ```show net-inputs layer=H
          |         ^^^^^^^^^^
          = help: define one in a fence that opens with ```yaml network

        error[no-network]: there is no network above this
         --> page.md:6:16
          |
        6 | The loss is `= loss`.
          |                ^^^^
          = help: define one in a fence that opens with ```yaml network


        """#),
    BadNotebook(
      name: "view defined twice",
      text: network + #"""

        ```markdown view mine
        $<<loss>>$
        ```

        ```markdown view mine
        $<<loss.symbol>>$
        ```

        """#,
      errors: #"""
        error[duplicate-view]: the view `mine` is defined twice
          --> page.md:15:18
           |
        15 | ```markdown view mine
           |                  ^^^^
           = help: give one of them another name


        """#),
    BadNotebook(
      name: "unknown network",
      text: network + #"""

        ```show net-inputs network=nett layer=H
        ```

        ```show net-inputs network=other layer=H
        ```

        """#,
      errors: #"""
        error[unknown-network]: there is no network `nett` above
          --> page.md:11:28
           |
        11 | ```show net-inputs network=nett layer=H
           |                            ^^^^
           = help: did you mean `net`?

        error[unknown-network]: there is no network `other` above
          --> page.md:14:28
           |
        14 | ```show net-inputs network=other layer=H
           |                            ^^^^^


        """#),
    BadNotebook(
      name: "missing target",
      text: #"""
        ```yaml network
        name: net
        input: {x: [1, 2]}
        layers:
          - H: {dense: 2, activation: sigmoid, weight: [[0.1, 0.2], [0.3, 0.4]]}
        optimizer: {sgd: {rate: 0.5}}
        ```

        ```show total-loss-equation
        ```

        ```show weight-update weight=w_1
        ```

        `= loss`

        """#,
      errors: #"""
        error[missing-target]: `loss` needs the key `target`, which `net` does not have
         --> page.md:9:9
          |
        9 | ```show total-loss-equation
          |         ^^^^^^^^^^^^^^^^^^^
          = help: add `target:` to the network's cell

        error[missing-target]: `grad` needs the key `target`, which `net` does not have
          --> page.md:12:9
           |
        12 | ```show weight-update weight=w_1
           |         ^^^^^^^^^^^^^
           = help: add `target:` to the network's cell

        error[missing-target]: `loss` needs the key `target`, which `net` does not have
          --> page.md:15:4
           |
        15 | `= loss`
           |    ^^^^
           = help: add `target:` to the network's cell


        """#),
    BadNotebook(
      name: "missing attribute",
      text: network + #"""

        ```show weight-update
        ```

        ```show net-input
        ```

        ```show passed-back unit=H_1
        ```

        """#,
      errors: #"""
        error[missing-attribute]: the view is about a weight, and none is named
          --> page.md:11:9
           |
        11 | ```show weight-update
           |         ^^^^^^^^^^^^^
           = help: add `weight=…`

        error[missing-attribute]: the view is about a layer or unit, and none is named
          --> page.md:14:9
           |
        14 | ```show net-input
           |         ^^^^^^^^^
           = help: add `layer=…` or `unit=…`

        error[missing-attribute]: the view is about a weight, and none is named
          --> page.md:17:9
           |
        17 | ```show passed-back unit=H_1
           |         ^^^^^^^^^^^
           = help: add `weight=…`


        """#),
  ]
}
