import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

@Suite struct SimilarTests {
    private func rows(_ seed: UInt64, pairs: Int) -> [LogRow] {
        var generator = SeededGenerator(seed: seed)
        let words = ["boat", "garden", "guitar", "rain", "coffee", "gym", "moon", "dress"]
        return (0..<pairs * 6).map { number in
            let pair = number % pairs
            let sale = Int.random(in: 0..<4, using: &generator) == 0
            return row(
                "fan_\(pair % 7)", on: "Model\(pair / 7)", hour: Double(number),
                (0..<3).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " "), "ok",
                price: sale ? 10 : 0, purchased: sale && Bool.random(using: &generator))
        }
    }

    @Test(arguments: Seeds.list(4))
    func kDistinctOtherPairsComeEachWithItsBestStage(seed: UInt64) async throws {
        let fixture = try await RetrievalFixture(rows(seed, pairs: 20))
        let pair = PairID(fanID: "fan_3", modelName: "Model1")
        let answer = try await fixture.retriever().similar(SimilarRequest(pair: pair, k: 12))
        let found = answer.matches.map { PairID(fanID: $0.fanID, modelName: $0.modelName) }
        #expect(found.count == 12 && Set(found).count == 12 && !found.contains(pair))
        #expect(answer.matches.map(\.similarity) == answer.matches.map(\.similarity).sorted(by: >))
        let vectors = try await stageVectors(fixture)
        let asking = try #require(vectors[pair]?.max { $0.stage < $1.stage })
        #expect(answer.stage == asking.stage)
        for match in answer.matches {
            let stages = try #require(vectors[PairID(fanID: match.fanID, modelName: match.modelName)])
            let best = stages.map { zip($0.vector, asking.vector).reduce(0) { $0 + $1.0 * $1.1 } }.max() ?? 0
            #expect(abs(Double(best) - match.similarity) < 5e-4)
        }
    }

    @Test func allOtherPairsComeWhereThereAreFewerThanK() async throws {
        let fixture = try await RetrievalFixture(rows(1, pairs: 5))
        let answer = try await fixture.retriever().similar(
            SimilarRequest(pair: PairID(fanID: "fan_0", modelName: "Model0"), k: 50))
        #expect(answer.matches.count == 4)
    }

    @Test func conditionsHoldForTheStageThatIsShown() async throws {
        let fixture = try await RetrievalFixture(rows(2, pairs: 20))
        let pair = PairID(fanID: "fan_0", modelName: "Model0")
        let conditions = Conditions(modelName: "Model1", minimumSuccessRate: 0.25)
        let answer = try await fixture.retriever().similar(SimilarRequest(pair: pair, k: 20, conditions: conditions))
        #expect(!answer.matches.isEmpty)
        #expect(answer.matches.allSatisfy { $0.modelName == "Model1" && ($0.successRate ?? -1) >= 0.25 })
        let all = try fixture.store.attributes(of: stageIDs(fixture), in: .stages).values
        #expect(
            answer.droppedWithoutSuccessRate
                == all.count { $0["model"] == .text("Model1") && $0["success_rate"] == .null })
    }

    @Test func whatCannotBeAskedSaysWhy() async throws {
        let fixture = try await RetrievalFixture(sailingRows(2))
        let retriever = fixture.retriever()
        let stranger = PairID(fanID: "nobody_1", modelName: "Model1")
        await #expect(throws: StoreError.unknownPair(stranger)) {
            try await retriever.similar(SimilarRequest(pair: stranger))
        }
        let known = PairID(fanID: "fan_100001", modelName: "Model1")
        await #expect(throws: RetrievalError.noProfiledVectors) {
            try await retriever.similar(SimilarRequest(pair: known, method: .profiled))
        }
        try fixture.load([row("fan_100001", hour: 100, "back again", "hi")])
        await #expect(throws: RetrievalError.notEmbedded(known)) {
            try await retriever.similar(SimilarRequest(pair: known))
        }
    }

    private func stageIDs(_ fixture: RetrievalFixture) throws -> [Int64] {
        var ids: [Int64] = []
        try fixture.store.forEachPair { pair, rows in
            for stage in Set(rows.map(\.stage)) {
                ids += [Stage(rawValue: stage)].compactMap { $0.map { StableID.stage(pair.pair, $0) } }
            }
        }
        return ids
    }

    private func stageVectors(
        _ fixture: RetrievalFixture
    ) async throws -> [PairID: [(stage: Int, vector: [Float])]] {
        var vectors: [PairID: [(stage: Int, vector: [Float])]] = [:]
        try fixture.store.forEachPair { pair, rows in
            for (stage, rows) in Dictionary(grouping: rows, by: \.stage) {
                let text = EmbeddedText.transcript(rows.map { ($0.row.fanMessage, $0.row.chatterMessage) })
                vectors[pair.pair, default: []].append((stage, fixture.embedder.vector(text)))
            }
        }
        return vectors
    }
}
