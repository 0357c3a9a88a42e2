import Foundation

/// A generator of random numbers that replays from one seed: SplitMix64.
///
/// A test takes its seeds as arguments, so that the test runner names the seed of a failure:
///
///     @Test(arguments: Seeds.list(3))
///     func everyTreeIsBalanced(seed: UInt64) {
///         var generator = SeededGenerator(seed: seed)
///
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// What the generator was made with; not changed by drawing.
    public let seed: UInt64
    private var state: UInt64

    public init(seed: UInt64) {
        self.seed = seed
        self.state = seed
    }

    /// - Complexity: O(1)
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A standard normal number (Box and Muller), for random vectors.
    ///
    /// - Complexity: O(1)
    public mutating func nextNormal() -> Float {
        let distance = (-2 * log(Double.random(in: Double.leastNormalMagnitude..<1, using: &self))).squareRoot()
        return Float(distance * cos(2 * .pi * Double.random(in: 0..<1, using: &self)))
    }
}
