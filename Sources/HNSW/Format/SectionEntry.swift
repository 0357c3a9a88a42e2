/// One line of an index file's directory; `index/README.md` specifies it.
struct SectionEntry: Equatable {
    enum Kind: UInt32 {
        /// Part of the graph.
        case graph = 0
        /// The caller's.
        case extra = 1
        /// Part of the graph, with a checksum for every chunk in the section `chunk_checksums`.
        case chunked = 2
    }

    var name: String
    var kind: Kind
    var checksum: UInt32
    /// From the start of the file, a multiple of the page size.
    var offset: Int
    /// Without the zeros that fill the last page; the checksum covers those too.
    var length: Int

    static let byteCount = 64
    static let nameLength = 40

    /// Where the next section begins.
    var end: Int { offset + length.roundedUp(to: IndexHeader.pageSize) }

    static func isValidName(_ name: String) -> Bool {
        1...nameLength ~= name.utf8.count && !name.utf8.contains(0)
    }
}

extension SectionEntry {
    func encoded() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        bytes.replaceSubrange(0..<name.utf8.count, with: name.utf8)
        bytes.put(kind.rawValue, at: 40)
        bytes.put(checksum, at: 44)
        bytes.put(UInt64(offset), at: 48)
        bytes.put(UInt64(length), at: 56)
        return bytes
    }

    /// Nil where the bytes are no entry, or the section does not fit a file of `fileLength` bytes.
    init?(_ bytes: UnsafeRawBufferPointer, fileLength: Int) {
        let name = String(decoding: bytes.prefix(Self.nameLength).prefix { $0 != 0 }, as: UTF8.self)
        guard let kind = Kind(rawValue: bytes.get(UInt32.self, at: 40)), Self.isValidName(name),
            let offset = Int(exactly: bytes.get(UInt64.self, at: 48)),
            let length = Int(exactly: bytes.get(UInt64.self, at: 56)),
            offset <= fileLength, length <= fileLength - offset
        else { return nil }
        self.init(
            name: name, kind: kind, checksum: bytes.get(UInt32.self, at: 44), offset: offset, length: length)
    }
}
