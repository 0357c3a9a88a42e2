/// Numbers that the pieces of a parallel work write, each its own places; the one home of such sharing.
///
/// - Important: Two pieces never write the same place, nor does one read what another writes; the compiler cannot
///   check that.
final class Slots<Element: BitwiseCopyable>: @unchecked Sendable {
    let buffer: UnsafeMutableBufferPointer<Element>

    init(repeating value: Element, count: Int) {
        buffer = .allocate(capacity: count)
        buffer.initialize(repeating: value)
    }

    deinit { buffer.deallocate() }

    var count: Int { buffer.count }

    subscript(index: Int) -> Element {
        get { buffer[index] }
        set { buffer[index] = newValue }
    }

    func copy(from other: Slots) { _ = buffer.update(from: other.buffer) }
}
