/// Characters beyond ASCII in LaTeX: which ones pdfLaTeX knows with the T1 fonts, and the commands for
/// those that mathematics uses.
enum LaTeXSymbols {
  /// Whether pdfLaTeX sets the character from running text as it is.
  static func isNative(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB8, 0x126...0x127, 0x138, 0x13F...0x140, 0x149, 0x166...0x167: false
    case 0xA0...0x17E, 0x192, 0x1E6...0x1E7, 0x218...0x21B, 0x1E9E: true
    case 0x2013...0x2014, 0x2018...0x201A, 0x201C...0x201E, 0x2020...0x2022: true
    case 0x2030, 0x2039...0x203A, 0x20AC, 0x2116, 0x2122: true
    default: false
    }
  }

  /// The command for a character in a formula.
  static func math(_ scalar: Unicode.Scalar) -> String? { table[scalar] }

  /// The command for a character in running text that is no formula's.
  static func text(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\u{2026}": "\\ldots{}"
    case "\u{2010}", "\u{2011}": "-"
    case "\u{2212}": "\\ensuremath{-}"
    case "\u{2015}": "\u{2014}"
    case "\u{2002}", "\u{2003}": "\\enspace{}"
    case "\u{2009}", "\u{200A}", "\u{202F}", "\u{2006}": "\\,"
    case "\u{200B}"..."\u{200D}", "\u{2060}", "\u{FEFF}", "\u{FE0E}", "\u{FE0F}", "\u{AD}": ""
    case "\u{2713}", "\u{2714}": "\\ensuremath{\\checkmark}"
    case "\u{2717}", "\u{2718}", "\u{2715}": "\\ensuremath{\\times}"
    case "\u{FFFD}": "\\texorpdfstring{\\fbox{?}}{?}"
    default: nil
    }
  }

  private static let table: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for line in list.split(separator: "\n") {
      var words = line.split(separator: " ")
      while words.count >= 2 {
        let (character, command) = (words.removeFirst(), words.removeFirst())
        if let scalar = character.unicodeScalars.first { table[scalar] = String(command) }
      }
    }
    return table
  }()

  private static let list = #"""
    α \alpha β \beta γ \gamma δ \delta ε \varepsilon ϵ \epsilon ζ \zeta η \eta θ \theta ϑ \vartheta
    ι \iota κ \kappa λ \lambda μ \mu ν \nu ξ \xi ο o π \pi ϖ \varpi ρ \rho ϱ \varrho σ \sigma
    ς \varsigma τ \tau υ \upsilon φ \varphi ϕ \phi χ \chi ψ \psi ω \omega
    Α A Β B Γ \Gamma Δ \Delta Ε E Ζ Z Η H Θ \Theta Ι I Κ K Λ \Lambda Μ M Ν N Ξ \Xi Ο O Π \Pi Ρ P
    Σ \Sigma Τ T Υ \Upsilon Φ \Phi Χ X Ψ \Psi Ω \Omega
    ← \leftarrow → \rightarrow ↑ \uparrow ↓ \downarrow ↔ \leftrightarrow ↕ \updownarrow
    ⇐ \Leftarrow ⇒ \Rightarrow ⇑ \Uparrow ⇓ \Downarrow ⇔ \Leftrightarrow ↦ \mapsto ⟶ \longrightarrow
    ⟵ \longleftarrow ⟹ \Longrightarrow ⟸ \Longleftarrow ⟺ \Longleftrightarrow ↗ \nearrow ↘ \searrow
    ↙ \swarrow ↖ \nwarrow ↪ \hookrightarrow ↩ \hookleftarrow ⇌ \rightleftharpoons
    × \times · \cdot ÷ \div ± \pm ∓ \mp ∗ \ast ⋅ \cdot ∘ \circ ∙ \bullet ⊕ \oplus ⊗ \otimes
    ⊙ \odot ⊖ \ominus ⋆ \star † \dagger ‡ \ddagger ∖ \setminus ¬ \neg ∧ \wedge ∨ \vee ∩ \cap ∪ \cup
    − - ∑ \sum ∏ \prod ∫ \int ∮ \oint ∂ \partial ∇ \nabla √ \surd ∞ \infty ∝ \propto ′ \prime
    ″ \prime\prime ° ^\circ µ \mu
    = = ≠ \neq ≈ \approx ≃ \simeq ≅ \cong ∼ \sim ≡ \equiv ≤ \leq ≥ \geq ≪ \ll ≫ \gg ≺ \prec
    ≻ \succ ⊂ \subset ⊃ \supset ⊆ \subseteq ⊇ \supseteq ∈ \in ∉ \notin ∋ \ni ∀ \forall ∃ \exists
    ∄ \nexists ∅ \emptyset ⊥ \perp ⊤ \top ⊢ \vdash ⊨ \models ∥ \parallel ‖ \Vert ∣ \mid ≔ := ≜ \triangleq
    ∴ \therefore ∵ \because ⟂ \perp ≲ \lesssim ≳ \gtrsim
    ⟨ \langle ⟩ \rangle ⌈ \lceil ⌉ \rceil ⌊ \lfloor ⌋ \rfloor ⟦ [\![ ⟧ ]\!]
    … \ldots ⋯ \cdots ⋮ \vdots ⋱ \ddots
    ℓ \ell ℏ \hbar ℜ \Re ℑ \Im ℘ \wp ℵ \aleph ℝ \mathbb{R} ℕ \mathbb{N} ℤ \mathbb{Z} ℚ \mathbb{Q}
    ℂ \mathbb{C} 𝔼 \mathbb{E} 𝟙 \mathbf{1} ℒ \mathcal{L} ∆ \Delta Ω \Omega
    ₀ _0 ₁ _1 ₂ _2 ₃ _3 ₄ _4 ₅ _5 ₆ _6 ₇ _7 ₈ _8 ₉ _9 ₊ _+ ₋ _- ₌ _= ₍ _( ₎ _) ₐ _a ₑ _e ₒ _o ₓ _x
    ₕ _h ₖ _k ₗ _l ₘ _m ₙ _n ₚ _p ₛ _s ₜ _t ᵢ _i ⱼ _j ᵣ _r ᵤ _u ᵥ _v
    ⁰ ^0 ¹ ^1 ² ^2 ³ ^3 ⁴ ^4 ⁵ ^5 ⁶ ^6 ⁷ ^7 ⁸ ^8 ⁹ ^9 ⁺ ^+ ⁻ ^- ⁼ ^= ⁽ ^( ⁾ ^) ⁿ ^n ⁱ ^i ᵀ ^T ᵗ ^t
    ½ \tfrac12 ⅓ \tfrac13 ⅔ \tfrac23 ¼ \tfrac14 ¾ \tfrac34 ⅕ \tfrac15 ⅛ \tfrac18
    □ \square ■ \blacksquare △ \triangle ▽ \triangledown ◇ \Diamond ◆ \blacklozenge ○ \circ ● \bullet
    ▲ \blacktriangle ▼ \blacktriangledown ▶ \blacktriangleright ◀ \blacktriangleleft ► \blacktriangleright ◄ \blacktriangleleft
    ▷ \triangleright ◁ \triangleleft ★ \bigstar ☆ \star ◦ \circ ✓ \checkmark ♠ \spadesuit
    ♣ \clubsuit ♥ \heartsuit ♦ \diamondsuit
    """#
}
