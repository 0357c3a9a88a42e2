import Glibc

/// Random numbers that follow from a seed: SplitMix64.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The generator of part `part` of a work, for parts that run in any order.
    init(seed: UInt64, part: Int) {
        state = seed
        let base = next()
        state = base &+ UInt64(truncatingIfNeeded: part) &* 0xD134_2543_DE82_EF95
        state = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Uniform in [0, 1), 53 bits.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in 0..<bound.
    ///
    /// - Precondition: `bound` > 0.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// A standard normal number (Box and Muller).
    mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
    }

    /// `count` different numbers of 0..<bound, ascending.
    ///
    /// - Complexity: O(bound)
    mutating func sample(_ count: Int, of bound: Int) -> [Int] {
        guard count < bound else { return Array(0..<bound) }
        var picked: [Int] = []
        picked.reserveCapacity(count)
        // Each index is taken with the probability that just fills the sample (Knuth's algorithm S).
        for index in 0..<bound where below(bound - index) < count - picked.count { picked.append(index) }
        return picked
    }
}
