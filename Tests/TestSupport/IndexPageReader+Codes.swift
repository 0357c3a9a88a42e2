/// The links of layer 0 and the codes, as the page gives them.
extension IndexPageReader {
    public var codeDimension: Int { (dimension + 127) / 128 * 128 }
    private var linkBytes: Int { (8 * m + 63) / 64 * 64 }
    private var blockStride: Int { linkBytes + codeDimension / 2 }

    /// The nibbles of a slot, two a byte.
    public func nibbles(_ slot: Int) throws -> ArraySlice<UInt8> {
        let start = try column("blocks").startIndex + slot * blockStride + linkBytes
        return bytes[start..<start + codeDimension / 2]
    }

    public func fineCode(_ slot: Int) throws -> ArraySlice<UInt8> {
        let start = try column("fine_codes").startIndex + slot * codeDimension
        return bytes[start..<start + codeDimension]
    }

    public func float(_ name: String, _ slot: Int) throws -> Float {
        Float(bitPattern: UInt32(try element(name, slot, 4)))
    }

    /// The vector that the code of a slot stands for.
    public func vector(_ slot: Int) throws -> [Float] {
        let (step, fineStep) = (try float("steps", slot), try float("fine_steps", slot))
        let (nibbles, fine) = (Array(try nibbles(slot)), Array(try fineCode(slot)))
        let rotated = (0..<codeDimension).map { index in
            let pair = nibbles[index / 128 * 64 + index % 64]
            let nibble = index % 128 < 64 ? pair & 15 : pair >> 4
            return step * Float(2 * Int(nibble) - 15) + fineStep * Float(Int8(bitPattern: fine[index]))
        }
        return Array(unrotated(rotated).prefix(dimension))
    }

    /// The rotation of the page backwards, with plain loops.
    private func unrotated(_ vector: [Float]) -> [Float] {
        var vector = vector
        for round in (0..<3).reversed() {
            for block in stride(from: 0, to: vector.count, by: 128) {
                let part = Array(vector[block..<block + 128])
                for row in 0..<128 {
                    let signed = (0..<128).map { (row & $0).nonzeroBitCount % 2 == 0 ? part[$0] : -part[$0] }
                    vector[block + row] = signed.reduce(0, +) / Float(128).squareRoot()
                }
            }
            for index in vector.indices {
                let hash = Self.mix(seed ^ Self.mix(UInt64(round * vector.count + index) + 0x5167))
                if hash & 1 == 1 { vector[index] = -vector[index] }
            }
            if round > 0 { vector = gathered(vector) }
        }
        return vector
    }

    /// Brings the pieces of 16 components back that were spread over the blocks.
    private func gathered(_ spread: [Float]) -> [Float] {
        var vector = spread
        let blocks = spread.count / 128
        for block in 0..<blocks {
            for piece in 0..<8 {
                let (here, there) = ((block * 8 + piece) * 16, (piece * blocks + block) * 16)
                vector.replaceSubrange(here..<here + 16, with: spread[there..<there + 16])
            }
        }
        return vector
    }

    public func links(_ slot: Int, layer: Int) throws -> [Int] {
        let width = layer == 0 ? 2 * m : m
        let all: [UInt64]
        if layer == 0 {
            let start = try column("blocks").startIndex + slot * blockStride
            all = (0..<width).map { UInt64(number(start + 4 * $0, 4)) }
            try require(bytes[start + 4 * width..<start + linkBytes].allSatisfy { $0 == 0 }, "zeros after links")
        } else {
            let row = Int(try element("upper_starts", slot, 4)) + layer - 1
            all = try (0..<width).map { try element("upper_links", row * width + $0, 4) }
        }
        let used = all.prefix { $0 != Self.none }
        try require(all.dropFirst(used.count).allSatisfy { $0 == Self.none }, "links after the end of a row")
        return used.map { Int($0) }
    }

    /// Chunks, a page each, of `blocks`, then of `fine_codes`, each with its padding, against their checksums.
    func checkChunks() throws {
        var chunk = 0
        for section in sections where section.kind == 2 {
            let end = section.offset + Self.padded(section.length)
            for start in stride(from: section.offset, to: end, by: Self.page) {
                let found = Self.checksum(bytes[start..<min(start + Self.page, end)])
                try require(try element("chunk_checksums", chunk, 4) == UInt64(found), "\(section.name) chunk")
                chunk += 1
            }
        }
        try require(try column("chunk_checksums").count == 4 * chunk, "chunks")
    }
}
