import Foundation
import RapportCore
import Retrieval

/// Ways to search that would need another index, or another grouping, than `suggest` has.
extension RetrievalSweep {
    /// Each way by itself, against the message's vector alone.
    func searches(_ turns: [Int]) async throws -> String {
        let pairs = turns.map { workshop.logs.turns[$0].pair }
        var rows = [["search", "its answer hits", "gain", "conversation holds", "nDCG of kind"]]
        var base: [RetrievalScore]?
        func add(_ name: String, _ found: [[FoundConversation]]) {
            let scores = zip(turns, found).map { workshop.score($1, of: $0) }
            base = base ?? scores
            let contender = RetrievalReport.contender(name, scores, base ?? scores, pairs)
            rows.append([
                name, String(format: "%.3f", contender.answerHit.mean), contender.gain.differenceText,
                String(format: "%.3f", contender.conversationHit.mean),
                contender.kindNDCG.map { String(format: "%.3f", $0.mean) } ?? "–",
            ])
        }
        let alone = try await nearest(turns, context: 0)
        add("exact, the best turn of a conversation", alone.map { grouped($0) { $0[0] } })
        add("exact, the two best turns", alone.map { grouped($0) { $0[0] + ($0.count > 1 ? $0[1] : 0) } })
        add("exact, the best and half the next", alone.map { grouped($0) { $0[0] + ($0.count > 1 ? $0[1] / 2 : 0) } })
        for context in [1, 2, 4] {
            let found = try await nearest(turns, context: context)
            add("both sides with \(context) messages before", found.map { grouped($0) { $0[0] } })
        }
        return TextTable.text(rows)
    }

    private struct Hit {
        var place: FoundConversation
        var similarity: Float
    }

    /// Turns that are looked at before they are grouped.
    private static let depth = 300

    /// The nearest past turns, each embedded with `context` messages before it, as the question is.
    private func nearest(_ turns: [Int], context: Int) async throws -> [[Hit]] {
        let workshop = workshop
        let past = workshop.past.turns
        let texts = past.map { Self.text($0.before.suffix(context), $0.message) }
        let questions = turns.map { turn in
            let held = workshop.logs.turns[turn].context
            return Self.text(held.before(context).map(\.text), held.message)
        }
        Output.progress("embedding turns with \(context) messages before")
        try await workshop.embedder.prepare(texts + questions)
        let vectors = texts.map { workshop.embedder[$0] }
        let asked = Dictionary(zip(turns, questions)) { first, _ in first }
        return try await workshop.map(turns) { turn in
            let vector = workshop.embedder[asked[turn] ?? ""]
            let current = workshop.logs.turns[turn].context.currentConversationID
            var hits: [Hit] = []
            for (index, other) in vectors.enumerated() where past[index].place.conversationID != current {
                hits.append(Hit(place: past[index].place, similarity: Float(Equivalence.cosine(vector, other))))
            }
            hits.sort { $0.similarity > $1.similarity }
            return Array(hits.prefix(Self.depth))
        }
    }

    private static func text(_ before: some Sequence<String>, _ message: String) -> String {
        (Array(before) + [message]).joined(separator: "\n")
    }

    /// Conversations by a score of their turns' similarities, which come best first.
    private func grouped(_ hits: [Hit], by score: ([Float]) -> Float) -> [FoundConversation] {
        var order: [String] = []
        var groups: [String: [Hit]] = [:]
        for hit in hits {
            if groups[hit.place.conversationID] == nil { order.append(hit.place.conversationID) }
            groups[hit.place.conversationID, default: []].append(hit)
        }
        let scored = order.compactMap { id in
            groups[id].map { (place: $0[0].place, score: score($0.map(\.similarity))) }
        }
        let places = scored.indices.sorted { (scored[$1].score, $0) < (scored[$0].score, $1) }
        return places.map { scored[$0].place }
    }
}
