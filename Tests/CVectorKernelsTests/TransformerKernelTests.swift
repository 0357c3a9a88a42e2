import CVectorKernels
import Foundation
import TestSupport
import Testing

/// The encoder's vector kernels against their scalar twins, at every level that this processor runs.
@Suite struct TransformerKernelTests {
    private static let levels: [transformer_level] = [TRANSFORMER_AVX2, TRANSFORMER_AVX512].filter {
        $0.rawValue <= transformer_best_level().rawValue
    }

    private static func floats(_ count: Int, scale: Float = 1, _ generator: inout SeededGenerator) -> [Float] {
        (0..<count).map { _ in scale * generator.nextNormal() }
    }

    private static func difference(_ left: [Float], _ right: [Float]) -> Float {
        zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }

    /// Every number of rows through several tiles, and depths on both sides of a block.
    @Test(arguments: Seeds.list(1))
    func productsAreThoseOfTheScalarTwin(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for (columns, depth) in [(32, 1), (32, 384), (64, 385), (96, 800)] {
            let weights = Self.floats(columns * depth, scale: 0.1, &generator)
            let bias = Self.floats(columns, &generator)
            for rows in Array(0...31) + [111, 112, 113, 126] {
                let input = Self.floats(rows * depth, &generator)
                for activation in [TRANSFORMER_IDENTITY, TRANSFORMER_GELU] {
                    func product(_ level: transformer_level) -> [Float] {
                        var packed = [Float](repeating: 0, count: columns * depth)
                        transformer_pack(level, weights, columns, depth, &packed)
                        // One more than needed: a kernel that writes past the end changes it.
                        var output = [Float](repeating: 7, count: rows * columns + 1)
                        transformer_product(level, input, rows, depth, packed, columns, bias, activation, &output)
                        return output
                    }
                    let expected = product(TRANSFORMER_SCALAR)
                    for level in Self.levels {
                        let found = product(level)
                        #expect(found.last == 7)
                        #expect(
                            Self.difference(found, expected) < 2e-5, "\(level) \(rows) × \(depth) × \(columns)")
                    }
                }
            }
        }
    }

    @Test func aRowOfAProductDoesNotDependOnTheRowsAroundIt() {
        var generator = SeededGenerator(seed: 1)
        let (columns, depth, rows) = (64, 384, 45)
        let weights = Self.floats(columns * depth, &generator)
        let bias = Self.floats(columns, &generator)
        let input = Self.floats(rows * depth, &generator)
        for level in Self.levels {
            var packed = [Float](repeating: 0, count: columns * depth)
            transformer_pack(level, weights, columns, depth, &packed)
            var together = [Float](repeating: 0, count: rows * columns)
            transformer_product(level, input, rows, depth, packed, columns, bias, TRANSFORMER_GELU, &together)
            for row in 0..<rows {
                var alone = [Float](repeating: 0, count: columns)
                let own = Array(input[row * depth..<(row + 1) * depth])
                transformer_product(level, own, 1, depth, packed, columns, bias, TRANSFORMER_GELU, &alone)
                #expect(alone == Array(together[row * columns..<(row + 1) * columns]))
            }
        }
    }

    @Test func geluIsExactOverItsWholeRange() {
        let values = stride(from: Float(-12), through: 12, by: 1.0 / 1_024).map { $0 }
        let count = values.count / 32 * 32
        let zeros = [Float](repeating: 0, count: count)
        for level in [TRANSFORMER_SCALAR] + Self.levels {
            var found = Array(values[..<count])
            transformer_activate(level, &found, 1, count, zeros, TRANSFORMER_GELU)
            for (x, y) in zip(values, found) {
                let exact = 0.5 * Double(x) * (1 + erf(Double(x) / 2.0.squareRoot()))
                #expect(abs(Double(y) - exact) < 1e-6 * max(1, abs(exact)), "\(level) at \(x)")
            }
        }
    }

    @Test(arguments: Seeds.list(3))
    func addNormIsThatOfTheScalarTwin(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for columns in [32, 64, 384] {
            let rows = 5
            let values = Self.floats(rows * columns, scale: 3, &generator)
            let residual = Self.floats(rows * columns, &generator)
            let scale = Self.floats(columns, &generator)
            let shift = Self.floats(columns, &generator)
            func norm(_ level: transformer_level) -> [Float] {
                var output = values
                transformer_add_norm(level, values, residual, rows, columns, scale, shift, 1e-12, &output)
                return output
            }
            for level in Self.levels { #expect(Self.difference(norm(level), norm(TRANSFORMER_SCALAR)) < 1e-5) }
        }
    }

    /// All lengths around the register widths, and up to the model's window.
    @Test(arguments: Array(1...50) + [63, 64, 65, 127, 200, 255, 256, 512])
    func attentionIsThatOfTheScalarTwin(length: Int) {
        var generator = SeededGenerator(seed: UInt64(length))
        let heads = 3
        let width = heads * Int(TRANSFORMER_HEAD)
        let projected = Self.floats(length * 3 * width, &generator)
        func attention(_ level: transformer_level) -> [Float] {
            var scratch = [Float](repeating: .nan, count: transformer_attention_scratch(length) + 1)
            var context = [Float](repeating: 7, count: length * width + 1)
            scratch[scratch.count - 1] = 7
            transformer_attention(level, projected, length, heads, &scratch, &context)
            #expect(scratch.last == 7 && context.last == 7)
            return context
        }
        for level in Self.levels { #expect(Self.difference(attention(level), attention(TRANSFORMER_SCALAR)) < 1e-5) }
    }

    @Test func attentionHoldsOutExtremeScores() {
        let length = 20
        let projected: [Float] = (0..<length * 96).map { index in
            let size = Float(index / 96 % 3)
            return index % 2 == 0 ? 100 * size : -100 * size
        }
        for level in [TRANSFORMER_SCALAR] + Self.levels {
            var scratch = [Float](repeating: 0, count: transformer_attention_scratch(length))
            var context = [Float](repeating: 0, count: length * 32)
            transformer_attention(level, projected, length, 1, &scratch, &context)
            #expect(context.allSatisfy { $0.isFinite && abs($0) <= 200.1 })
        }
    }

    @Test func poolingGivesTheUnitMean() {
        var vector = [Float](repeating: 0, count: 2)
        transformer_pool([1, 0, 5, 8], 2, 2, &vector)
        #expect(vector == [0.6, 0.8])
        transformer_pool([0, 0], 1, 2, &vector)
        #expect(vector == [0, 0])
    }
}
