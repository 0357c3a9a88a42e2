/// How long a test looks again and again for what comes by itself: some seconds, and some looks at least.
///
/// Beside tests that compute for seconds this one may not get a thread for minutes, in which what it waits for comes;
/// a deadline alone would be over at its second look.
public struct Patience {
    private static let leastLooks = 20

    private let deadline: ContinuousClock.Instant
    private var looks = 0

    public init(seconds: Double) { deadline = .now + .seconds(seconds) }

    /// Whether to look once more; asked before each look.
    public mutating func isLeft() -> Bool {
        looks += 1
        return looks <= Self.leastLooks || .now < deadline
    }
}
