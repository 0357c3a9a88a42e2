import Analysis
import Foundation
import Profile
import RapportCore
import Store

/// The pairs of a comparison: what was known of each before the cut, and what came after.
struct ComparedPairs {
    let cut: Timestamp
    let pairs: [PairID]
    let past: [PastPair]
    /// By outcome; nil where a pair has none.
    let outcomes: [PairOutcome: [Double?]]

    /// Pairs below which nothing can be said.
    static let fewest = 40

    /// Reads the pairs and audits the reader.
    ///
    /// - Throws: `CompareError`; what the store throws.
    init(_ store: RapportStore, reader: PastReader, laterShare: Double) throws {
        let cut = try Self.cut(store, laterShare)
        let audit = FutureAudit(reader: reader, cut: cut)
        var (pairs, past, read, leaks): ([PairID], [PastPair], Int, Int) = ([], [], 0, 0)
        var outcomes: [PairOutcome: [Double?]] = [:]
        try store.forEachPair { pair, rows in
            try Task.checkCancellation()
            let said = reader(pair.pair, rows, cut)
            read += 1
            if audit.leaks(pair.pair, rows, said: said) { leaks += 1 }
            guard let said else { return }
            pairs.append(pair.pair)
            past.append(said)
            for (outcome, value) in Self.outcomes(said, rows.filter { $0.row.datetime >= cut }) {
                outcomes[outcome, default: []].append(value)
            }
        }
        guard leaks == 0 else { throw CompareError.leak(pairs: leaks, of: read) }
        guard pairs.count >= Self.fewest else {
            throw CompareError.tooFewPairs(found: pairs.count, needed: Self.fewest)
        }
        (self.cut, self.pairs, self.past, self.outcomes) = (cut, pairs, past, outcomes)
    }

    /// A number for each fan: pairs of one fan are alike.
    var fans: [Int] {
        var numbers: [String: Int] = [:]
        return pairs.map { pair in
            let number = numbers[pair.fanID] ?? numbers.count
            numbers[pair.fanID] = number
            return number
        }
    }

    private static func cut(_ store: RapportStore, _ laterShare: Double) throws -> Timestamp {
        var (first, last): (Int64?, Int64?) = (nil, nil)
        try store.forEachPair { _, rows in
            for moment in [rows.first, rows.last].compactMap({ $0?.row.datetime.nanoseconds }) {
                first = min(first ?? moment, moment)
                last = max(last ?? moment, moment)
            }
        }
        guard let first, let last else { throw CompareError.emptyStore }
        return Timestamp(nanoseconds: last - Int64(Double(last - first) * laterShare))
    }

    private static func outcomes(_ past: PastPair, _ later: [StoredRow]) -> [(PairOutcome, Double?)] {
        let outcome = Outcome(of: later.lazy.map(\.exchange))
        let wrote = later.contains { !Blank.isBlank($0.row.fanMessage) }
        return [
            (.revenue, log1p(max(0, past.outcome.revenue))), (.successRate, past.outcome.successRate),
            (.laterRevenue, log1p(max(0, outcome.revenue))), (.laterSuccessRate, outcome.successRate),
            (.retention, wrote ? 1 : 0),
        ]
    }
}
