/// What templates and values may not do: include themselves, nest or multiply without end, or name what
/// would be left out silently.
extension BadNotebook {
  static let limits: [BadNotebook] = [
    BadNotebook(
      name: "a view that includes itself",
      text: "```markdown view a\n<<> a>>\n```\n\n" + network + "```show a\n```\n",
      errors: """
        error[view-cycle]: `a` includes itself: a → a
         --> page.md:2:5
          |
        2 | <<> a>>
          |     ^


        """),
    BadNotebook(
      name: "views that include each other",
      text: "```markdown view a\n<<> b>>\n```\n\n```markdown view b\nx <<> a>>\n```\n\n" + network
        + "```show a\n```\n",
      errors: """
        error[view-cycle]: `b` includes itself: b → a → b
         --> page.md:2:5
          |
        2 | <<> b>>
          |     ^


        """),
    BadNotebook(
      name: "sections nested too deep",
      text: network + "\n```show\n" + String(repeating: "<<#loss>>\n", count: 65)
        + String(repeating: "<</loss>>\n", count: 65) + "```\n",
      errors: """
        error[template-too-deep]: sections are nested deeper than 64
          --> page.md:76:4
           |
        76 | <<#loss>>
           |    ^^^^


        """),
    BadNotebook(
      name: "loops that multiply",
      text: network + "\n```show\n"
        + String(repeating: "<<#output.units>>", count: 24) + "<<symbol>>"
        + String(repeating: "<</output.units>>", count: 24) + "\n```\n",
      errors: """
        error[view-too-large]: the view looks up more than 1000000 names
          --> page.md:11:4
           |
        11 | ```show
           |    ^^^^
           = help: loops within loops multiply


        """),
    BadNotebook(
      name: "inheritance",
      text: network + "\n```show\n<<< a>>x<</a>>\n```\n",
      errors: """
        error[template-syntax]: blocks that inherit are not supported
          --> page.md:12:5
           |
        12 | <<< a>>x<</a>>
           |     ^


        """),
    BadNotebook(
      name: "a transform that does not exist",
      text: network + "\n```show\n<<#revrsed(layers)>>x<</revrsed(layers)>>\n```\n",
      errors: """
        error[unknown-transform]: there is no transform `revrsed`
          --> page.md:12:4
           |
        12 | <<#revrsed(layers)>>x<</revrsed(layers)>>
           |    ^^^^^^^^^^^^^^^
           = help: did you mean `reversed`?


        """),
    BadNotebook(
      name: "a name behind a word",
      text: network + "\n```show layer=H\n<<title.symbol>>\n```\n",
      errors: """
        error[unknown-name]: `symbol` is not known here
          --> page.md:12:9
           |
        12 | <<title.symbol>>
           |         ^^^^^^


        """),
    BadNotebook(
      name: "a kind that does not exist",
      text: network + "\n```show layer=H\n<<#kind.hiden>>x<</kind.hiden>>\n```\n",
      errors: """
        error[unknown-name]: `hiden` is not known here
          --> page.md:12:9
           |
        12 | <<#kind.hiden>>x<</kind.hiden>>
           |         ^^^^^
           = help: did you mean `hidden`?


        """),
    BadNotebook(
      name: "a pass too far on",
      text: network + "\n`= loss@2000000000`\n",
      errors: """
        error[too-many-updates]: the pass after 2000000000 updates is too far on: of `net` there are at most 452079566
          --> page.md:11:4
           |
        11 | `= loss@2000000000`
           |    ^^^^^^^^^^^^^^^


        """),
    BadNotebook(
      name: "a step beyond all passes",
      text: network + "\n```show outputs step=3000000000\n```\n",
      errors: """
        error[bad-attribute]: `step` takes a whole number of updates, not `3000000000`
          --> page.md:11:22
           |
        11 | ```show outputs step=3000000000
           |                      ^^^^^^^^^^


        """),
    BadNotebook(
      name: "a value that would begin a comment",
      text: network + "\n`= !loss`\n",
      errors: """
        error[unknown-name]: `!loss` is not known here
          --> page.md:11:4
           |
        11 | `= !loss`
           |    ^^^^^
           = help: did you mean `loss`?


        """),
  ]
}
