import Diagnostics
import Foundation
import Testing

@testable import Jupyter

struct JSONTests {
  private func message(_ text: String) -> String {
    do {
      _ = try JSONReader.read(SourceText(name: "a.ipynb", text: text))
      return "no error"
    } catch {
      return DiagnosticRenderer().render(error.diagnostics)
    }
  }

  @Test(arguments: [
    (
      #"{"cells": [1,, 2]}"#,
      """
      error[json-syntax]: this is no JSON: expected a value, found `,`
       --> a.ipynb:1:14
        |
      1 | {"cells": [1,, 2]}
        |              ^


      """
    ),
    (
      "{\n \"cells\": [],\n}",
      """
      error[json-syntax]: this is no JSON: expected a key in quotation marks, found `}`
       --> a.ipynb:3:1
        |
      3 | }
        | ^


      """
    ),
    (
      "{\"cells\": [",
      """
      error[json-syntax]: this is no JSON: expected a value, but the file ends
       --> a.ipynb:1:11
        |
      1 | {"cells": [
        |           ^


      """
    ),
    (
      #"{"a" 1}"#,
      """
      error[json-syntax]: this is no JSON: expected `:`, found `1`
       --> a.ipynb:1:6
        |
      1 | {"a" 1}
        |      ^


      """
    ),
    (
      #"["a" "é"]"#,
      """
      error[json-syntax]: this is no JSON: expected `,` or `]`, found `"`
       --> a.ipynb:1:6
        |
      1 | ["a" "é"]
        |      ^


      """
    ),
    (
      #"{"a": "é", é}"#,
      """
      error[json-syntax]: this is no JSON: expected a key in quotation marks, found `é`
       --> a.ipynb:1:13
        |
      1 | {"a": "é", é}
        |            ^


      """
    ),
    (
      #"["abc"#,
      """
      error[json-syntax]: this is no JSON: a string is never closed
       --> a.ipynb:1:2
        |
      1 | ["abc
        |  ^


      """
    ),
    (
      "[\"a\nb\"]",
      """
      error[json-syntax]: this is no JSON: a string has a control character in it
       --> a.ipynb:1:4
        |
      1 | ["a
        |    ^


      """
    ),
    (
      #"["\q"]"#,
      """
      error[json-syntax]: this is no JSON: a string has an escape that JSON does not know
       --> a.ipynb:1:3
        |
      1 | ["\\q"]
        |   ^^


      """.replacing(#"\\q"#, with: #"\q"#)
    ),
    (
      "[01]",
      """
      error[json-syntax]: this is no JSON: `01` is no number
       --> a.ipynb:1:2
        |
      1 | [01]
        |  ^^


      """
    ),
    (
      "[] x",
      """
      error[json-syntax]: this is no JSON: expected the end of the file, found `x`
       --> a.ipynb:1:4
        |
      1 | [] x
        |    ^


      """
    ),
  ]) func errorsHavePlaces(_ text: String, _ expected: String) {
    #expect(message(text) == expected)
  }

  @Test func nestingIsBounded() throws {
    let deep = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(message(deep(200)) == "no error")
    #expect(message(deep(201)).contains("this is no JSON: values are nested more than 200 deep"))
    // Much deeper, it is still an error and no overflow of the stack.
    #expect(message(deep(1_000_000)).contains("--> a.ipynb:1:201"))
  }

  /// What Foundation reads of the same text.
  private func foundation(_ text: String) -> NSObject? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      as? NSObject
  }

  private func object(_ value: JSONValue) -> NSObject {
    switch value {
    case .null: NSNull()
    case .bool(let value): NSNumber(value: value)
    case .integer(let number): NSNumber(value: number)
    case .number(let number): NSNumber(value: number)
    case .string(let text): text as NSString
    case .array(let values): values.map(object) as NSArray
    case .object(let entries): entries.mapValues(object) as NSDictionary
    }
  }

  @Test(arguments: [
    "[1, -0, 0.5, 1e3, -2.5E-2, true, false, null, {}, [], \"\"]",
    #"{"a": {"b": [{"c": "d"}]}, "é": "\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\"}"#,
    " \n\t[ 1 ,\r\n2 ] ", "\"text\"", "12345678901",
  ]) func valuesAreFoundations(_ text: String) throws {
    let value = try JSONReader.read(SourceText(name: "", text: text))
    #expect(object(value) == foundation(text))
    let again = try JSONReader.read(SourceText(name: "", text: value.text))
    #expect(again == value)
    #expect(foundation(value.text) == foundation(text))
  }

  @Test func halvesOfPairsBecomeReplacements() throws {
    let value = try JSONReader.read(
      SourceText(name: "", text: #"["\ud800", "\udc00x", "\ud800\u0041"]"#))
    #expect(value == .array([.string("\u{FFFD}"), .string("\u{FFFD}x"), .string("\u{FFFD}A")]))
  }

  /// As `json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)` of Python writes it.
  @Test func layoutIsNbformats() {
    let value = JSONValue.object([
      "b": .array([.integer(1), .object([:]), .array([])]), "a": .object(["x": .null]),
      "_c": .string("é\n"),
    ])
    #expect(
      value.text == """
        {
         "_c": "é\\n",
         "a": {
          "x": null
         },
         "b": [
          1,
          {},
          []
         ]
        }

        """)
  }

  /// As Python's `splitlines(True)` divides.
  @Test func linesAreDividedAsPythonDivides() {
    let lines = JSONValue.lines("a\r\nb\rc\n\n d\u{85}e\u{2028}f\u{B}g\r")
    let expected = ["a\r\n", "b\r", "c\n", "\n", " d\u{85}", "e\u{2028}", "f\u{B}", "g\r"]
    #expect(lines == .array(expected.map(JSONValue.string)))
    #expect(JSONValue.lines("") == .array([]))
    #expect(JSONValue.lines("\r").joined == "\r")
  }
}
