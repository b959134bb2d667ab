import Testing

@testable import Algebra

/// An expression written out with brackets, for comparison.
private func shape(_ expression: Expr<TeXLeaf>) -> String {
  func list(_ items: [Expr<TeXLeaf>]) -> String { items.map(shape).joined(separator: " ") }
  switch expression {
  case .number(let literal): return "#" + literal.text
  case .leaf(.numeral(let literal, _)): return literal.text
  case .leaf(.symbol(let name, _)): return name
  case .sum(let terms): return "(+ \(list(terms)))"
  case .product(let factors): return "(* \(list(factors)))"
  case .negation(let operand): return "(- \(shape(operand)))"
  case .quotient(let a, let b): return "(/ \(list([a, b])))"
  case .power(let a, let b): return "(^ \(list([a, b])))"
  case .call(let function, let arguments): return "(\(function.rawValue) \(list(arguments)))"
  case .cases(let branches):
    let parts = branches.map { branch in
      guard let condition = branch.condition else { return shape(branch.value) }
      return shape(branch.value) + " if "
        + [shape(condition.left), condition.relation.rawValue, shape(condition.right)]
        .joined(separator: " ")
    }
    return "{\(parts.joined(separator: "; "))}"
  }
}

private func shape(_ value: TeXValue) -> String {
  switch value {
  case .scalar(let expression): shape(expression)
  case .matrix(let rows):
    "[" + rows.map { $0.map(shape).joined(separator: " ") }.joined(separator: "; ") + "]"
  case .tuple(let items): "<\(items.map(shape).joined(separator: " "))>"
  case .sum(let terms): "(m+ \(terms.map(shape).joined(separator: " ")))"
  case .negation(let operand): "(m- \(shape(operand)))"
  case .product(let a, let b): "(m* \(shape(a)) \(shape(b)))"
  case .hadamard(let a, let b): "(m. \(shape(a)) \(shape(b)))"
  case .quotient(let a, let b): "(m/ \(shape(a)) \(shape(b)))"
  case .transposed(let operand): "(T \(shape(operand)))"
  case .vector(let function, let operand): "(\(function) \(shape(operand)))"
  case .call(let function, let operand): "(m\(function.rawValue) \(shape(operand)))"
  }
}

private func shape(_ chain: TeXChain) -> String {
  let signs: [TeXRelation.Kind: String] = [
    .equal: "=", .assigned: ":=", .approximately: "≈", .becomes: "→", .less: "<",
    .lessOrEqual: "≤", .greater: ">", .greaterOrEqual: "≥", .muchLess: "≪", .muchGreater: "≫",
    .notEqual: "≠",
  ]
  return chain.links.indices.map { index in
    let sign = chain.relation(before: index).flatMap { signs[$0.kind] }
    return (sign.map { $0 + " " } ?? "") + shape(chain.links[index].value)
  }.joined(separator: " ")
}

@Suite struct TeXExpressionTests {
  /// TeX and its value by hand.
  @Test(
    arguments: [
      (#"0.40"#, 0.4),
      (#"-0.350"#, -0.35),
      (#"+0.07"#, 0.07),
      (#".5"#, 0.5),
      (#"1{,}000.5"#, 1000.5),
      (#"1 - (-2)"#, 3),
      (#"1 − 3"#, -2),
      (#"1 + -2"#, -1),
      (#"2 - -2 - 1"#, 3),
      (#"2 \cdot 3 \times 4 * 5"#, 120),
      (#"\mathbf{1}_{1.2 > 0} + 4 \cdot \mathbf{1}_{-1 \ge 0}"#, 1),
      (#"2 · 3 × 4"#, 24),
      (#"(0.5)(4)"#, 2),
      (#"2(3)"#, 6),
      (#"2 (3 + 1)^2"#, 32),
      (#"-2^2"#, -4),
      (#"(-2)^2"#, 4),
      (#"\frac{1}{2}(0.2)^2"#, 0.02),
      (#"\frac12 \cdot 3"#, 1.5),
      (#"\dfrac{1}{4} + \tfrac 1 4"#, 0.5),
      (#"1/2/2"#, 0.25),
      (#"6/2 \cdot 3"#, 9),
      (#"2^{-1}"#, 0.5),
      (#"2^-1"#, 0.5),
      (#"e^{0}"#, 1),
      (#"\exp(0) + \exp\left(0\right)"#, 2),
      (#"\frac{1}{1 + e^{-0}}"#, 0.5),
      (#"\ln 1 + \ln(1) + \log{1}"#, 0),
      (#"\log_{10} 100"#, 2),
      (#"\sqrt{16} + \sqrt 4 + \sqrt[3]{8}"#, 8),
      (#"\sigma(0)"#, 0.5),
      (#"\tanh^2(0) + \tanh\left(0\right)"#, 0),
      (#"\max\{0, -3\} + \max(1, 2, 3) + \min(1, 2)"#, 4),
      (#"\text{ReLU}(-1) + \operatorname{ReLU}(2) + \mathrm{max}(0, 5)"#, 7),
      (#"\left|-3\right| + \lvert -2 \rvert + |1 - 2|"#, 6),
      (#"2|3 - 5|"#, 4),
      (#"||{-3}| - 5|"#, 2),
      (#"\boxed{0.5} + 2\boxed{1 + 1}"#, 4.5),
      (#"60\,000 + 1\,234.5 + 2~000 + 1\ 000"#, 64_234.5),
      (#"12\,\%"#, 0.12),
      (#"⌊3.7⌋ + ⌈3.2⌉"#, 7),
      // Squares of norms in each other are as many as are written.
      (
        String(repeating: #"\lVert "#, count: 40) + "1"
          + String(repeating: #"\rVert^2"#, count: 40), 1
      ),
      (#"\lVert -3 \rVert + \|2\|_1 + \left\|-4\right\|_\infty"#, 9),
      (#"12\%"#, 0.12),
      (#"50 \% \cdot 4"#, 2),
      (#"4.0 \times 10^{-5} \cdot 10^{5}"#, 4),
      (#"3 \cdot 10^2"#, 300),
      (#"1[2 > 0] + 1[2 < 0] + \mathbf{1}[1 \ge 1]"#, 2),
      (#"\begin{cases} 1 & \text{if } 2 > 0 \\ 0 & \text{otherwise} \end{cases}"#, 1),
      (#"\begin{cases} 5, & -1 \geq 0, \\ 7, & \text{sonst} \end{cases}"#, 7),
      (#"\left( 1 \, + \; 2 \right) \big( 3 \big)"#, 9),
      (#"{(2)}{3}"#, 6),
      (#"\textcolor{red}{2} \cdot \color{blue}3"#, 6),
      (#"2 % a comment"# + "\n+ 3", 5),
      (#"\underbrace{1 + 1}_{\text{two}} \cdot 3"#, 6),
      (#"2 \div 4"#, 0.5),
      (#"-(1 + 2)"#, -3),
      (#"[1 + 2] \cdot 2"#, 6),
    ] as [(String, Double)])
  func evaluates(_ tex: String, _ expected: Double) throws {
    let expression = try #require(try TeXReader.expression(tex).scalar)
    let value = try expression.evaluate(in: Float64Domain()) { leaf in
      guard case .numeral(let literal, _) = leaf else { throw DomainError.undecided }
      return literal.double
    }
    // Sums of a few doubles near 1: a few units of 1e-16.
    #expect(abs(value - expected) <= 1e-12 * max(1, abs(expected)))
  }

  @Test(arguments: [
    (#"w_5 + \text{net}_{h1}"#, #"(+ w_5 \text{net}_{h1})"#),
    (#"o_1(1 - o_1)"#, "(* o_1 (+ 1 (- o_1)))"),
    (#"o_{1}^{2}"#, "(^ o_1 2)"),
    (#"x^{1/2}"#, "(^ x (/ 1 2))"),
    (#"w_5^{new} - w^{+}_{5}"#, "(+ w_5^{new} (- w_5^+))"),
    (#"e^{-\text{net}_{o1}}"#, #"(exp (- \text{net}_{o1}))"#),
    (#"e^x e"#, "(* (exp x) e)"),
    (#"\sigma^2 + \sigma"#, #"(+ (^ \sigma 2) \sigma)"#),
    (#"\sigma(z_1)"#, "(sigmoid z_1)"),
    (#"\sigma'(z_1) \cdot 2"#, #"(* \sigma'(z_1) 2)"#),
    (#"\tanh'(z_1) - \mathbf{1}_A"#, #"(+ \tanh'(z_1) (- \mathbf{1}_A))"#),
    (#"\mathbf{1}_{ab}"#, #"\mathbf{1}_{ab}"#),
    (#"f(z) f'(z)"#, "(* f(z) f'(z))"),
    (#"2 \Delta w_5 + 1"#, #"(+ (* 2 \Delta w_5) 1)"#),
    (#"\sum_{i=1}^n w_i x_i + b"#, #"(+ \sum_{i=1}^nw_ix_i b)"#),
    (
      #"\frac{\partial E}{\partial w_5} \cdot \frac{dE}{dw}"#,
      #"(* \frac{\partial E}{\partial w_5} \frac{dE}{dw})"#
    ),
    (#"\partial E / \partial w_{5}"#, #"\frac{\partial E}{\partial w_5}"#),
    (#"\frac{d}{2}"#, "(/ d 2)"),
    (#"\max(0, x)"#, "(max 0 x)"),
    (#"(2, 3)"#, "<2 3>"),
    (#"\frac{1}{2}\sum_i (t_i - o_i)^2"#, #"(* (/ 1 2) \sum_i(t_i-o_i)^2)"#),
    (#"W x + b"#, "(+ (* W x) b)"),
    (#"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^T x"#, "(m* (T [1 2; 3 4]) x)"),
    (
      #"0.5 \cdot 2 \cdot \begin{pmatrix} a \\ b \\ \end{pmatrix} - W \odot X"#,
      "(m+ (m* (* 0.5 2) [a; b]) (m- (m. W X)))"
    ),
  ])
  func readsTheTree(_ tex: String, _ expected: String) throws {
    #expect(shape(try TeXReader.expression(tex)) == expected)
  }

  @Test(arguments: [
    (#"\text{net}_{h1}"#, #"\text{net}_{h1}"#),
    (#"\mathrm{net}_{h 1}"#, #"\text{net}_{h1}"#),
    (#"\operatorname{net}_{\text{h1}}"#, #"\text{net}_{h1}"#),
    (#"w_{5}^{\text{new}}"#, "w_5^{new}"),
    (#"w^{new}_5"#, "w_5^{new}"),
    (#"w_{1,11}"#, "w_{1,11}"),
    (#"\theta_{11}^{cb}"#, #"\theta_{11}^{cb}"#),
    (#"\hat{y}"#, #"\hat y"#),
    (#"\hat y_{1}"#, #"\hat y_1"#),
    (#"\mathbf W^{(1)}"#, #"\mathbf{W}^{(1)}"#),
    (#"\bm{\delta}^{(l)}"#, #"\boldsymbol{\delta}^{(l)}"#),
    (#"{w_1}^{new}"#, #"w_1^{new}"#),
    (#"{\theta_{11}^{ab}}^{new}"#, #"{\theta_{11}^{ab}}^{new}"#),
    (#"\delta_{o1}"#, #"\delta_{o1}"#),
    (#"δ_{o_1}"#, #"\delta_{o_1}"#),
    (#"w^{\prime}"#, "w'"),
    (#"W^T"#, "W^T"),
    (#"(W)^T"#, "W^T"),
    (#"(W^{[2]})^T"#, "W^{[2]T}"),
    (#"{W^{[2]}}^T"#, "W^{[2]T}"),
    (#"\left(W^{(2)}\right)^\top"#, "W^{(2)T}"),
    (#"(w_1)^{T}"#, "w_1^T"),
    (#"\arg\max_k p_k"#, #"\argmax_kp_k"#),
    (#"\mathbb{E}[g^2]_t"#, #"\mathbb{E}[g^2]_t"#),
    (#"P(Y = 1 \mid x)"#, #"P(Y=1\mid x)"#),
    (#"E_{\text{total}}"#, "E_{total}"),
    (
      #"\frac{ \partial E_{total} }{ \partial \mathrm{out}_{o1} }"#,
      #"\frac{\partial E_{total}}{\partial\text{out}_{o1}}"#
    ),
    (#"\frac{\partial E}{\partial w_{5}}"#, #"\frac{\partial E}{\partial w_5}"#),
    (#"\tfrac{∂E}{∂w_5}"#, #"\frac{\partial E}{\partial w_5}"#),
    (#"\Delta w_5"#, #"\Delta w_5"#),
    (#"\beta_1^{t+1}"#, #"\beta_1^{t+1}"#),
  ])
  func normalisesSymbols(_ tex: String, _ expected: String) throws {
    let name = try TeXReader.symbol(tex)
    #expect(name == expected)
    #expect(try TeXReader.symbol(name) == name)
  }

  @Test func leavesKnowTheirPlaces() throws {
    let tex = #"δ \cdot 0.40 + w_5^{new} - 4.0 \times 10^{-5} \cdot \frac12"#
    let bytes = Array(tex.utf8)
    let texts = try TeXReader.expression(tex).leaves.map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
    #expect(texts == ["δ", "0.40", "w_5^{new}", #"4.0 \times 10^{-5}"#, "1", "2"])
    let moved = try TeXReader.expression("0.40", at: 100).leaves.map(\.range)
    #expect(moved == [100..<104])
  }
}

@Suite struct TeXChainTests {
  @Test(arguments: [
    (#"a = 0.5"#, ["a = 0.5"]),
    (#"a = 1 + 2 = 3 \approx 3.0 ≈ 3"#, ["a = (+ 1 2) = 3 ≈ 3.0 ≈ 3"]),
    (#"= 0.5"#, ["= 0.5"]),
    (#"w_5 := 0.4 \to 0.35 \rightarrow 0.3"#, ["w_5 := 0.4 → 0.35 → 0.3"]),
    (#"a < 1 \le 2 \ll 3, \quad b > 1 \ge 0 \gg -1"#, ["a < 1 ≤ 2 ≪ 3", "b > 1 ≥ 0 ≫ (- 1)"]),
    (#"a = 1 \quad\text{vs}\quad b = 2"#, ["a = 1", "b = 2"]),
    (#"a = 1 \qquad \text{net}_{h1} = 2."#, ["a = 1", #"\text{net}_{h1} = 2"#]),
    (#"a = 1 \text{ and } b = 2"#, ["a = 1", "b = 2"]),
    (#"a = 0.5 \quad \text{(rounded)}"#, ["a = 0.5"]),
    (#"a = 1 \Rightarrow b = 2"#, ["a = 1", "b = 2"]),
    (#"\boxed{a = 0.5}"#, ["a = 0.5"]),
    (#"a = \boxed{0.5}"#, ["a = 0.5"]),
    (
      #"\begin{aligned} a &= 1 + 1 \\ &= 2 \\[4pt] b &= 3 \end{aligned}"#,
      ["a = (+ 1 1) = 2", "b = 3"]
    ),
    (#"\begin{align*} a &= 1 \\ & \quad + 2 \\ &= 3 \\ \end{align*}"#, ["a = (+ 1 2) = 3"]),
    (#"\begin{align} a &= \\ & 1 \cdot \\ & 2 \end{align}"#, ["a = (* 1 2)"]),
    (
      #"\begin{align} a &= 1 & b &= 2 \\ c &= 3 & d &= 4 \end{align}"#,
      ["a = 1", "b = 2", "c = 3", "d = 4"]
    ),
    (
      #"\begin{bmatrix} 1 \\ 2 \end{bmatrix} + \begin{bmatrix} 3 \\ 4 \end{bmatrix} = x"#,
      ["(m+ [1; 2] [3; 4]) = x"]
    ),
    (
      #"f(x) = \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      ["f(x) = {x if x > 0; 0}"]
    ),
    (#"a = 1, b = 2; c"#, ["a = 1", "b = 2", "c"]),
    (#"W (2, 3)"#, ["(m* W <2 3>)"]),
    ("", []),
    (#"\text{by the chain rule}"#, []),
  ])
  func readsChains(_ tex: String, _ expected: [String]) throws {
    #expect(try TeXReader.read(tex).map(shape) == expected)
  }

  @Test func chainsAndRelationsKnowTheirPlaces() throws {
    let chain = try #require(try TeXReader.read("a = 1 + 2 \\approx 3", at: 10).first)
    #expect(chain.range == 10..<29)
    #expect(chain.links.map(\.range) == [10..<11, 14..<19, 28..<29])
    #expect(chain.relations.map(\.range) == [12..<13, 20..<27])
    #expect(!chain.continues)
    let rest = try #require(try TeXReader.read("= 1").first)
    #expect(rest.continues && rest.range == 0..<3)
  }
}

@Suite struct TeXMatrixTests {
  private func value(_ tex: String) throws -> MatrixValue<Double> {
    try TeXReader.expression(tex).evaluate(in: Float64Domain()) { leaf in
      guard case .numeral(let literal, _) = leaf else { throw DomainError.undecided }
      return literal.double
    }
  }

  /// By hand.
  @Test(arguments: [
    (#"\begin{bmatrix}1&2\\3&4\end{bmatrix} \begin{bmatrix}5\\6\end{bmatrix}"#, [[17.0], [39]]),
    (#"\begin{bmatrix}1&2\\3&4\end{bmatrix}^T"#, [[1, 3], [2, 4]]),
    (#"\begin{bmatrix}1\\2\end{bmatrix} \odot \begin{bmatrix}3\\4\end{bmatrix}"#, [[3], [8]]),
    (#"2 \begin{bmatrix}1\\2\end{bmatrix} - \begin{pmatrix}1\\1\end{pmatrix}"#, [[1], [3]]),
    (#"\frac{1}{2} \left( \begin{bmatrix}1&3\end{bmatrix} \right)^\top"#, [[0.5], [1.5]]),
    (#"\begin{bmatrix}2&4\end{bmatrix} / 4"#, [[0.5, 1]]),
    (#"\max(0, 3) \begin{array}{cc}1&2\end{array}"#, [[3, 6]]),
    (#"\text{ReLU}\left(\begin{bmatrix}-1\\2\end{bmatrix}\right)"#, [[0], [2]]),
    (#"\tanh([0, 0])"#, [[0, 0]]),
    (#"\sigma\begin{bmatrix}0\\0\end{bmatrix}"#, [[0.5], [0.5]]),
    (#"\operatorname{ReLU}\begin{pmatrix}-1&2\end{pmatrix}"#, [[0, 2]]),
    (#"\max(0, [-1, 2])"#, [[0, 2]]),
    (#"\frac{(3, 4)}{\|(3, 4)\|}"#, [[0.6, 0.8]]),
    (#"-(1, 2)"#, [[-1, -2]]),
    (#"1 - \begin{bmatrix}1\\3\end{bmatrix}"#, [[0], [-2]]),
    (#"\begin{bmatrix}1&2\end{bmatrix} + 1"#, [[2, 3]]),
    (
      #"\begin{bmatrix}1&2\\3&4\end{bmatrix} + \begin{bmatrix}10\\20\end{bmatrix}"#,
      [[11, 12], [23, 24]]
    ),
    (
      #"\begin{bmatrix}1&2\\3&4\end{bmatrix} + \begin{bmatrix}10&20\end{bmatrix}"#,
      [[11, 22], [13, 24]]
    ),
  ])
  func evaluates(_ tex: String, _ expected: [[Double]]) throws {
    #expect(try value(tex) == .matrix(expected))
  }

  @Test(arguments: [
    (#"\lVert (3, 4) \rVert"#, 5), (#"\left\|[3, -4]\right\|_2^2"#, 25),
    (#"||(3, -4)||_1"#, 7), (#"\left\lVert [3, -4] \right\rVert_{\infty}"#, 4),
    (#"\|\begin{bmatrix}1&2\\2&4\end{bmatrix}\|_F"#, 5),
    (#"\langle (1, 2), (3, 4) \rangle"#, 11),
    (#"\frac{[1, 2] \cdot [2, 1]}{\|[1, 2]\| \|[2, 1]\|}"#, 0.8),
  ])
  func reduces(_ tex: String, _ expected: Double) throws {
    guard case .scalar(let number) = try value(tex) else {
      Issue.record("a matrix")
      return
    }
    #expect(abs(number - expected) < 1e-12)
  }

  @Test(arguments: [
    (
      #"\begin{bmatrix}1&2\end{bmatrix} \begin{bmatrix}1&2&3\end{bmatrix}"#,
      "a 1×2 matrix times a 1×3 matrix: the inner lengths differ"
    ),
    (
      #"\begin{bmatrix}1&2\end{bmatrix} + \begin{bmatrix}1&2&3\end{bmatrix}"#,
      "a 1×2 matrix and a 1×3 matrix cannot be added"
    ),
    (
      #"\begin{bmatrix}1&2\end{bmatrix} \odot \begin{bmatrix}1\\2\end{bmatrix}"#,
      "a 1×2 matrix and a 2×1 matrix cannot be multiplied entry by entry"
    ),
    (#"1 / \begin{bmatrix}1\end{bmatrix}"#, "division by a 1×1 matrix"),
  ])
  func reportsShapes(_ tex: String, _ message: String) {
    #expect(throws: MatrixShapeError(description: message)) { try value(tex) }
  }
}

@Suite struct TeXReadErrorTests {
  @Test(arguments: [
    (#"a = "#, "nothing stands behind the relation", 2..<3),
    (#"a = = 1"#, "expected an expression, found `=`", 4..<5),
    (#"(1 + 2"#, "`(` is not closed: expected `)`, found the end", 0..<1),
    (#"(1 + 2]"#, "`(` is not closed: expected `)`, found `]`", 0..<1),
    (#"1 + 2)"#, "`)` closes nothing", 5..<6),
    (#"1 + }"#, "`}` closes nothing", 4..<5),
    (#"\frac{1}{2"#, "`{` is not closed: expected `}`, found the end", 8..<9),
    (#"1 + \foo"#, #"`\foo` is not known"#, 4..<8),
    (#"1 +"#, "expected a number or a symbol, found the end", 3..<3),
    (#"\sqrt"#, "expected a number or a symbol, found the end", 5..<5),
    (#"()"#, "nothing between the brackets", 0..<1),
    (#"\text{a"#, #"the brace of `\text` is not closed"#, 0..<7),
    (
      #"0.5 0.3"#,
      #"`0.3` follows without an operator: write `\cdot`, or braces around an index of several digits"#,
      4..<7
    ),
    (#"w_1_2"#, "a second subscript", 3..<4),
    (#"w^a^b"#, "a second superscript", 3..<4),
    (#"2^2^2"#, "a second exponent", 3..<4),
    (#"\sigma_"#, "expected an index or argument, found the end", 7..<7),
    (#"|1 + 2"#, "the bar is not closed, found the end", 0..<1),
    (#"\lVert 1 + 2"#, "the bar is not closed, found the end", 0..<6),
    (#"\|x\|_q"#, "the norm `q` is not known", 0..<7),
    (#"\|x\|^3"#, "a norm to the power `3`", 0..<7),
    (
      #"\begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix}"#,
      "row 2 of the matrix has 1 entries, the first 2", 0..<26
    ),
    (#"\begin{bmatrix} \end{bmatrix}"#, "a matrix without entries", 0..<15),
    (#"\begin{bmatrix} 1"#, #"expected `\end{bmatrix}`, found the end"#, 17..<17),
    (#"\begin{aligned} 1"#, #"`\begin{aligned}` is not closed"#, 17..<17),
    (#"\end{aligned}"#, #"`\end{aligned}` closes nothing"#, 0..<13),
    (#"\begin{tikzpicture} 1"#, "the environment `tikzpicture` is not known here", 0..<19),
    (#"\begin{bmatrix}1\end{bmatrix}^2"#, "a matrix to the power `2`", 29..<31),
    (#"\exp(1, 2)"#, #"`\exp` takes one argument"#, 0..<4),
    (#"\tanh^{-1}(x)"#, #"`\tanh^{-1}` may mean two things"#, 0..<5),
    (#"1 \times 10^{999}"#, "`1e999` is out of range", 0..<17),
    (#"\begin{cases} 1 & 0 < x < 1 \end{cases}"#, "a condition with two comparisons", 24..<25),
    (#"\begin{cases} 1 & x \end{cases}"#, #"expected a comparison, found `\end{cases}`"#, 20..<31),
    (#"1 $ 2"#, "expected a number or a symbol, found `$`", 2..<3),
    ("1 \u{1} 2", "unexpected control character", 2..<3),
    ("1 \\", "a backslash without a command", 2..<3),
  ])
  func namesTheProblemAndItsPlace(_ tex: String, _ what: String, _ range: Range<Int>) {
    #expect(throws: TeXReadError(what, range)) { try TeXReader.read(tex) }
  }

  @Test(arguments: [
    "(", "{", "[", "|", "\\frac", "\\sqrt{", "e^{", "x_{", "\\hat", "\\ln ", "\\Delta ", "1/",
    "\\mathbf",
    "\\begin{cases}", "\\begin{bmatrix}", "\\begin{aligned}", "-", "\\lvert ", "2^{", "\\max(0,",
    "\\sum ", "x'", "\\boxed{", "a = ", "a \\odot ", "\\text{a}(", "f(", "\\partial ", "& ",
    "\\\\ ",
    "\\quad ", "\\|", "\\lVert ", "||", "\\langle ", "P(", "1\\,", "\\frac{\\partial ", "x^{{",
    "\\frac12", "\\frac{1}23", "x_1^23(", "\\%", "1\\%",
    "1 \\cdot ", "\\left(", "x_1^2",
  ])
  func repeatedInputNeitherCrashesNorHangs(_ piece: String) throws {
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      _ = try? TeXReader.read(String(repeating: piece, count: 20_000))
    }
    // Linear time is some tenths of a second in a debug build; quadratic would be minutes.
    #expect(elapsed < .seconds(20))
  }

  @Test func deepNestingIsAnError() {
    let deep = String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300)
    #expect(throws: TeXReadError.self) { try TeXReader.read(deep) }
    let fine = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(throws: Never.self) { try TeXReader.read(fine) }
  }
}
