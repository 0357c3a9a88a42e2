import Glibc

/// How vectors are coded; `vk_codes.h` says what a code is.
extension HNSWParameters {
    /// Components of a code: the vector's, and zeros up to whole groups.
    var codeDimension: Int { dimension.roundedUp(to: 128) }

    /// Bytes from the start of a block to its nibbles: the links of layer 0, whole cache lines.
    var linkBytes: Int { (width(layer: 0) * MemoryLayout<UInt32>.stride).roundedUp(to: 64) }

    /// Bytes from one block to the next: links and nibbles of a slot, whole cache lines.
    var blockStride: Int { linkBytes + codeDimension / 2 }

    /// Half the width of a nibble's interval, for a vector of a squared length.
    ///
    /// After the rotation the components of a vector of length l are spread like a normal distribution of
    /// deviation σ = l / √codeDimension. Intervals of 0.4 σ lose least where 16 of them must cover the bell
    /// (Max 1960 gives 0.335 σ; wider ones leave smaller rests for the bytes). The length is rounded to the
    /// next power of the eighth root of 2, so that all vectors of about one length share a step.
    func step(squaredLength: Float) -> Float {
        let exponent = squaredLength > 0 ? (4 * log2(squaredLength)).rounded() / 8 : 0
        return 0.2 / Float(codeDimension).squareRoot() * exp2(exponent)
    }
}
