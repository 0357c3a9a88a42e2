import CVectorKernels
import TestSupport
import Testing

/// Every kernel of every level that this machine has, against sums in double precision.
@Suite struct KernelTwinTests {
    static let levels: [UInt32] = (0..<UInt32(VK_LEVEL_COUNT)).filter { vk_level_is_available(vk_level($0)) != 0 }
    /// All tails of the widest loop, and the dimensions that are used.
    static let lengths = Array(0...200) + [255, 256, 257, 383, 384, 385, 768, 1024, 1536]

    @Test(arguments: levels) func pairKernelsAgreeWithDoubles(level: UInt32) throws {
        let kernels = try table(level)
        var generator = SeededGenerator(seed: 1)
        for length in Self.lengths {
            // One more, so that the vectors begin at an odd address.
            let a = (0...length).map { _ in generator.nextNormal() }
            let b = (0...length).map { _ in generator.nextNormal() }
            let terms = (1..<length + 1).map { (Double(a[$0]), Double(b[$0])) }
            let dot = terms.reduce(0) { $0 + $1.0 * $1.1 }
            let size = terms.reduce(0) { $0 + abs($1.0 * $1.1) + $1.0 * $1.0 }
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { b in
                    guard let x = a.baseAddress, let y = b.baseAddress else { return }
                    let foundDot = Double(kernels.dot_f32(x + 1, y + 1, length))
                    #expect(abs(foundDot - dot) <= 1e-6 * size, "dot, length \(length)")
                }
            }
        }
    }

    @Test func publicFunctionsUseTheCurrentLevel() throws {
        let kernels = try table(vk_current_level().rawValue)
        var generator = SeededGenerator(seed: 5)
        let a = (0..<99).map { _ in generator.nextNormal() }
        let b = (0..<99).map { _ in generator.nextNormal() }
        #expect(vk_dot_f32(a, b, 99) == kernels.dot_f32(a, b, 99))
    }

    private func table(_ level: UInt32) throws -> vk_kernel_table {
        try #require(vk_kernels_at(vk_level(level))).pointee
    }
}
