import CVectorKernels

/// Compares one query with stored vectors; the walks know no more of vectors than this.
protocol SlotScorer {
    /// Puts the similarity of each of `count` slots into `scores`; larger is nearer.
    func score(_ slots: UnsafePointer<UInt32>, count: Int, into scores: UnsafeMutablePointer<Float>)
}

/// Scores by the stored float32 vectors.
struct FloatScorer: SlotScorer {
    let query: UnsafePointer<Float>
    let handle: GraphHandle

    @inline(__always)
    func score(_ slots: UnsafePointer<UInt32>, count: Int, into scores: UnsafeMutablePointer<Float>) {
        let dimension = handle.parameters.dimension
        switch handle.parameters.metric {
        case .innerProduct:
            vk_dot_slots_f32(query, handle.vectors, handle.vectorStride, dimension, slots, count, scores)
        case .l2:
            vk_neg_l2sq_slots_f32(query, handle.vectors, handle.vectorStride, dimension, slots, count, scores)
        }
    }

    /// Whether one of the slots is at least as similar as `threshold`.
    func anyAtLeast(_ threshold: Float, among slots: UnsafePointer<UInt32>, count: Int) -> Bool {
        let dimension = handle.parameters.dimension
        let found =
            switch handle.parameters.metric {
            case .innerProduct:
                vk_any_dot_at_least_f32(query, handle.vectors, handle.vectorStride, dimension, slots, count, threshold)
            case .l2:
                vk_any_neg_l2sq_at_least_f32(
                    query, handle.vectors, handle.vectorStride, dimension, slots, count, threshold)
            }
        return found != 0
    }
}
