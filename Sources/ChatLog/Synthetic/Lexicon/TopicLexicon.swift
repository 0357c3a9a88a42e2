/// The topics that fans and chatters talk about.
enum TopicLexicon {
    static let all = leisure + life
}

/// The languages of the kinds.
enum KindLexicon {
    static func text(_ kind: FanKind) -> String {
        switch kind {
        case .romantic: romantic
        case .joker: joker
        case .collector: collector
        case .confider: confider
        case .athlete: athlete
        case .shy: shy
        case .haggler: haggler
        }
    }

    /// How much a kind likes a topic; 1 is usual.
    static func topicWeight(_ kind: FanKind, _ topic: String) -> Double {
        let favourites: [String: Double] =
            switch kind {
            case .romantic: ["music": 3, "travel": 3, "food": 2, "shows": 1.5, "sleep": 1.5]
            case .joker: ["gaming": 4, "shows": 3, "weekend": 2.5, "food": 1.5]
            case .collector: ["travel": 1.5, "cars": 2, "work": 2, "shows": 1.5]
            case .confider: ["family": 4, "sleep": 4, "work": 3, "pets": 2]
            case .athlete: ["gym": 5, "sports": 4, "cars": 2.5, "food": 1.5]
            case .shy: ["pets": 2.5, "gaming": 2, "music": 2, "outdoors": 2, "sleep": 1.5]
            case .haggler: ["work": 2.5, "weekend": 2, "sports": 2, "cars": 1.5]
            }
        return favourites[topic] ?? 0.7
    }
}
