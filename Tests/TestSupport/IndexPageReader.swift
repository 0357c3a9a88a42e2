/// Reads a graph file as `index/README.md` specifies it, and shares no code with `HNSW`.
///
/// What it cannot read is a gap in the page.
public struct IndexPageReader: Sendable {
    public struct Section: Sendable {
        public var name: String
        public var kind: Int
        public var offset: Int
        public var length: Int
    }

    public struct Finding: Error {
        public var text: String
    }

    /// Bytes to a multiple of which every part is filled up.
    public static let page = 4096
    public static let none = UInt64(0xFFFF_FFFF)

    public let bytes: [UInt8]
    public private(set) var sections: [Section] = []

    /// - Throws: `Finding` where the bytes are not what the page says.
    public init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        try require(Array(bytes.prefix(8)) == [0x52, 0x61, 0x70, 0x48, 0x4E, 0x53, 0x57, 0x0A], "no graph file")
        try require(u32(8) == 3, "format")
        try require(u32(12) == 0, "byte 12")
        try require(u32(4092) == Self.checksum(bytes[0..<4092]), "header checksum")
        try require(u64(16) == bytes.count, "length")
        try require(costs.allSatisfy { $0 >= 0 && $0.isFinite }, "costs")
        try require(bytes[132..<4092].allSatisfy { $0 == 0 }, "zeros of the header")
        var end = Self.page + Self.padded(u32(108) * 64)
        try require(u32(112) == Self.checksum(bytes[Self.page..<end]), "directory checksum")
        for index in 0..<u32(108) {
            let entry = Self.page + index * 64
            let name = String(decoding: bytes[entry..<entry + 40].prefix { $0 != 0 }, as: UTF8.self)
            let section = Section(name: name, kind: u32(entry + 40), offset: u64(entry + 48), length: u64(entry + 56))
            try require(section.offset == end, "\(name) does not follow")
            end += Self.padded(section.length)
            let checksum = section.kind == 2 ? 0 : Self.checksum(bytes[section.offset..<end])
            try require(u32(entry + 44) == checksum, "\(name) checksum")
            try require(bytes[section.offset + section.length..<end].allSatisfy { $0 == 0 }, "\(name) padding")
            sections.append(section)
        }
        try require(end == bytes.count, "end")
        try checkChunks()
    }

    /// Of a comparison in a scan, a step of a walk and one of a walk with a filter.
    public var costs: [Float] { [120, 124, 128].map { Float(bitPattern: UInt32(u32($0))) } }
    /// The step that all codes have in common.
    public var commonStep: Float { Float(bitPattern: UInt32(u32(116))) }
    public var sequence: Int { u64(24) }
    public var dimension: Int { u32(32) }
    public var metric: Int { u32(36) }
    public var m: Int { u32(40) }
    public var efConstruction: Int { u32(44) }
    public var seed: UInt64 { UInt64(number(48, 8)) }
    public var slots: Int { u64(56) }
    public var records: Int { u64(64) }
    public var free: Int { u64(72) }
    public var upperRows: Int { u64(80) }
    public var places: Int { u64(88) }
    public var entry: Int { u32(96) }
    public var topLayer: Int { u32(100) }
    public var root: Int { u32(104) }

    public func column(_ name: String, kind: Int = 0) throws -> ArraySlice<UInt8> {
        guard let section = sections.first(where: { $0.name == name && ($0.kind == 1) == (kind == 1) }) else {
            throw Finding(text: "no section \(name)")
        }
        return bytes[section.offset..<section.offset + section.length]
    }

    /// Element `index` of a section of the graph, whose elements have `width` bytes.
    public func element(_ name: String, _ index: Int, _ width: Int) throws -> UInt64 {
        let column = try column(name)
        return UInt64(number(column.startIndex + index * width, width))
    }

    public func level(_ slot: Int) throws -> Int { Int(try element("levels", slot, 1)) }

    public func label(_ slot: Int) throws -> Int64 { Int64(bitPattern: try element("labels", slot, 8)) }

    public func slot(of label: Int64) throws -> Int? {
        var place = Int(Self.mix(UInt64(bitPattern: label)) % UInt64(places))
        while true {
            let slot = try element("label_table", place, 4)
            if slot == Self.none { return nil }
            if try self.label(Int(slot)) == label { return Int(slot) }
            place = (place + 1) % places
        }
    }

    /// The highest layer that a slot's number gives it.
    public func expectedLevel(_ slot: Int) -> Int {
        var hash = Self.mix(seed ^ Self.mix(UInt64(slot + 1)))
        var level = 0
        while level < 15 && hash % UInt64(m) == 0 {
            hash /= UInt64(m)
            level += 1
        }
        return level
    }

    public static func mix(_ x: UInt64) -> UInt64 {
        var z = x &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    func require(_ condition: Bool, _ text: String) throws {
        if !condition { throw Finding(text: text) }
    }

    func number(_ offset: Int, _ width: Int) -> UInt {
        (0..<width).reduce(0) { $0 | UInt(bytes[offset + $1]) << UInt(8 * $1) }
    }

    private func u32(_ offset: Int) -> Int { Int(number(offset, 4)) }
    private func u64(_ offset: Int) -> Int { Int(number(offset, 8)) }

    /// The length of a part with the zeros after it.
    public static func padded(_ length: Int) -> Int { (length + page - 1) / page * page }

    /// CRC-32C, bit by bit.
    public static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
        }
        return Int(~crc)
    }
}
