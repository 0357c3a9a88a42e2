/// Bytes that many columns point into: a mapped file, or memory that a reader filled.
///
/// A reader hands out ranges instead of strings, so that 884,000 rows cost no 3.5 million allocations.
public final class ByteStore: @unchecked Sendable {
    // Sendable by construction: the bytes are written before the store is made and never after.
    private let base: UnsafeRawPointer
    public let count: Int
    private let release: @Sendable (UnsafeRawPointer, Int) -> Void

    /// - Parameter release: frees the bytes; runs once, when the last column lets go.
    package init(base: UnsafeRawPointer, count: Int, release: @escaping @Sendable (UnsafeRawPointer, Int) -> Void) {
        self.base = base
        self.count = count
        self.release = release
    }

    /// A store that owns a copy of `bytes`.
    public convenience init(copying bytes: some Collection<UInt8>) {
        let base = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        UnsafeMutableRawBufferPointer(start: base, count: bytes.count).copyBytes(from: bytes)
        self.init(base: UnsafeRawPointer(base), count: bytes.count) { base, _ in base.deallocate() }
    }

    deinit { release(base, count) }

    /// All bytes, for the time of the closure.
    package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: base, count: count))
    }
}

/// A column of UTF-8 texts that lie in a `ByteStore`; null and the empty text are one, as the rules of reading say.
public struct TextColumn: Sendable {
    package var store: ByteStore
    package var offsets: [Int]
    package var lengths: [Int32]

    /// - Precondition: every range lies inside `store`; readers check that before they build a column.
    package init(store: ByteStore, offsets: [Int] = [], lengths: [Int32] = []) {
        self.store = store
        self.offsets = offsets
        self.lengths = lengths
    }

    /// A column that owns copies of `texts`.
    public init(_ texts: [String]) {
        var bytes: [UInt8] = []
        var offsets: [Int] = []
        var lengths: [Int32] = []
        for text in texts {
            offsets.append(bytes.count)
            bytes.append(contentsOf: text.utf8)
            lengths.append(Int32(bytes.count - offsets[offsets.count - 1]))
        }
        self.init(store: ByteStore(copying: bytes), offsets: offsets, lengths: lengths)
    }

    public var count: Int { offsets.count }

    /// The text of a row; bytes that are not UTF-8 become U+FFFD.
    public subscript(row: Int) -> String {
        withBytes(row) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a row's text, for the time of the closure.
    package func withBytes<Result, Failure: Error>(
        _ row: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let offset = offsets[row]
        let length = Int(lengths[row])
        return try store.withBytes { (all) throws(Failure) in
            try body(UnsafeRawBufferPointer(rebasing: all[offset..<offset + length]))
        }
    }

    /// Whether a row's text has nothing but white space in it.
    ///
    /// White space is what Python's `str.strip()` removes, so that pandas users count the same.
    public func isBlank(_ row: Int) -> Bool {
        withBytes(row) { Blank.isBlank($0) }
    }
}
