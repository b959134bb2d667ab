import Testing

@testable import Drawing

struct LabelTests {
  @Test(arguments: [
    ("w_5 = 0.40", "w₅ = 0.40"),
    ("w_{12} = -0.2", "w₁₂ = −0.2"),
    (#"\text{net}_{o1}"#, "netₒ₁"),
    (#"\frac{\partial E}{\partial w_5}"#, "∂E/∂w₅"),
    (#"\theta_{11}^{cb}"#, "θ₁₁^cb"),
    (#"\mathbf{W}^{(1)}"#, "W⁽¹⁾"),
    (#"\Delta w_1"#, "Δw₁"),
    (#"\sigma(\mathbf{W} \cdot \mathbf{x})"#, "σ(W · x)"),
    (#"b_{h,1}"#, "b_{h,1}"),
    (#"w_5^{new}"#, "w₅^new"),
    (#"b_1^{\text{pre-act}}"#, "b₁^{pre-act}"),
    (#"\operatorname{ReLU}'(z)"#, "ReLU'(z)"),
    (#"y_1 \ge 0.5"#, "y₁ ≥ 0.5"),
    (#"\unknown_1"#, "unknown₁"),
    (#"W^T"#, "Wᵀ"),
    ("", ""), ("{", ""), ("_", ""), (#"\"#, ""), ("}}{{", ""),
  ]) func `Mathematics becomes a line of text`(_ tex: String, _ text: String) {
    #expect(Label.math(tex).plain == text)
  }

  @Test func `Groups however deep are read without recursion without end`() {
    let deep = String(repeating: "{", count: 100_000) + "x"
    #expect(Label.math(deep).plain == "x")
    #expect(Label.math(String(repeating: "_", count: 100_000)).plain == "")
    #expect(Label.math(String(repeating: #"\frac"#, count: 50_000)).plain.count <= 50_000)
  }

  @Test func `Words and mathematics stand side by side`() {
    #expect(Label(markdown: "target $t_1$ is 1").plain == "target t₁ is 1")
    #expect(Label(markdown: "5 $ a piece").plain == "5 $ a piece")
  }

  @Test func `Width counts columns`() {
    #expect(Label.math("w_{12}").width == 3)
    #expect(Label.text("隠れ層").width == 6)
  }
}
