/// The latent kinds of fans: each with its own language, hours, spending and loyalty.
public enum FanKind: String, CaseIterable, Sendable {
    /// Wants closeness; long, warm messages; comes back.
    case romantic
    /// Banter, memes and games; short messages.
    case joker
    /// Comes for new content and pays for it; few words.
    case collector
    /// Tells about life and troubles, late at night; tips.
    case confider
    /// Sport, cars, confidence; mornings.
    case athlete
    /// Polite and unsure; few messages.
    case shy
    /// Asks for discounts and free things.
    case haggler
}

/// What a kind does to behaviour. Scores are on the logit scale unless a unit is named.
struct FanKindTraits: Sendable {
    /// Share among fans.
    var share: Double
    /// Median of what such a fan finds a fair price, USD.
    var budgetUSD: Double
    /// Raises the number of conversations.
    var loyalty: Double
    /// Raises the length of messages.
    var verbosity: Double
    /// Raises the chance to answer.
    var talkativeness: Double
    var emoji: Double
    var tipping: Double
    /// Raises the chance to unlock at a fair price.
    var buying: Double
    /// Relative activity by local time: night 0–5, morning 6–11, afternoon 12–17, evening 18–23.
    var dayparts: [Double]
}

extension FanKind {
    var traits: FanKindTraits {
        switch self {
        case .romantic:
            FanKindTraits(
                share: 0.16, budgetUSD: 28, loyalty: 0.6, verbosity: 0.5, talkativeness: 0.4, emoji: 0.9,
                tipping: 0.6, buying: 0.2, dayparts: [0.9, 0.8, 0.6, 1.6])
        case .joker:
            FanKindTraits(
                share: 0.16, budgetUSD: 16, loyalty: 0, verbosity: -0.4, talkativeness: 0.3, emoji: 0.4,
                tipping: 0, buying: -0.2, dayparts: [1.3, 0.5, 0.9, 1.2])
        case .collector:
            FanKindTraits(
                share: 0.12, budgetUSD: 65, loyalty: 0.4, verbosity: -0.6, talkativeness: -0.3, emoji: -0.6,
                tipping: 0.2, buying: 0.9, dayparts: [1.0, 0.9, 1.0, 1.0])
        case .confider:
            FanKindTraits(
                share: 0.16, budgetUSD: 24, loyalty: 0.7, verbosity: 0.9, talkativeness: 0.6, emoji: -0.3,
                tipping: 0.8, buying: 0, dayparts: [1.8, 0.5, 0.6, 1.1])
        case .athlete:
            FanKindTraits(
                share: 0.14, budgetUSD: 30, loyalty: -0.1, verbosity: 0, talkativeness: 0, emoji: 0.2,
                tipping: 0, buying: 0.2, dayparts: [0.5, 1.8, 0.9, 0.9])
        case .shy:
            FanKindTraits(
                share: 0.14, budgetUSD: 15, loyalty: -0.7, verbosity: 0.1, talkativeness: -0.5, emoji: -0.3,
                tipping: 0, buying: -0.3, dayparts: [1.0, 0.8, 0.9, 1.3])
        case .haggler:
            FanKindTraits(
                share: 0.12, budgetUSD: 9, loyalty: -0.3, verbosity: -0.2, talkativeness: 0, emoji: -0.5,
                tipping: -1.5, buying: -0.5, dayparts: [1.0, 1.0, 1.2, 0.9])
        }
    }
}
