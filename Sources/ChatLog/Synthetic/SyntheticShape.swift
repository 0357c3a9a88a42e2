/// The shape of the production file, as numbers: what the data dictionary lists.
///
/// Counts are those of the file of 100 fans, 22 models and 7 days; the plan scales them.
enum SyntheticShape {
    /// Of 100 fans: 66 talk to one model, 17 to two, 6 to three, 3 to four, 8 to these many.
    static let modelsOfBusyFans = [6, 7, 9, 11, 12, 13, 15, 18]

    static func modelsPerFan(_ u: Double) -> Int {
        switch u {
        case ..<0.66: 1
        case ..<0.83: 2
        case ..<0.89: 3
        case ..<0.92: 4
        default: modelsOfBusyFans[min(Int((u - 0.92) / 0.08 * 8), 7)]
        }
    }

    /// How the mean number of conversations per pair grows with the days: 884,000 rows in 50 days from
    /// 100 times the fans of 5,880 rows in 7 days.
    static func growth(days: Int) -> Double {
        PortableMath.power(Double(days) / 7, 0.198)
    }

    /// Conversations per pair in 7 days: mean 3.04.
    static let conversationsPerPair = Quantiles([
        (0, 1), (0.40, 1.499), (0.401, 1.5), (0.57, 2.5), (0.70, 3.5), (0.79, 4.5), (0.86, 5.5), (0.91, 7),
        (0.95, 9), (0.98, 11.5), (1, 16.5),
    ])

    /// Rows per conversation: 30% one, median 3, mean 8.8, largest 130 of 671.
    static let rowsPerConversation = Quantiles([
        (0, 1), (0.30, 1.499), (0.301, 1.5), (0.44, 2.5), (0.535, 3.5), (0.60, 4.5), (0.70, 7.3), (0.80, 11.4),
        (0.90, 21.2), (0.95, 34.5), (0.985, 68), (0.998, 122), (1, 160),
    ])

    /// Rows per pair in 7 days: median 13, mean 27, most 348 of 221. Longer logs stretch it.
    static let rowsPerPair = Quantiles([
        (0, 1), (0.05, 1.5), (0.25, 5), (0.50, 14), (0.75, 29.8), (0.90, 61), (0.97, 132), (0.99, 210), (1, 410),
    ])

    /// Gaps of up to four hours, minutes: the lower 92.05% of all gaps.
    static let gapsWithin = Quantiles([
        (0, 1.0 / 60), (0.05 / 0.9205, 0.05), (0.25 / 0.9205, 0.35), (0.50 / 0.9205, 2.5), (0.75 / 0.9205, 7.5),
        (0.90 / 0.9205, 92), (1, 239.9),
    ])

    /// Gaps over four hours, minutes: the upper 7.95%. The longest is given by the window.
    static func gapsBetween(days: Int) -> Quantiles {
        Quantiles([
            (0, 240.5), (0.0295 / 0.0795, 729), (0.0695 / 0.0795, 2_583), (1, 6_500 * Double(max(days, 7)) / 7),
        ])
    }

    /// Weight of each hour of the day, UTC: most rows 04 to 12, few 15 to 18, more 19 to 23.
    static let hourWeights: [Double] = [
        2.0, 2.0, 2.4, 3.2, 6.4, 7.6, 8.2, 8.2, 7.8, 7.4, 7.0, 6.4, 5.4, 2.2, 1.2, 0.5, 0.4, 0.4, 0.6, 5.2, 6.6, 7.0,
        6.6, 5.2,
    ]

    static let emptyFanMessages = 0.34

    /// Characters of a fan message that is not empty: median 26, p95 108, longest 1,331 of 3,880.
    static let fanLength = Quantiles([
        (0, 2), (0.04, 4), (0.12, 8), (0.25, 12.5), (0.50, 23), (0.75, 47), (0.90, 83), (0.95, 108), (0.99, 210),
        (0.999, 620), (1, 1_500),
    ])

    /// Characters of a chatter message: median 36, p95 243, longest 2,898 of 5,880.
    static let chatterLength = Quantiles([
        (0, 3), (0.04, 8), (0.12, 14), (0.25, 18.5), (0.50, 32.2), (0.75, 76), (0.90, 165), (0.95, 243), (0.99, 520),
        (0.999, 1_400), (1, 3_200),
    ])

    static let fanEmoji = 0.13
    static let chatterEmoji = 0.52
    static let entities = 0.02
    static let blanks = 0.19
    /// Chatter texts of at least this many characters count as long; this share of them is sent to many fans.
    static let longText = 100
    static let massShare = 0.08

    /// Of 221 pairs.
    static let pairs = 221.0
    static let pairsWithOffer = 117.0
    static let pairsThatBought = 73.0
    static let pairsThatBoughtAgain = 29.0
    static let pairsThatOnlyTipped = 8.0
    /// Of 334 offers.
    static let offers = 334.0
    static let purchases = 169.0
    static let tips = 44.0
    static let tipsOnOffers = 2.0

    /// Offers per pair that gets any: mean 2.85, most 20.
    static let offersPerPair = Quantiles([
        (0, 1), (0.43, 1.499), (0.431, 1.5), (0.69, 2.5), (0.79, 3.5), (0.85, 4.6), (0.905, 6.8), (0.955, 10),
        (0.99, 16),
        (1, 22),
    ])

    /// Prices in USD with their shares in percent; median 20.
    static let prices: [(usd: Double, percent: Double)] = [
        (3, 1.2), (5, 3.5), (7, 2), (8, 2), (9.99, 2.5), (10, 7), (11, 1), (12, 1.5), (12.22, 6.5), (13, 1.5),
        (14.99, 2.5), (15, 15), (18, 2.5), (20, 6), (22, 1.5), (24, 1), (25, 10), (27, 1.5), (28, 1), (30, 2),
        (33.33, 1), (35, 1.3), (40, 1), (45, 0.8), (50, 11), (60, 1), (69.69, 7.5), (75, 0.5), (80, 0.5), (99, 0.5),
        (100, 0.8), (120, 0.5), (150, 0.5), (200, 8),
    ]

    static let tipAmounts: [(usd: Double, percent: Double)] = [
        (1, 4), (3, 6), (5, 28), (7, 3), (10, 28), (15, 8), (20, 12), (25, 4), (50, 5), (100, 2),
    ]

    /// Chatters for 22 models, and the smallest and largest team.
    static let chatters = 73.0
    static let models = 22.0
    static let teamSizes = [11, 10, 9, 8, 8, 7, 6, 6, 5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2]
}
