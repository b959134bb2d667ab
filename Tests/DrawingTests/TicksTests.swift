import Testing

@testable import Drawing

struct TicksTests {
  @Test func `Ticks are multiples of one, two or five times a power of ten`() {
    #expect(Ticks(0, 1, limit: 6).coefficients == [0, 2, 4, 6, 8, 10])
  }
}
