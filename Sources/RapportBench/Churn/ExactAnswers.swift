/// The truth: every vector is compared, in float32.
struct ExactAnswers {
    private let records: [(label: Int64, vector: [Float])]

    init(_ records: [(label: Int64, vector: [Float])]) { self.records = records }

    /// The labels of the `k` vectors with the largest inner products, the largest first.
    ///
    /// - Complexity: O(records · (dimension + log records)).
    func nearest(to query: [Float], k: Int) -> [Int64] {
        let scored = records.map { (label: $0.label, similarity: Self.product($0.vector, query)) }
        return scored.sorted { ($0.similarity, $1.label) > ($1.similarity, $0.label) }.prefix(k).map(\.label)
    }

    private static func product(_ a: [Float], _ b: [Float]) -> Float {
        let width = SIMD16<Float>.scalarCount
        let wholes = a.count / width * width
        var sums = SIMD16<Float>()
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                for index in stride(from: 0, to: wholes, by: width) {
                    let offset = index * MemoryLayout<Float>.stride
                    sums.addProduct(
                        a.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self),
                        b.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self))
                }
            }
        }
        return (wholes..<a.count).reduce(sums.sum()) { $0 + a[$1] * b[$1] }
    }
}
