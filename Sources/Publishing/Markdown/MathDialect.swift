/// How math stands in Markdown.
package enum MathDialect: String, CaseIterable, Sendable {
  /// `$…$` in a line, `$$…$$` for displays: pandoc, Jupyter, VS Code and most others.
  case dollar
  /// `` $`…`$ `` in a line, ```` ```math ```` for displays: what GitHub takes as it stands. Between bare
  /// dollars GitHub reads Markdown first, which eats the backslashes of `\{`, `\,` and `\\`.
  case github
}
