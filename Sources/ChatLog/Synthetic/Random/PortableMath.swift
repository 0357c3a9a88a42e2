/// Logarithm and exponential from IEEE arithmetic alone.
///
/// The C library's differ in the last bit from platform to platform, and one bit is enough to swap two
/// rows of a synthetic log. These are good to about 1e-14, which is all that is asked of them.
enum PortableMath {
    private static let ln2 = 0.693147180559945309417232121458

    /// - Precondition: `x` is finite and greater than 0.
    static func log(_ x: Double) -> Double {
        var mantissa = x.significand
        var exponent = Double(x.exponent)
        if mantissa > 1.4142135623730951 {
            mantissa /= 2
            exponent += 1
        }
        // log m = 2 artanh((m-1)/(m+1)); |t| ≤ 0.172, so twelve terms reach the last bits.
        let t = (mantissa - 1) / (mantissa + 1)
        let square = t * t
        var sum = 0.0
        for odd in stride(from: 23.0, through: 1.0, by: -2.0) {
            sum = sum * square + 1 / odd
        }
        return exponent * ln2 + 2 * t * sum
    }

    /// - Precondition: |x| < 700.
    static func exp(_ x: Double) -> Double {
        let whole = (x / ln2).rounded()
        let rest = x - whole * ln2
        var sum = 1.0
        for n in stride(from: 16.0, through: 1.0, by: -1.0) {
            sum = 1 + sum * rest / n
        }
        return Double(sign: .plus, exponent: Int(whole), significand: 1) * sum
    }

    static func sigmoid(_ x: Double) -> Double {
        1 / (1 + exp(-min(max(x, -600), 600)))
    }

    /// base^power for base > 0.
    static func power(_ base: Double, _ power: Double) -> Double {
        exp(log(base) * power)
    }
}
