/// Makes the checksums of a graph file right again after it was changed, as `index/README.md` specifies them and
/// as far as its directory can be read.
public enum GraphFileSeal {
    private static let page = 4_096
    private static let entryLength = 64
    /// Kinds of a section whose directory entry holds its checksum.
    private static let checkedKinds = 0...1

    /// - Parameter bytes: the file; what of it leads beyond its end stays as it is.
    /// - Complexity: O(bytes).
    public static func seal(_ bytes: inout [UInt8]) {
        guard bytes.count >= 2 * page else { return }
        let count = number(bytes, 108, 4)
        guard count <= 64 else { return }
        let directory = page..<page + padded(entryLength * count)
        guard directory.upperBound <= bytes.count else { return }
        sealChunks(&bytes, sectionCount: count)
        for entry in stride(from: page, to: page + entryLength * count, by: entryLength) {
            let offset = number(bytes, entry + 48, 8)
            let length = number(bytes, entry + 56, 8)
            guard checkedKinds ~= number(bytes, entry + 40, 4), offset <= bytes.count,
                length <= bytes.count - offset
            else { continue }
            put(checksum(bytes[offset..<min(offset + padded(length), bytes.count)]), at: entry + 44, in: &bytes)
        }
        put(checksum(bytes[directory]), at: 112, in: &bytes)
        put(checksum(bytes[0..<page - 4]), at: page - 4, in: &bytes)
    }

    /// The checksums of the chunks of sections of kind 2, which lie in a section of their own.
    private static func sealChunks(_ bytes: inout [UInt8], sectionCount: Int) {
        let sections = (0..<sectionCount).compactMap { index -> (name: String, kind: Int, range: Range<Int>)? in
            let entry = page + entryLength * index
            let (offset, length) = (number(bytes, entry + 48, 8), number(bytes, entry + 56, 8))
            guard offset <= bytes.count, length <= bytes.count - offset else { return nil }
            let name = String(decoding: bytes[entry..<entry + 40].prefix { $0 != 0 }, as: UTF8.self)
            return (name, number(bytes, entry + 40, 4), offset..<min(offset + padded(length), bytes.count))
        }
        guard var place = sections.first(where: { $0.name == "chunk_checksums" })?.range.lowerBound else { return }
        for section in sections where section.kind == 2 {
            for start in stride(from: section.range.lowerBound, to: section.range.upperBound, by: page) {
                guard place + 4 <= bytes.count else { return }
                put(checksum(bytes[start..<min(start + page, section.range.upperBound)]), at: place, in: &bytes)
                place += 4
            }
        }
    }

    private static func padded(_ length: Int) -> Int { (length + page - 1) / page * page }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int {
        Int(clamping: (0..<width).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) })
    }

    private static func put(_ value: UInt32, at offset: Int, in bytes: inout [UInt8]) {
        for index in 0..<4 { bytes[offset + index] = UInt8(value >> UInt32(8 * index) & 0xFF) }
    }

    /// CRC-32C by bytes.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes { crc = crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
        return ~crc
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
    }
}
