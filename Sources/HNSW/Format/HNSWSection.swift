/// Named bytes that a caller keeps in a graph's file, such as a column beside the graph.
public struct HNSWSection: Sendable {
    /// 1 to 40 bytes of UTF-8 without NUL.
    public let name: String
    private let storage: Storage

    private enum Storage: Sendable {
        case owned([UInt8])
        case mapped(MappedFile, Range<Int>)
    }

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        storage = .owned(bytes)
    }

    /// A column of plain values, as they lie in memory (little-endian).
    public init<Element: BitwiseCopyable>(name: String, elements: [Element]) {
        self.init(name: name, bytes: elements.withUnsafeBytes(Array.init))
    }

    init(name: String, file: MappedFile, range: Range<Int>) {
        self.name = name
        storage = .mapped(file, range)
    }

    public var byteCount: Int {
        switch storage {
        case .owned(let bytes): bytes.count
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
        case .owned(let bytes):
            let outcome = bytes.withUnsafeBytes { bytes in
                Swift.Result { () throws(Failure) in try body(bytes) }
            }
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
