import RapportCore
import Retrieval
import Store
import TestSupport
import Testing
import Workflow

/// Method B: fans who are alike by what they write and by who they are.
@Suite struct ProfiledSimilarTests {
    private func ask(
        _ retriever: Retriever, _ pair: PairID, _ method: SimilarityMethod, _ weight: Double? = nil, k: Int = 1_000
    ) async throws -> SimilarAnswer {
        try await retriever.similar(SimilarRequest(pair: pair, method: method, k: k, profileWeight: weight))
    }

    private func scores(_ answer: SimilarAnswer) -> [PairID: Double] {
        Dictionary(
            uniqueKeysWithValues: answer.matches.map {
                (PairID(fanID: $0.fanID, modelName: $0.modelName), $0.similarity)
            })
    }

    /// The index's own scores, without what the answer computes from the store's vectors.
    @Test(arguments: Seeds.list(3)) func byExactSearchAShareOfZeroGivesTheScoresAndTheOrderOfMethodA(seed: UInt64)
        async throws
    {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 40)
        let source = ExactSource(store: fixture.store)
        let generation = try #require(try fixture.store.activeGeneration())
        let space = try #require(generation.profileSpace)
        let text = try await source.index(.stages, vector: .text)
        let profiled = try await source.index(.stages, vector: .profiled)
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        let profiles = try fixture.store.profileVectors(
            ofPairs: fixture.pairs.map(\.pairID), generation: generation)
        for stage in try fixture.store.vectors(of: graph, dimension: generation.dimension, limit: .max) {
            let span = try #require(try fixture.store.spans(.stages, recordIDs: [stage.recordID])[stage.recordID])
            let profile = try #require(profiles[span.pairID])
            let query = space.query(text: stage.vector, profile: profile, share: 0)
            let byText = try await text.search(VectorQuery(vector: stage.vector, k: 1_000)).hits
            let blended = try await profiled.search(VectorQuery(vector: query, k: 1_000)).hits
            #expect(byText.count == blended.count)
            let scoreOf = Dictionary(uniqueKeysWithValues: byText.map { ($0.id, $0.similarity) })
            for (first, second) in zip(byText, blended) {
                #expect(abs(first.similarity - second.similarity) < 1e-6)
                // The same record, or one that is as near to within the rounding of floats.
                #expect(abs(first.similarity - (scoreOf[second.id] ?? -9)) < 1e-6)
            }
        }
    }

    @Test(arguments: Seeds.list(3)) func theAnswerAtAShareOfZeroIsThatOfMethodA(seed: UInt64) async throws {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 40)
        let retriever = fixture.retriever(ExactSource(store: fixture.store))
        for pair in fixture.pairs.prefix(8) {
            let byText = try await ask(retriever, pair.pair, .text)
            let blended = try await ask(retriever, pair.pair, .profiled, 0)
            #expect(byText.matches.count == 39 && blended.matches.count == 39)
            for (first, second) in zip(byText.matches, blended.matches) {
                #expect(abs(first.similarity - second.similarity) <= 1e-6)
            }
        }
    }

    @Test(arguments: Seeds.list(2)) func anyShareBlendsTheTwoSimilarities(seed: UInt64) async throws {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 30, withSales: false)
        let retriever = fixture.retriever()
        for pair in fixture.pairs.prefix(5) {
            let text = scores(try await ask(retriever, pair.pair, .profiled, 0))
            let profile = scores(try await ask(retriever, pair.pair, .profiled, 1))
            for share in [0.25, 0.5, 0.8] {
                let answer = try await ask(retriever, pair.pair, .profiled, share)
                #expect(answer.profileWeight == share && answer.matches.count == 29)
                for (other, similarity) in scores(answer) {
                    let blend = (1 - share) * (text[other] ?? .nan) + share * (profile[other] ?? .nan)
                    #expect(abs(similarity - blend) < 3e-6)
                }
            }
        }
    }

    @Test func noShareNeedsAnEmbedding() async throws {
        let fixture = try await ProfiledFixture(seed: 3, pairs: 30)
        let count = fixture.embedder.embeddedTexts
        #expect(count > 0)
        for share in [nil, 0, 0.25, 0.5, 0.75, 1] {
            _ = try await ask(fixture.retriever(), fixture.pairs[0].pair, .profiled, share)
        }
        #expect(fixture.embedder.embeddedTexts == count)
        let report = try await fixture.embed()
        #expect(fixture.embedder.embeddedTexts == count && report.profiles.embedded == 0)
        #expect(report.profiles.vectors == 30 && report.profiles.withoutProfile == 0)
    }

    @Test func pairsWithoutAProfileAreLeftOutAndCounted() async throws {
        let fixture = try await ProfiledFixture(seed: 4, pairs: 40, profiled: 7)
        let answer = try await ask(fixture.retriever(), fixture.pairs[0].pair, .profiled)
        let found = scores(answer)
        #expect(found.count == 27 && found.keys.allSatisfy { fixture.profiles[$0] != nil })
        var stages = 0
        for pair in fixture.pairs where fixture.profiles[pair.pair] == nil {
            stages += try fixture.store.stages(of: pair.pairID).count
        }
        #expect(answer.withoutProfile == stages && stages >= 12)
        #expect(try await ask(fixture.retriever(), fixture.pairs[0].pair, .text).withoutProfile == 0)
        #expect(try await fixture.embed().profiles.withoutProfile == 12)
    }

    @Test func aPairWithoutAProfileOrWithAnOlderOneSaysSo() async throws {
        let fixture = try await ProfiledFixture(seed: 5, pairs: 20, profiled: 9)
        let (known, unknown) = (fixture.pairs[0], fixture.pairs[9].pair)
        let error = await #expect(throws: RetrievalError.noProfile(unknown)) {
            try await ask(fixture.retriever(), unknown, .profiled)
        }
        #expect(
            error?.message
                == "\(unknown) has no profile; make it with: rapport profile, then rapport embed, or ask with the method text"
        )
        // It may stand among the other examples as little.
        await #expect(throws: RetrievalError.noProfile(unknown)) {
            try await fixture.retriever().similar(
                SimilarRequest(pair: known.pair, unlike: [unknown], method: .profiled))
        }
        var profile = try #require(fixture.profiles[known.pair])
        profile.communication.emojiRate += 0.1
        try fixture.store.save(
            profile, ofPair: known.pairID, maker: "test", contentHash: ContentHash(of: "later"),
            at: Timestamp(nanoseconds: 1))
        await #expect(throws: RetrievalError.profileNotEmbedded(known.pair)) {
            try await ask(fixture.retriever(), known.pair, .profiled)
        }
        try await fixture.embed()
        #expect(try await ask(fixture.retriever(), known.pair, .profiled).matches.count == 17)
        await #expect(throws: RetrievalError.weightWithoutProfile) {
            try await ask(fixture.retriever(), known.pair, .text, 0.5)
        }
    }
}
