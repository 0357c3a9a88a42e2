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
            let distance = terms.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            let size = terms.reduce(0) { $0 + abs($1.0 * $1.1) } + distance
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { b in
                    guard let x = a.baseAddress, let y = b.baseAddress else { return }
                    let foundDot = Double(kernels.dot_f32(x + 1, y + 1, length))
                    let foundDistance = Double(kernels.l2sq_f32(x + 1, y + 1, length))
                    #expect(abs(foundDot - dot) <= 1e-6 * size, "dot, length \(length)")
                    #expect(abs(foundDistance - distance) <= 1e-6 * size, "distance, length \(length)")
                }
            }
        }
    }

    @Test(arguments: levels) func slotKernelsAgreeWithPairKernels(level: UInt32) throws {
        let kernels = try table(level)
        var generator = SeededGenerator(seed: 2)
        for dimension in [1, 7, 16, 33, 100, 384] {
            let stride = dimension + Int.random(in: 0...5, using: &generator)
            let rows = 40
            let base = (0..<rows * stride).map { _ in generator.nextNormal() }
            let query = (0..<dimension).map { _ in generator.nextNormal() }
            for count in [0, 1, 2, 3, 17] {
                let slots = (0..<count).map { _ in UInt32.random(in: 0..<UInt32(rows), using: &generator) }
                var dots = [Float](repeating: .nan, count: count + 1)
                var distances = dots
                kernels.dot_slots_f32(query, base, stride, dimension, slots, count, &dots)
                kernels.neg_l2sq_slots_f32(query, base, stride, dimension, slots, count, &distances)
                for (index, slot) in slots.enumerated() {
                    let row = Array(base[Int(slot) * stride..<Int(slot) * stride + dimension])
                    #expect(dots[index] == kernels.dot_f32(query, row, dimension))
                    #expect(distances[index] == -kernels.l2sq_f32(query, row, dimension))
                }
                #expect(dots[count].isNaN && distances[count].isNaN, "wrote past the end")
            }
        }
    }

    @Test(arguments: levels) func thresholdKernelsFindTheFirstThatReaches(level: UInt32) throws {
        let kernels = try table(level)
        var generator = SeededGenerator(seed: 3)
        let dimension = 50
        let base = (0..<20 * dimension).map { _ in generator.nextNormal() }
        let query = (0..<dimension).map { _ in generator.nextNormal() }
        let slots = (0..<UInt32(20)).map { $0 }
        var dots = [Float](repeating: 0, count: 20)
        var distances = dots
        kernels.dot_slots_f32(query, base, dimension, dimension, slots, 20, &dots)
        kernels.neg_l2sq_slots_f32(query, base, dimension, dimension, slots, 20, &distances)
        for threshold in dots {
            for count in 0...20 {
                let found = kernels.any_dot_at_least_f32(query, base, dimension, dimension, slots, count, threshold)
                #expect((found != 0) == dots.prefix(count).contains { $0 >= threshold })
            }
        }
        for threshold in distances {
            for count in 0...20 {
                let found = kernels.any_neg_l2sq_at_least_f32(
                    query, base, dimension, dimension, slots, count, threshold)
                #expect((found != 0) == distances.prefix(count).contains { $0 >= threshold })
            }
        }
    }

    @Test(arguments: levels) func byteProductsAreExact(level: UInt32) throws {
        let kernels = try table(level)
        var generator = SeededGenerator(seed: 4)
        for length in Self.lengths {
            for extreme in [false, true] {
                // The extremes overflow sixteen bits where a kernel forgets to widen.
                func component() -> Int8 { extreme ? .min : .random(in: .min ... .max, using: &generator) }
                let a = (0..<length).map { _ in component() }
                let b = (0..<length).map { _ in component() }
                let expected = zip(a, b).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
                #expect(kernels.dot_i8(a, b, length) == expected, "length \(length)")
            }
        }
    }

    @Test func publicFunctionsUseTheCurrentLevel() throws {
        let kernels = try table(vk_current_level().rawValue)
        var generator = SeededGenerator(seed: 5)
        let a = (0..<99).map { _ in generator.nextNormal() }
        let b = (0..<99).map { _ in generator.nextNormal() }
        #expect(vk_dot_f32(a, b, 99) == kernels.dot_f32(a, b, 99))
        #expect(vk_l2sq_f32(a, b, 99) == kernels.l2sq_f32(a, b, 99))
        var scores: [Float] = [0]
        vk_dot_slots_f32(a, b, 99, 99, [0], 1, &scores)
        #expect(scores[0] == kernels.dot_f32(a, b, 99))
        vk_neg_l2sq_slots_f32(a, b, 99, 99, [0], 1, &scores)
        #expect(scores[0] == -kernels.l2sq_f32(a, b, 99))
        #expect(vk_any_dot_at_least_f32(a, b, 99, 99, [0], 1, 1e9) == 0)
        #expect(vk_any_neg_l2sq_at_least_f32(a, b, 99, 99, [0], 1, -1e9) == 1)
        let bytes = (0..<99).map { Int8($0) }
        #expect(vk_dot_i8(bytes, bytes, 99) == kernels.dot_i8(bytes, bytes, 99))
    }

    private func table(_ level: UInt32) throws -> vk_kernel_table {
        try #require(vk_kernels_at(vk_level(level))).pointee
    }
}
