import Diagnostics
import Testing

@testable import Notebook

struct NotebookDocumentTests {
  @Test func everyKindOfItemIsFoundInOrder() {
    let text = """
      ---
      title: x
      ---
      # Title `= a`

      ```yaml network echo
      name: ffnn
      ```

      ```markdown show net-inputs layer=H title="a b"
      ```

      <!-- network
      name: b
      -->

      <!-- show net-inputs layer=H -->
      | a |
      <!-- /show 5f0c1a2b -->

      In <!--= w -->$1$<!--/=-->, math $x <<w.new>>$ and $5 and $10 <<no>>.

      <!-- show new -->
      """
    #expect(
      dump(text) == """
        4:9 value "a"
        6:1 network echo "name: ffnn\\n" at 7:1
        10:1 show net-inputs layer=H,title=a b "" at 11:1
        13:1 hidden network "name: b\\n" at 14:1
        17:1 region net-inputs layer=H "| a |\\n" at 18:1 #5f0c1a2b
        21:4 in place "w" "$1$"
        21:37 hole "w.new" at 21:39
        23:1 region new
        """)
  }
}
