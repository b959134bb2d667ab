/// What can be wrong with values in the text.
extension BadNotebook {
  static let values: [BadNotebook] = [
    BadNotebook(
      name: "inline values",
      text: network + #"""

        - unknown: `= H.nett.1`
        - syntax: `= H.out.1 +`, `= (w_1`, `= w_1 w_2`, `= w_1 § 2`
        - empty: `= `, `=  `
        - not a number: `= H.out * 2`
        - division: `= 1 / (w_1 - w_1)`

        """#,
      errors: #"""
        error[unknown-name]: `nett` is not known here
          --> page.md:11:17
           |
        11 | - unknown: `= H.nett.1`
           |                 ^^^^
           = help: did you mean `net`?

        error[value-syntax]: the value ends where a number or reference should follow
          --> page.md:12:22
           |
        12 | - syntax: `= H.out.1 +`, `= (w_1`, `= w_1 w_2`, `= w_1 § 2`
           |                      ^

        error[value-syntax]: the value ends where a number or reference should follow
          --> page.md:12:32
           |
        12 | - syntax: `= H.out.1 +`, `= (w_1`, `= w_1 w_2`, `= w_1 § 2`
           |                                ^

        error[value-syntax]: `w_2` is not expected here
          --> page.md:12:43
           |
        12 | - syntax: `= H.out.1 +`, `= (w_1`, `= w_1 w_2`, `= w_1 § 2`
           |                                           ^^^

        error[value-syntax]: `§` is not expected here
          --> page.md:12:56
           |
        12 | - syntax: `= H.out.1 +`, `= (w_1`, `= w_1 w_2`, `= w_1 § 2`
           |                                                        ^

        error[value-empty]: expected what to show behind `=`
          --> page.md:13:10
           |
        13 | - empty: `= `, `=  `
           |          ^^^^

        error[value-empty]: expected what to show behind `=`
          --> page.md:13:16
           |
        13 | - empty: `= `, `=  `
           |                ^^^^^

        error[value-not-scalar]: `H.out` is not a single number
          --> page.md:14:20
           |
        14 | - not a number: `= H.out * 2`
           |                    ^^^^^

        error[no-value]: `1 / (w_1 - w_1)` divides by zero
          --> page.md:15:16
           |
        15 | - division: `= 1 / (w_1 - w_1)`
           |                ^^^^^^^^^^^^^^^


        """#),
    BadNotebook(
      name: "in place value",
      text: network + #"""

        It is <!--= H.nett.1 -->$1$<!--/=--> and <!--= 1 / 0 -->$2$<!--/=-->.

        """#,
      errors: #"""
        error[unknown-name]: `nett` is not known here
          --> page.md:11:15
           |
        11 | It is <!--= H.nett.1 -->$1$<!--/=--> and <!--= 1 / 0 -->$2$<!--/=-->.
           |               ^^^^
           = help: did you mean `net`?

        error[no-value]: `1 / 0` divides by zero
          --> page.md:11:48
           |
        11 | It is <!--= H.nett.1 -->$1$<!--/=--> and <!--= 1 / 0 -->$2$<!--/=-->.
           |                                                ^^^^^


        """#),
    BadNotebook(
      name: "overflow after updates",
      text: #"""
        ```yaml network
        name: net
        input: {x: [1]}
        layers:
          - H: {dense: 1, activation: identity, weight: [[1]]}
        target: {t: [0]}
        loss: half-squared-error
        optimizer: {sgd: {rate: 1e100}}
        ```

        `= loss@1.3s` and `= loss@2`

        """#,
      errors: #"""
        error[overflow]: `loss.1@2` is too large for a 64-bit number after 2 updates
          --> page.md:11:22
           |
        11 | `= loss@1.3s` and `= loss@2`
           |                      ^^^^^^


        """#),
    BadNotebook(
      name: "too much hand arithmetic",
      text: network(with: #"precision: as-displayed"#) + #"""

        `= loss@100000`

        """#,
      errors: #"""
        error[as-displayed-too-large]: `precision: as-displayed` would take 6200062 operations by hand, at most 1000000 are done
          --> page.md:12:4
           |
        12 | `= loss@100000`
           |    ^^^^^^^^^^^
           = help: use `precision: exact`


        """#),
    BadNotebook(
      name: "unknown number",
      text: #"""
        ```yaml network
        name: net
        input: {x: [1, 2]}
        layers:
          - H: {dense: 2, activation: sigmoid, weight: [[_, 0.2], [0.3, 0.4]]}
        target: {t: [0, 1]}
        loss: half-squared-error
        optimizer: {sgd: {rate: 0.5}}
        ```

        `= H.out.2`, `= H.out.1`

        ```show net-inputs layer=H
        ```

        """#,
      errors: #"""
        error[unknown-value]: `H.out.1` has no value: it depends on a number that is not given
          --> page.md:11:17
           |
        11 | `= H.out.2`, `= H.out.1`
           |                 ^^^^^^^

        error[unknown-value]: `H.net.1` has no value: it depends on a number that is not given
          --> page.md:13:9
           |
        13 | ```show net-inputs layer=H
           |         ^^^^^^^^^^


        """#),
  ]
}
