import CVectorKernels

/// The random rotation that vectors go through before they are coded: its signs follow from a seed.
///
/// A handle into memory of its own, which the graph frees at its end: threads that search would count the
/// references of a class all in one cache line.
struct Rotation: @unchecked Sendable {
    // Sendable: constant.
    private let dimension: Int
    private let signs: UnsafeMutablePointer<UInt32>

    init(_ parameters: HNSWParameters) {
        dimension = parameters.codeDimension
        signs = .allocate(capacity: 3 * dimension)
        for index in 0..<3 * dimension {
            let isNegative = mix(parameters.seed ^ mix(UInt64(index) &+ 0x5167)) & 1 == 1
            (signs + index).initialize(to: isNegative ? 1 << 31 : 0)
        }
    }

    func deallocate() { signs.deallocate() }

    /// Writes `vector`, padded and rotated, to `rotated`; both pointers have room for `codeDimension` floats.
    ///
    /// - Complexity: O(`codeDimension`).
    func apply(
        to vector: UnsafeBufferPointer<Float>, into rotated: UnsafeMutablePointer<Float>,
        spare: UnsafeMutablePointer<Float>
    ) {
        let used = min(vector.count, dimension)
        if let start = vector.baseAddress { rotated.update(from: start, count: used) }
        (rotated + used).update(repeating: 0, count: dimension - used)
        vk_rotate(rotated, dimension, signs, spare)
    }

    /// Undoes `apply` in place.
    func undo(_ rotated: UnsafeMutablePointer<Float>, spare: UnsafeMutablePointer<Float>) {
        vk_unrotate(rotated, dimension, signs, spare)
    }
}
