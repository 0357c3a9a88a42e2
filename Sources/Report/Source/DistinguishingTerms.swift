import Glibc
import RapportCore
import Store

/// The words that fans of one cluster use more than those of the others.
///
/// Log-odds with an informative Dirichlet prior, counted in pairs rather than in words, so that no fan who repeats
/// himself names a cluster. Only words of letters that at least ten pairs use are taken, five of them in the cluster,
/// and none that is part of a fan's, a model's or a chatter's name: a term tells nothing about one person.
///
/// Source: Monroe, Colaresi, Quinn, "Fightin' Words" (2008), equations 15 to 22.
package struct DistinguishingTerms {
    private static let fewestPairs = 10
    private static let fewestPairsOfCluster = 5
    /// What all pairs' words count beside a cluster's own.
    private static let priorWeight = 0.1
    /// Standard errors from none: what chance seldom gives one word.
    private static let leastScore = 1.96
    private static let termsPerCluster = 6

    private var pairsOfCluster: [Int: [String: Int]] = [:]
    private var pairsOfAll: [String: Int] = [:]
    private var names: Set<String> = []

    /// Words of fans', models' and chatters' names; not those that all ids begin with.
    var persons: Set<String> { names.subtracting(["fan", "model", "chatter"]) }

    /// Reads what was written in the clustered stages.
    ///
    /// - Complexity: O(text)
    package init(store: RapportStore, clusters: [StageKey: Int]) throws {
        try store.forEachPair { pair, rows in
            names.formUnion(Self.words(pair.pair.fanID) + Self.words(pair.pair.modelName))
            var own: [Int: Set<String>] = [:]
            for row in rows {
                names.formUnion(Self.words(row.row.chatterName))
                guard let cluster = clusters[StageKey(pairID: pair.pairID, stage: row.stage)] else { continue }
                own[cluster, default: []].formUnion(Self.words(row.row.fanMessage))
            }
            for (cluster, words) in own {
                for word in words { pairsOfCluster[cluster, default: [:]][word, default: 0] += 1 }
            }
            let ofPair = own.values.reduce(into: Set()) { $0.formUnion($1) }
            for word in ofPair { pairsOfAll[word, default: 0] += 1 }
        }
    }

    /// A stage as rows name it.
    package struct StageKey: Hashable {
        let pairID: Int64
        let stage: Int

        package init(pairID: Int64, stage: Int) {
            self.pairID = pairID
            self.stage = stage
        }
    }

    /// The terms of a cluster, the most distinguishing first.
    package func terms(of cluster: Int) -> [String] {
        let own = pairsOfCluster[cluster] ?? [:]
        let ownTotal = Double(own.values.reduce(0, +))
        let total = Double(pairsOfCluster.values.reduce(0) { $0 + $1.values.reduce(0, +) })
        let rest = total - ownTotal
        let priorTotal = Double(pairsOfAll.values.reduce(0, +)) * Self.priorWeight
        guard ownTotal > 0, rest > 0 else { return [] }
        var scored: [(term: String, score: Double)] = []
        for (term, count) in own where count >= Self.fewestPairsOfCluster {
            guard let all = pairsOfAll[term], all >= Self.fewestPairs, !names.contains(term) else { continue }
            let (inside, prior) = (Double(count), Double(all) * Self.priorWeight)
            let outside = Double(pairsOfCluster.values.reduce(0) { $0 + ($1[term] ?? 0) }) - inside
            let logOdds =
                log((inside + prior) / (ownTotal + priorTotal - inside - prior))
                - log((outside + prior) / (rest + priorTotal - outside - prior))
            let score = logOdds / (1 / (inside + prior) + 1 / (outside + prior)).squareRoot()
            if score >= Self.leastScore { scored.append((term, score)) }
        }
        return scored.sorted { ($1.score, $0.term) < ($0.score, $1.term) }.prefix(Self.termsPerCluster).map(\.term)
    }

    /// Lower-cased runs of at least three letters.
    private static func words(_ text: String) -> [String] {
        HTMLEntities.decoded(text).lowercased().split { !$0.isLetter }.filter { $0.count >= 3 }.map(String.init)
    }
}
