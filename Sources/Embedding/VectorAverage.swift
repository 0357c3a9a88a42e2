/// The vector of a text from the vectors of its chunks.
package enum VectorAverage {
    /// The mean of `vectors` weighted by `weights`, scaled to length 1; zeros where the mean is zero.
    ///
    /// - Precondition: as many weights as vectors, at least one, all vectors of one dimension.
    /// - Complexity: O(vectors × dimension).
    package static func unit(_ vectors: ArraySlice<[Float]>, weights: ArraySlice<Int>) -> [Float] {
        var sums = Array(repeating: 0.0, count: vectors.first?.count ?? 0)
        for (vector, weight) in zip(vectors, weights) {
            for index in sums.indices { sums[index] += Double(weight) * Double(vector[index]) }
        }
        let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return sums.map { Float(length > 0 ? $0 / length : 0) }
    }
}
