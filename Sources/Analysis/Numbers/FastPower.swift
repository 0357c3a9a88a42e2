/// Powers of eight numbers at a time, to about five digits.
enum FastPower {
    /// x^y for x ≥ 0; what is below 1e-12 counts as that.
    static func power(_ x: SIMD8<Float>, _ y: Float) -> SIMD8<Float> {
        exponential2(logarithm2(x.replacing(with: 1e-12, where: x .< 1e-12)) * y)
    }

    /// The logarithm to base 2 of numbers above 0: x = m·2^e with m from √½ to √2, and the series of artanh for m.
    static func logarithm2(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let bits = unsafeBitCast(x, to: SIMD8<Int32>.self)
        let exponent = (bits &- 0x3F35_04F3) &>> 23
        let mantissa = unsafeBitCast(bits &- (exponent &<< 23), to: SIMD8<Float>.self)
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        // 2 ÷ ln 2 × (1, 1/3, 1/5, 1/7)
        var sum = SIMD8<Float>(repeating: 0.412_198_57)
        sum = sum * square + 0.577_078_0
        sum = sum * square + 0.961_796_7
        sum = sum * square + 2.885_390_1
        return ratio * sum + float(exponent)
    }

    /// 2^x for x between −126 and 126, what is beyond counts as that: x = n + f with f from −½ to ½.
    static func exponential2(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let x = x.replacing(with: -126, where: x .< -126).replacing(with: 126, where: x .> 126)
        // Adding 1.5·2^23 rounds to a whole number, which then stands in the last bits.
        let shifted = x + 12_582_912
        let whole = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000
        let rest = x - (shifted - 12_582_912)
        // (ln 2)^i ÷ i!
        var sum = SIMD8<Float>(repeating: 0.001_333_355_8)
        sum = sum * rest + 0.009_618_129
        sum = sum * rest + 0.055_504_11
        sum = sum * rest + 0.240_226_5
        sum = sum * rest + 0.693_147_2
        sum = sum * rest + 1
        return unsafeBitCast(unsafeBitCast(sum, to: SIMD8<Int32>.self) &+ (whole &<< 23), to: SIMD8<Float>.self)
    }

    /// Small whole numbers as floats, by the same trick the other way round.
    private static func float(_ whole: SIMD8<Int32>) -> SIMD8<Float> {
        unsafeBitCast(whole &+ 0x4B40_0000, to: SIMD8<Float>.self) - 12_582_912
    }
}
