import Crypto

/// SHA-256 of some bytes: the key of caches, and the origin of stable ids.
public struct ContentHash: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    public init(of text: String) {
        self.init(joining: [text])
    }

    /// Hashes the UTF-8 of `parts` with a NUL between each two.
    public init(joining parts: [String]) {
        var hasher = SHA256()
        for (index, part) in parts.enumerated() {
            if index > 0 { hasher.update(data: [0] as [UInt8]) }
            var part = part
            part.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        }
        self.bytes = Array(hasher.finalize())
    }

    /// The first eight bytes as a signed big-endian number: what a vector index keeps as record id.
    public var recordID: Int64 {
        Int64(bitPattern: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// The first 16 hex digits: the `conversation_id` and `stage_id` that people see.
    public var shortHex: String { ContentHash.hex(recordID) }

    /// All 64 hex digits, lower case.
    public var hex: String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// 16 lower-case hex digits of a record id.
    public static func hex(_ recordID: Int64) -> String {
        let digits = String(UInt64(bitPattern: recordID), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The inverse of `hex`.
    public static func recordID(hex: String) -> Int64? {
        // Swift's own reading would take a sign for a digit.
        guard hex.utf8.count == 16, hex.utf8.first != UInt8(ascii: "+"), let bits = UInt64(hex, radix: 16) else {
            return nil
        }
        return Int64(bitPattern: bits)
    }
}

/// SHA-256 of bytes that come in pieces, such as those of a large file.
public struct ContentHasher {
    private var hasher = SHA256()

    public init() {}

    public mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

    /// The hash of all bytes so far.
    public func finish() -> ContentHash { ContentHash(bytes: Array(hasher.finalize())) }
}
