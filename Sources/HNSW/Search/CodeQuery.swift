import CVectorKernels

/// Room for one or more vectors that codes are compared with; the bytes of all lie one after the other.
///
/// Owned by a `SearchScratch`, handed out as pointers to the kernels.
final class CodeQueries {
    private let dimension: Int
    private let bytes: UnsafeMutablePointer<Int8>
    private let words: UnsafeMutablePointer<Int16>
    let queries: UnsafeMutablePointer<vk_code_query>
    let capacity: Int

    /// - Parameter hasWords: whether the queries can be compared with full codes.
    init(dimension: Int, capacity: Int, hasWords: Bool) {
        self.dimension = dimension
        self.capacity = capacity
        bytes = .allocate(capacity: dimension * capacity)
        words = .allocate(capacity: hasWords ? dimension * capacity : 1)
        queries = .allocate(capacity: capacity)
        for index in 0..<capacity {
            var query = vk_code_query()
            query.bytes = bytes + index * dimension
            query.words = hasWords ? words + index * dimension : words
            (queries + index).initialize(to: query)
        }
    }

    deinit {
        bytes.deallocate()
        words.deallocate()
        queries.deallocate()
    }

    /// Makes query `index` of a rotated vector.
    func prepare(_ index: Int, rotated: UnsafePointer<Float>, squaredLength: Float) {
        vk_prepare_query(rotated, dimension, queries + index)
        queries[index].squared_length = squaredLength
    }

    /// Makes query `index` of the nibbles of a slot, which can be compared with nibbles.
    func prepare(_ index: Int, slot: UInt32, _ handle: GraphHandle) {
        vk_prepare_coarse_query(handle.coarse(slot), dimension, handle.steps[Int(slot)], queries + index)
        queries[index].squared_length = handle.squaredLengths[Int(slot)]
    }
}
