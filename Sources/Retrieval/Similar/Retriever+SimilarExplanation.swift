import Profile
import RapportCore
import Store

/// Why the matches of `similar` are matches.
extension Retriever {
    /// Turns of a stage that are compared: the newest. Beyond them the work would grow with the square of long stages.
    private static let comparedTurns = 200
    /// Pairs of turns that are shown of a match.
    private static let shownExchanges = 2

    /// Says of each hit what the profiles agree on, which turns are nearest, and how the figures compare.
    ///
    /// - Complexity: some statements for all hits together, and O(hits · `comparedTurns`² · dimension).
    func explained(
        _ hits: [SimilarHit], against asked: AskedStage, _ search: SimilarSearch, _ generation: Generation
    ) throws -> [SimilarPair] {
        let attributes = try store.attributes(of: hits.map(\.span.recordID), in: .stages)
        let profiles = try store.profiles(ofPairs: hits.map(\.span.pairID) + [asked.pair.pairID])
        let near = try store.nearTurns(
            ofStage: asked.stage.recordID, toStages: hits.map(\.span.recordID), generation: generation,
            count: Self.shownExchanges, newest: Self.comparedTurns)
        let rows = try store.rows(ids: near.values.flatMap { $0.flatMap { [$0.rowID, $0.otherRowID] } })
        let own = profiles[asked.pair.pairID]?.profile
        return hits.compactMap { hit in
            guard let values = attributes[hit.span.recordID] else { return nil }
            let other = profiles[hit.span.pairID]?.profile
            return SimilarPair(
                contributions: hit.contributions, attributes: RecordAttributes(values: values),
                agreements: own.flatMap { own in other.map { Self.agreements(own, $0) } },
                nearestExchanges: (near[hit.span.recordID] ?? []).compactMap { Self.exchange($0, rows) },
                against: asked.pair.outcome)
        }
    }

    func figures(of asked: AskedStage) throws -> AskedFigures {
        AskedFigures(stage: asked.stage.outcome, pair: asked.pair.outcome)
    }

    private static func agreements(_ own: FanProfile, _ other: FanProfile) -> [SimilarPair.Agreement] {
        ProfileAgreement.all(own, other).map {
            SimilarPair.Agreement(field: $0.field, statement: $0.statement, asked: $0.first, match: $0.second)
        }
    }

    private static func exchange(_ turns: NearTurns, _ rows: [Int64: StoredRow]) -> SimilarPair.NearExchange? {
        guard let own = rows[turns.rowID], let other = rows[turns.otherRowID] else { return nil }
        return SimilarPair.NearExchange(
            similarity: rounded(turns.similarity),
            asked: ExchangeText(own).shortened(to: SimilarPair.excerptCharacters),
            match: ExchangeText(other).shortened(to: SimilarPair.excerptCharacters))
    }
}

extension ExchangeText {
    /// Both texts cut to `characters`, with an ellipsis where something is missing.
    fileprivate func shortened(to characters: Int) -> ExchangeText {
        func short(_ text: String) -> String {
            text.count > characters ? text.prefix(characters - 1) + "…" : text
        }
        var copy = self
        (copy.fan, copy.chatter) = (short(fan), short(chatter))
        return copy
    }
}
