/// Notebooks that tests run.
enum Samples {
  static let cell = """
    ```yaml network
    name: unit
    input: {x: [1.0, 2.0]}
    layers:
      - y: {dense: 1, weight: [[0.5, -0.2]], bias: [0.3]}
    target: {t: [1]}
    loss: half-squared-error
    optimizer: {sgd: {rate: 0.5}}
    ```

    """

  /// 0.5 · 1 − 0.2 · 2 + 0.3 = 0.4, so the loss is ½ · 0.6² = 0.18.
  static let values = cell + "\nIt answers `= y.out.1`, a loss of `= loss`.\n"
  static let valuesResult = "It answers $0.4000$, a loss of $0.1800$.\n"

  static let unknownName = cell + "\nIt answers `= z.out.1`.\n"

  static let stale = cell + "\nThe answer is <!--= y.out.1 -->$0.5$<!--/=-->.\n"
  static let fresh = cell + "\nThe answer is <!--= y.out.1 -->$0.4000$<!--/=-->.\n"
}
