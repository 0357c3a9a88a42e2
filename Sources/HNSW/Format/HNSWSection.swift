/// Named bytes that a caller keeps in a graph's file, such as a column beside the graph.
public struct HNSWSection: Sendable {
    /// 1 to 40 bytes of UTF-8 without NUL.
    public let name: String
    private let storage: Storage

    private enum Storage: Sendable {
        case owned(any ByteHolder)
        case mapped(MappedFile, Range<Int>)
    }

    public init(name: String, bytes: [UInt8]) { self.init(name: name, elements: bytes) }

    /// A column of plain values, as they lie in memory (little-endian); they are not copied.
    public init<Element: BitwiseCopyable & Sendable>(name: String, elements: [Element]) {
        self.name = name
        storage = .owned(Column(elements: elements))
    }

    init(name: String, file: MappedFile, range: Range<Int>) {
        self.name = name
        storage = .mapped(file, range)
    }

    public var byteCount: Int {
        switch storage {
        case .owned(let holder): holder.byteCount
        case .mapped(_, let range): range.count
        }
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { withUnsafeBytes(Array.init) }

    /// Gives `body` the bytes without copying them; of an opened file they are the mapped pages.
    public func withUnsafeBytes<Result, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch storage {
        case .owned(let holder):
            var outcome: Swift.Result<Result, Failure>?
            holder.withBytes { bytes in outcome = Swift.Result { () throws(Failure) in try body(bytes) } }
            guard let outcome else { preconditionFailure("a holder gives its bytes once") }
            return try outcome.get()
        case .mapped(let file, let range):
            defer { extendLifetime(file) }
            return try body(UnsafeRawBufferPointer(rebasing: file.bytes[range]))
        }
    }

    /// The section as a column of plain values; a rest too short for a value is left out.
    public func elements<Element: BitwiseCopyable>(as type: Element.Type) -> [Element] {
        withUnsafeBytes { bytes in
            let count = bytes.count / MemoryLayout<Element>.stride
            return [Element](unsafeUninitializedCapacity: count) { column, used in
                let target = UnsafeMutableRawBufferPointer(column)
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(target.count)))
                used = count
            }
        }
    }
}

/// Plain values in memory.
private protocol ByteHolder: Sendable {
    var byteCount: Int { get }
    /// Calls `body` once.
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

private struct Column<Element: BitwiseCopyable & Sendable>: ByteHolder {
    let elements: [Element]

    var byteCount: Int { elements.count * MemoryLayout<Element>.stride }
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { elements.withUnsafeBytes(body) }
}
