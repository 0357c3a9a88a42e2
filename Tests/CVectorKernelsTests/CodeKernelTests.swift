import CVectorKernels
import TestSupport
import Testing

/// Codes on every level that this machine has, against plain arithmetic and against each other.
@Suite struct CodeKernelTests {
    static let levels: [UInt32] = (0..<UInt32(VK_LEVEL_COUNT)).filter { vk_level_is_available(vk_level($0)) != 0 }
    static let dimensions = [128, 256, 384, 1024, 1152, 2176]

    @Test(arguments: levels) func rotatingKeepsProductsAndCanBeUndone(level: UInt32) throws {
        let kernels = try table(level)
        let scalar = try table(VK_LEVEL_SCALAR.rawValue)
        var generator = SeededGenerator(seed: 11)
        for dimension in Self.dimensions {
            let signs = (0..<3 * dimension).map { _ in Bool.random(using: &generator) ? UInt32(1) << 31 : 0 }
            var spare = [Float](repeating: 0, count: dimension)
            func rotated(_ vector: [Float], _ kernels: vk_kernel_table) -> [Float] {
                var vector = vector
                kernels.rotate(&vector, dimension, signs, &spare)
                return vector
            }
            let a = (0..<dimension).map { _ in generator.nextNormal() }
            let b = (0..<dimension).map { _ in generator.nextNormal() }
            let (x, y) = (rotated(a, kernels), rotated(b, kernels))
            #expect(x == rotated(a, scalar), "levels differ, \(dimension)")
            #expect(abs(dot(a, b) - dot(x, y)) < 1e-4 * (dot(a, a) * dot(b, b)).squareRoot())
            var back = x
            kernels.unrotate(&back, dimension, signs, &spare)
            #expect(zip(a, back).allSatisfy { abs($0 - $1) < 1e-4 })
            // One spike comes out spread over all components.
            var spike = [Float](repeating: 0, count: dimension)
            spike[dimension / 3] = 1
            #expect(rotated(spike, kernels).allSatisfy { abs($0) < 6 / Float(dimension).squareRoot() })
        }
    }

    @Test(arguments: levels) func codesStandForTheirVectors(level: UInt32) throws {
        let kernels = try table(level)
        let scalar = try table(VK_LEVEL_SCALAR.rawValue)
        var generator = SeededGenerator(seed: 12)
        for dimension in Self.dimensions {
            // Normal components, all zeros, and some far outside the intervals.
            for scale in [Float(1), 0, 40] {
                let vector = (0..<dimension).map { _ in scale * generator.nextNormal() }
                func encoded(_ table: vk_kernel_table) -> ([UInt8], [Int8], Float) {
                    var nibbles = [UInt8](repeating: 0, count: dimension / 2)
                    var bytes = [Int8](repeating: 0, count: dimension)
                    let step = table.encode(vector, dimension, 0.2, &nibbles, &bytes)
                    return (nibbles, bytes, step)
                }
                let (nibbles, bytes, step) = encoded(kernels)
                #expect(encoded(scalar) == (nibbles, bytes, step), "levels differ, \(dimension)")
                var decoded = [Float](repeating: 0, count: dimension)
                kernels.decode(nibbles, bytes, dimension, 0.2, step, &decoded)
                #expect(zip(vector, decoded).allSatisfy { abs($0 - $1) <= 0.51 * step + 1e-5 * abs($0) })
                #expect(scale != 1 || step < 0.02)
            }
        }
    }

    @Test(arguments: levels, [false, true]) func scoresAreThoseOfPlainArithmetic(level: UInt32, isL2: Bool) throws {
        let kernels = try table(level)
        var generator = SeededGenerator(seed: 13)
        for dimension in Self.dimensions {
            let rows = CodedRows(count: 20, dimension: dimension, kernels: kernels, &generator)
            let query = (0..<dimension).map { _ in generator.nextNormal() }
            let room = QueryRoom(dimension)
            kernels.prepare_query(query, dimension, room.query)
            room.query.pointee.squared_length = Float(dot(query, query))
            let slots = (0..<23).map { _ in UInt32.random(in: 0..<20, using: &generator) }
            let size = Double(dimension)
            for count in [0, 1, 2, 7, 23] {
                var estimates = [Float](repeating: .nan, count: count + 1)
                var scores = estimates
                rows.withRows(isL2: isL2) { rows in
                    kernels.score_codes(room.query, &rows, slots, count, &estimates)
                    kernels.rescore_codes(room.query, &rows, slots, count, &scores)
                }
                #expect(estimates[count].isNaN && scores[count].isNaN, "wrote past the end")
                for index in 0..<count {
                    let row = Int(slots[index])
                    func nearness(_ product: Double) -> Double {
                        isL2 ? 2 * product - Double(rows.squaredLengths[row]) - dot(query, query) : product
                    }
                    let estimate = nearness(zip(query, rows.nibbleValues(row)).reduce(0) { $0 + Double($1.0) * $1.1 })
                    #expect(abs(Double(estimates[index]) - estimate) < 5e-2 * size.squareRoot() + 1e-5 * size)
                    let score = nearness(dot(query, rows.decoded[row]))
                    #expect(abs(Double(scores[index]) - score) < 1e-3 * size.squareRoot() + 1e-5 * size)
                }
            }
        }
    }

    @Test(arguments: levels, [Float(0), 0.25]) func equalCodesTieAndThresholdsAreFound(
        level: UInt32, commonStep: Float
    ) throws {
        let kernels = try table(level)
        var generator = SeededGenerator(seed: 14)
        let rows = CodedRows(count: 12, dimension: 384, kernels: kernels, &generator)
        let room = QueryRoom(384)
        rows.withRows(isL2: false, commonStep: commonStep) { rows in
            for index in 0..<12 {
                kernels.prepare_coarse_query(
                    rows.coarse + index * rows.stride, 384, rows.steps[index], room.query)
                for slot in UInt32(0)..<12 {
                    var score: Float = 0
                    kernels.score_codes(room.query, &rows, [slot], 1, &score)
                    #expect(kernels.any_code_at_least(room.query, 1, &rows, slot, score) == 1)
                    #expect(kernels.any_code_at_least(room.query, 1, &rows, slot, score.nextUp) == 0)
                    #expect(kernels.any_code_at_least(room.query, 0, &rows, slot, score) == 0)
                }
            }
        }
    }

    @Test(arguments: levels) func theLargestCodesDoNotOverflow(level: UInt32) throws {
        let kernels = try table(level)
        let dimension = 65_536
        let room = QueryRoom(dimension)
        let nibbles = [UInt8](repeating: 0xFF, count: dimension / 2)
        let bytes = [Int8](repeating: 127, count: dimension)
        kernels.prepare_query([Float](repeating: 1, count: dimension), dimension, room.query)
        var score: Float = 0
        var estimate: Float = 0
        withUnsafePointer(to: Float(1)) { one in
            nibbles.withUnsafeBufferPointer { nibbles in
                bytes.withUnsafeBufferPointer { bytes in
                    var codes = vk_code_rows(
                        coarse: nibbles.baseAddress, stride: dimension / 2, fine: bytes.baseAddress,
                        dimension: dimension, steps: one, fine_steps: one, squared_lengths: one, common_step: 0,
                        is_l2: 0)
                    kernels.score_codes(room.query, &codes, [0], 1, &estimate)
                    kernels.rescore_codes(room.query, &codes, [0], 1, &score)
                }
            }
        }
        #expect(abs(Double(estimate) / (15 * 65_536) - 1) < 1e-5)
        #expect(abs(Double(score) / (142 * 65_536) - 1) < 1e-5)
    }

    private func dot(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    private func table(_ level: UInt32) throws -> vk_kernel_table {
        try #require(vk_kernels_at(vk_level(level))).pointee
    }
}
