import CBLAS
import CVectorKernels

/// Who computes the encoder's matrix products.
package enum MatrixProducts: Hashable, Sendable {
    /// Our kernels over weights packed at loading, for processors with AVX2 or AVX-512.
    ///
    /// They do not depend on whether the installed BLAS knows the processor: Debian's OpenBLAS takes a processor that
    /// is newer than itself for a Haswell and leaves half of its speed unused.
    case packed(transformer_level)
    /// The installed BLAS, which may be the reference one; the rest by the kernels of this level.
    case blas(transformer_level)

    /// Packed where the processor has vectors that our kernels know, BLAS elsewhere.
    package static let best: MatrixProducts = {
        let level = transformer_best_level()
        return level == TRANSFORMER_SCALAR ? .blas(level) : .packed(level)
    }()

    /// The level of all kernels but the products.
    var level: transformer_level {
        switch self {
        case .packed(let level), .blas(let level): level
        }
    }
}

/// A layer y = activation(x · Wᵀ + b).
struct Linear: Sendable {
    private let products: MatrixProducts
    private let inputs: Int
    private let outputs: Int
    /// As packed by the kernels, or [outputs][inputs] for BLAS.
    private let weights: [Float]
    private let bias: [Float]

    /// - Parameters:
    ///   - weights: [outputs][inputs].
    ///   - bias: one per output.
    init(products: MatrixProducts, weights: [Float], bias: [Float]) {
        self.products = products
        self.outputs = bias.count
        self.inputs = weights.count / bias.count
        self.bias = bias
        switch products {
        case .blas: self.weights = weights
        case .packed(let level):
            let (columns, depth) = (outputs, inputs)
            self.weights = Array(unsafeUninitializedCapacity: weights.count) { packed, count in
                if let base = packed.baseAddress { transformer_pack(level, weights, columns, depth, base) }
                count = weights.count
            }
        }
    }

    /// Reads `rows` × inputs floats and writes `rows` × outputs.
    func apply(
        _ input: UnsafePointer<Float>, rows: Int, activation: transformer_activation = TRANSFORMER_IDENTITY,
        to output: UnsafeMutablePointer<Float>
    ) {
        switch products {
        case .packed(let level):
            transformer_product(level, input, rows, inputs, weights, outputs, bias, activation, output)
        case .blas(let level):
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(outputs), Int32(inputs), 1, input,
                Int32(inputs), weights, Int32(inputs), 0, output, Int32(outputs))
            transformer_activate(level, output, rows, outputs, bias, activation)
        }
    }
}
