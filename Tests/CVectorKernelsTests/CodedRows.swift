import CVectorKernels
import TestSupport

/// Coded vectors of normal components, with what they stand for.
struct CodedRows {
    let dimension: Int
    let stride: Int
    var coarse: [UInt8]
    var fine: [Int8]
    var steps: [Float]
    var fineSteps: [Float]
    var squaredLengths: [Float]
    var decoded: [[Float]] = []

    init(count: Int, dimension: Int, kernels: vk_kernel_table, _ generator: inout SeededGenerator) {
        self.dimension = dimension
        stride = dimension / 2 + 64
        coarse = Array(repeating: 0xAA, count: count * stride)
        fine = Array(repeating: 0, count: count * dimension)
        steps = (0..<count).map { _ in Float.random(in: 0.1..<0.5, using: &generator) }
        fineSteps = Array(repeating: 0, count: count)
        squaredLengths = Array(repeating: 0, count: count)
        for row in 0..<count {
            let vector = (0..<dimension).map { _ in generator.nextNormal() }
            var nibbles = [UInt8](repeating: 0, count: dimension / 2)
            var bytes = [Int8](repeating: 0, count: dimension)
            fineSteps[row] = kernels.encode(vector, dimension, steps[row], &nibbles, &bytes)
            coarse.replaceSubrange(row * stride..<row * stride + dimension / 2, with: nibbles)
            fine.replaceSubrange(row * dimension..<(row + 1) * dimension, with: bytes)
            squaredLengths[row] = vector.reduce(0) { $0 + $1 * $1 }
            var out = [Float](repeating: 0, count: dimension)
            kernels.decode(nibbles, bytes, dimension, steps[row], fineSteps[row], &out)
            decoded.append(out)
        }
    }

    /// What the nibbles of a row stand for.
    func nibbleValues(_ row: Int) -> [Double] {
        (0..<dimension).map { index in
            let pair = coarse[row * stride + index / 128 * 64 + index % 64]
            return Double(steps[row]) * Double(2 * Int(index % 128 < 64 ? pair & 15 : pair >> 4) - 15)
        }
    }

    func withRows(isL2: Bool, commonStep: Float = 0, _ body: (inout vk_code_rows) -> Void) {
        coarse.withUnsafeBufferPointer { coarse in
            fine.withUnsafeBufferPointer { fine in
                steps.withUnsafeBufferPointer { steps in
                    fineSteps.withUnsafeBufferPointer { fineSteps in
                        squaredLengths.withUnsafeBufferPointer { lengths in
                            var rows = vk_code_rows(
                                coarse: coarse.baseAddress, stride: stride, fine: fine.baseAddress,
                                dimension: dimension, steps: steps.baseAddress, fine_steps: fineSteps.baseAddress,
                                squared_lengths: lengths.baseAddress, common_step: commonStep, is_l2: isL2 ? 1 : 0)
                            body(&rows)
                        }
                    }
                }
            }
        }
    }
}

/// Memory for one query.
final class QueryRoom {
    let query = UnsafeMutablePointer<vk_code_query>.allocate(capacity: 1)

    init(_ dimension: Int) {
        var empty = vk_code_query()
        empty.bytes = .allocate(capacity: dimension)
        empty.words = .allocate(capacity: dimension)
        query.initialize(to: empty)
    }

    deinit {
        query.pointee.bytes.deallocate()
        query.pointee.words.deallocate()
        query.deallocate()
    }
}
