extension IndexPageReader {
    /// Makes the checksums of a file that someone tampered with right again, as far as its directory holds.
    static func sealChecksums(_ bytes: inout [UInt8]) {
        let count = Int(number(bytes, 108, 4))
        guard count < 30 else { return }
        let sections = (0..<count).compactMap { section(bytes, $0) }
        if let table = sections.first(where: { $0.name == "chunk_checksums" }) {
            var place = table.range.lowerBound
            for section in sections where section.kind == 2 {
                for start in stride(from: section.range.lowerBound, to: section.range.upperBound, by: page) {
                    guard place + 4 <= bytes.count else { break }
                    put(checksum(bytes[start..<min(start + page, section.range.upperBound)]), at: place, in: &bytes)
                    place += 4
                }
            }
        }
        for section in sections where section.kind != 2 {
            put(checksum(bytes[section.range]), at: section.entry + 44, in: &bytes)
        }
        put(checksum(bytes[page..<page + padded(64 * count)]), at: 112, in: &bytes)
        put(checksum(bytes[0..<4092]), at: 4092, in: &bytes)
    }

    /// Entry `index` of the directory with the section's bytes, padding included; nil where they lie outside.
    private static func section(
        _ bytes: [UInt8], _ index: Int
    ) -> (name: String, kind: UInt64, entry: Int, range: Range<Int>)? {
        let entry = page + 64 * index
        guard let offset = Int(exactly: number(bytes, entry + 48, 8)),
            let length = Int(exactly: number(bytes, entry + 56, 8)), offset < bytes.count,
            length <= bytes.count - offset
        else { return nil }
        let name = String(decoding: bytes[entry..<entry + 40].prefix { $0 != 0 }, as: UTF8.self)
        let end = min(offset + padded(length), bytes.count)
        return (name, number(bytes, entry + 40, 4), entry, offset..<end)
    }

    private static func put(_ value: Int, at offset: Int, in bytes: inout [UInt8]) {
        for index in 0..<4 { bytes[offset + index] = UInt8(value >> (8 * index) & 0xFF) }
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> UInt64 {
        (0..<width).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }
}
