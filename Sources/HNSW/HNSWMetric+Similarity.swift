import CVectorKernels

extension HNSWMetric {
    /// How near two vectors of equal length are, as exactly as floats tell; larger is nearer.
    ///
    /// A graph compares codes; this is what it is measured against.
    ///
    /// - Complexity: O(components).
    public func similarity(_ left: [Float], _ right: [Float]) -> Float {
        precondition(left.count == right.count)
        let product = vk_dot_f32(left, right, left.count)
        if self == .innerProduct { return product }
        return 2 * product - vk_dot_f32(left, left, left.count) - vk_dot_f32(right, right, right.count)
    }
}
