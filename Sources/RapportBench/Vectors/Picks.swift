/// Each contender's best setting at a recall, and how Rapport compares.
package struct Picks: Sendable {
    package let recallTarget: Double
    /// The fastest measured setting of each contender that reaches the recall; nothing is interpolated.
    package let best: [Contender: Measurement]

    package init(_ measurements: [Measurement], recall recallTarget: Double) {
        self.recallTarget = recallTarget
        let reaching = measurements.filter { $0.recall >= recallTarget }
        best = Dictionary(grouping: reaching, by: \.contender).compactMapValues { candidates in
            candidates.max { $0.queriesPerSecond < $1.queriesPerSecond }
        }
    }

    /// The fastest of those that are neither Rapport nor hnswlib.
    package var bestOther: Measurement? {
        best.values.filter { $0.contender != .rapport && $0.contender != .hnswlib }
            .max { $0.queriesPerSecond < $1.queriesPerSecond }
    }

    /// Rapport divided by hnswlib and by the best other, figure by figure; none without Rapport.
    package var ratios: [Ratio] {
        guard let own = best[.rapport] else { return [] }
        var ratios: [Ratio] = []
        func add(_ figure: String, _ value: (Measurement) -> Double?, _ beside: Measurement?, _ target: Ratio.Target) {
            guard let beside, let mine = value(own), let theirs = value(beside), theirs > 0 else { return }
            ratios.append(
                Ratio(
                    recall: recallTarget, figure: figure, beside: beside.contender.rawValue, rapport: mine,
                    other: theirs, target: target))
        }
        let hnswlib = best[.hnswlib]
        add("queries/s", { $0.queriesPerSecond }, hnswlib, .atLeast(3.5))
        add("queries/s", { $0.queriesPerSecond }, bestOther, .atLeast(2))
        add("build s", { $0.buildSeconds }, hnswlib, .atMost(0.7))
        add("build s", { $0.buildSeconds }, bestOther, .none)
        add("memory MB", { $0.memoryBytes.map { Double($0) / 1e6 } }, hnswlib, .atMost(0.5))
        add("memory MB", { $0.memoryBytes.map { Double($0) / 1e6 } }, bestOther, .none)
        add("disk MB", { Double($0.diskBytes) / 1e6 }, hnswlib, .none)
        if let twice = own.twoThreadQueriesPerSecond {
            ratios.append(
                Ratio(
                    recall: recallTarget, figure: "two threads", beside: "one thread", rapport: twice,
                    other: own.queriesPerSecond, target: .atLeast(1.8)))
        }
        return ratios
    }
}

/// One figure of Rapport beside another's.
package struct Ratio: Codable, Equatable, Sendable {
    package let recall: Double
    package let figure: String
    package let beside: String
    package let rapport: Double
    package let other: Double
    package let ratio: Double
    /// The promise in words, empty where there is none.
    package let target: String
    /// Whether it is kept; null where there is none.
    package let isMet: Bool?

    package enum Target: Sendable {
        case none
        case atLeast(Double)
        case atMost(Double)
    }

    package init(recall: Double, figure: String, beside: String, rapport: Double, other: Double, target: Target) {
        self.recall = recall
        self.figure = figure
        self.beside = beside
        self.rapport = rapport
        self.other = other
        let ratio = rapport / other
        self.ratio = ratio
        switch target {
        case .none: (self.target, isMet) = ("", nil)
        case .atLeast(let bound): (self.target, isMet) = ("≥ \(bound)", ratio >= bound)
        case .atMost(let bound): (self.target, isMet) = ("≤ \(bound)", ratio <= bound)
        }
    }
}
