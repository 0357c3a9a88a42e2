/// The generator's only source of chance: xoshiro256**, seeded by SplitMix64.
///
/// The same seed gives the same numbers on every platform and with every version of Swift, which
/// `SystemRandomNumberGenerator` and the standard library's `shuffled` do not promise.
///
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2021).
struct SyntheticRandom: Sendable {
    private var s0, s1, s2, s3: UInt64

    /// - Parameter stream: streams of one seed are independent, so that parts can be made in any order.
    init(seed: UInt64, stream: UInt64) {
        var mixer = SplitMix64(state: seed ^ (stream &* 0xD1B5_4A32_D192_ED03))
        // The first output separates seeds that differ by a multiple of the stream's factor.
        mixer = SplitMix64(state: mixer.next() ^ stream)
        s0 = mixer.next()
        s1 = mixer.next()
        s2 = mixer.next()
        s3 = mixer.next()
    }

    mutating func next() -> UInt64 {
        let scrambled = rotated(s1 &* 5, 7) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = rotated(s3, 45)
        return scrambled
    }

    /// Uniform in [0, 1), 53 bits.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Uniform in 0..<bound by multiplication (Lemire); the bias is below 2^-32 for the bounds used here.
    ///
    /// - Precondition: `bound` > 0.
    mutating func int(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// Standard normal: the sum of twelve uniforms, less six (close enough, and exact on every platform).
    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += unit() }
        return sum
    }

    /// Standard logistic noise: a score plus this, cut at a threshold, is a logistic model.
    mutating func logistic() -> Double {
        let u = min(max(unit(), 1e-12), 1 - 1e-12)
        return PortableMath.log(u / (1 - u))
    }

    /// Standard Gumbel noise: the largest of log-weights plus this is a draw by weight.
    mutating func gumbel() -> Double {
        -PortableMath.log(-PortableMath.log(min(max(unit(), 1e-12), 1 - 1e-12)))
    }

    /// - Precondition: `items` is not empty.
    mutating func pick<Element>(_ items: [Element]) -> Element {
        items[int(below: items.count)]
    }

    /// An index drawn by weight.
    ///
    /// - Precondition: `weights` is not empty and sums to more than 0.
    mutating func index(weights: [Double]) -> Int {
        var left = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return weights.count - 1
    }

    /// 0..<count in random order (Fisher and Yates).
    mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        shuffle(&order)
        return order
    }

    mutating func shuffle<Element>(_ items: inout [Element]) {
        guard items.count > 1 else { return }
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, int(below: last + 1))
        }
    }

    /// `count` numbers in [0, 1), one in each of `count` equal strata, in ascending order.
    ///
    /// Drawing quantiles this way gives every log nearly the same distribution, whatever its seed.
    mutating func strata(_ count: Int) -> [Double] {
        (0..<count).map { (Double($0) + unit()) / Double(count) }
    }
}

/// Steele, Lea and Flood's mixer: turns one seed into well spread states.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

private func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
}
