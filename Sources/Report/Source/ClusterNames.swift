/// Whether clusters are groups that are there.
public enum ClusterStructure: String, Sendable, Hashable, Codable {
    /// Held against data without groups, the stages looked more clustered.
    case shown
    /// They did not; they were divided all the same, so that something can be said of each part.
    case absent
    /// The number of clusters was given, and nobody asked.
    case untested

    /// What every document says of it first.
    var sentence: Sentence {
        switch self {
        case .shown: "The stages look more clustered than data without groups would."
        case .absent:
            """
            **There is no structure here:** data without groups would look as clustered as these stages do. They are \
            divided all the same, so that something can be said of each part; read the clusters as neighbourhoods \
            with arbitrary borders, and not as types of fans. `rapport cluster` shows the comparison.
            """
        case .untested:
            """
            **Whether there are groups at all was not tested,** since the number of clusters was given. `rapport \
            cluster` without a number tests it.
            """
        }
    }
}

/// The clusters of a run with names that people remember.
package struct ClusterNames: Sendable {
    struct Cluster: Sendable {
        let number: Int
        var name: String
        /// The name that follows from figures and terms.
        let nameByRule: String
        /// What sets the cluster apart, in words: what a language model is told of its figures.
        let traits: [String]
        /// Distinguishing terms, the best first; none where no word is told apart.
        let terms: [String]
        /// Stages nearest to the cluster's centre, the nearest first.
        let typicalStages: [String]
    }

    let runID: Int64
    let structure: ClusterStructure
    private(set) var clusters: [Cluster]
    /// Words of fans', models' and chatters' names, in lower case: no cluster is called after a person.
    let persons: Set<String>

    /// A name for data that came with a cluster's number.
    func name(_ number: Int) -> String {
        clusters.first { $0.number == number }?.name ?? "unnamed"
    }

    /// The same clusters with other names, in their order; nil leaves the name.
    func renamed(_ names: [String?]) -> ClusterNames {
        var renamed = self
        for (index, name) in zip(clusters.indices, names) {
            if let name { renamed.clusters[index].name = name }
        }
        return renamed
    }

    /// Figures of a cluster against all, by which it is named.
    package struct Traits: Sendable {
        package var stageShares: [Int: Double]
        /// How far each figure is from that of all, in standard deviations between clusters.
        package var distances: [Trait: Double]

        package init(stageShares: [Int: Double] = [:], distances: [Trait: Double] = [:]) {
            self.stageShares = stageShares
            self.distances = distances
        }
    }

    package enum Trait: String, CaseIterable, Sendable {
        case rows, length, emoji, success

        /// What fans are called who have more of it, or less.
        func word(isMore: Bool) -> String {
            switch (self, isMore) {
            case (.rows, true): "Talkative"
            case (.rows, false): "Brief"
            case (.length, true): "Long-winded"
            case (.length, false): "Few-worded"
            case (.emoji, true): "Emoji-loving"
            case (.emoji, false): "Plain-spoken"
            case (.success, true): "Quick-to-buy"
            case (.success, false): "Hard-to-sell"
            }
        }
    }

    /// Two words from figures, then the terms in brackets: "Talkative regulars (gym, dog, coffee)".
    package static func name(_ traits: Traits, all: [Int: Double], terms: [String]) -> String {
        let adjective = traits.distances.max { (abs($0.value), $1.key.rawValue) < (abs($1.value), $0.key.rawValue) }
            .map { $0.key.word(isMore: $0.value > 0) }
        let words = [adjective, noun(traits, all: all)].compactMap { $0 }.joined(separator: " ")
        let name = words.prefix(1).uppercased() + words.dropFirst()
        return terms.isEmpty ? name : "\(name) (\(terms.prefix(3).joined(separator: ", ")))"
    }

    /// By the stage that the cluster holds more of than all do.
    private static func noun(_ traits: Traits, all: [Int: Double]) -> String {
        let most = traits.stageShares.max { left, right in
            (left.value - (all[left.key] ?? 0), right.key) < (right.value - (all[right.key] ?? 0), left.key)
        }
        return switch most?.key {
        case 1: "newcomers"
        case 2: "regulars"
        case 3: "after-sale fans"
        default: "fans"
        }
    }

    /// Standard deviations from which a figure is told of, and from which it is called clear.
    private static let (told, clear) = (0.5, 1.0)

    /// The figures as words, the farthest first: "clearly talkative".
    static func words(_ traits: Traits, all: [Int: Double]) -> [String] {
        let far = traits.distances.filter { abs($0.value) >= told }
            .sorted { (abs($1.value), $0.key.rawValue) < (abs($0.value), $1.key.rawValue) }
        return far.map { trait, distance in
            "\(abs(distance) >= clear ? "clearly" : "rather") \(trait.word(isMore: distance > 0).lowercased())"
        } + ["more \(noun(traits, all: all)) than elsewhere"]
    }
}
