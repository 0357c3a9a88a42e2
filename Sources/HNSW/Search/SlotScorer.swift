import CVectorKernels

/// Compares one query with the codes of slots; the walks know no more of vectors than this.
struct SlotScorer {
    let query: UnsafePointer<vk_code_query>
    let rows: UnsafePointer<vk_code_rows>
    /// Of a file that is not verified yet: what is read is verified before. The graph owns it.
    private let checks: Unmanaged<ChunkChecks>?

    init(query: UnsafePointer<vk_code_query>, rows: UnsafePointer<vk_code_rows>, checks: Unmanaged<ChunkChecks>?) {
        self.query = query
        self.rows = rows
        self.checks = checks
    }

    /// Makes sure of blocks that are read next.
    @inline(__always)
    func verifyBlocks(_ slots: UnsafePointer<UInt32>, count: Int) {
        if let checks { checks.takeUnretainedValue().verifyBlocks(slots, count: count) }
    }

    /// Puts the estimated similarity of each of `count` slots into `scores`, by nibbles; larger is nearer.
    @inline(__always)
    func score(_ slots: UnsafePointer<UInt32>, count: Int, into scores: UnsafeMutablePointer<Float>) {
        verifyBlocks(slots, count: count)
        vk_score_codes(query, rows, slots, count, scores)
    }

    /// How far an estimate may lie from the truth: four standard deviations.
    ///
    /// What a nibble leaves out is spread evenly over an interval of two steps, with a deviation of
    /// 2 / √12 steps; in an inner product these rests add up like independent draws, since the vectors
    /// were rotated at random.
    func margin(of slot: UInt32) -> Float {
        let rows = rows.pointee
        let step = rows.common_step > 0 ? rows.common_step : rows.steps[Int(slot)]
        let deviation = 0.577 * step * query.pointee.squared_length.squareRoot()
        return 4 * (rows.is_l2 != 0 ? 2 * deviation : deviation)
    }

    /// The same where very many are compared: three standard deviations, which one in 700 exceeds.
    func scanMargin(of slot: UInt32) -> Float { 0.75 * margin(of: slot) }

    /// Puts the similarity of each of `count` slots into `scores`, by full codes.
    func rescore(_ slots: UnsafePointer<UInt32>, count: Int, into scores: UnsafeMutablePointer<Float>) {
        if let checks { checks.takeUnretainedValue().verifyCodes(slots, count: count) }
        vk_rescore_codes(query, rows, slots, count, scores)
    }
}
