package import Algebra
package import Drawing
package import NeuralCore

/// What a piece of rendered text stands for.
package enum Mark: Sendable {
  /// A printed number: an element's value.
  case number(Element, Literal)
  /// An expression with displayed values put in; `of` is what it derives.
  case calculation(Expr<Element>, of: Element?)
  /// A matrix of values or of calculations, by rows; `of` is the quantity it is or derives.
  case matrix([[Expr<Element>]], of: QuantityID?, isValue: Bool)
  /// A calculation over whole matrices, by rows of what its entries come to.
  case matrixCalculation([[Expr<Element>]], of: QuantityID)
  /// The text art inside a fence: a picture that other formats write in their own form.
  case picture(Picture)
}

/// Rendered text and what its parts stand for, in UTF-8 ranges, outer marks before inner ones.
package struct AnnotatedText: Sendable {
  package struct Annotation: Sendable {
    package let range: Range<Int>
    package let mark: Mark
  }

  package var text: String
  package var annotations: [Annotation]

  package init(text: String, annotations: [Annotation] = []) {
    self.text = text
    self.annotations = annotations
  }
}
