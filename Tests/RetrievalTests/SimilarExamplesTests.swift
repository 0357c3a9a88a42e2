import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// "More like these, less like that", and which fans are admitted.
@Suite struct SimilarExamplesTests {
    private func ask(
        _ fixture: ProfiledFixture, _ pair: PairID, also: [PairID] = [], unlike: [PairID] = [],
        _ method: SimilarityMethod = .profiled
    ) async throws -> [PairID: Double] {
        let answer = try await fixture.retriever(ExactSource(store: fixture.store)).similar(
            SimilarRequest(pair: pair, also: also, unlike: unlike, method: method, k: 1_000))
        return Dictionary(
            uniqueKeysWithValues: answer.matches.map {
                (PairID(fanID: $0.fanID, modelName: $0.modelName), $0.similarity)
            })
    }

    /// Each pair has one stage here: with several, another may become its best.
    @Test(arguments: Seeds.list(3), [SimilarityMethod.text, .profiled])
    func similarityIsTheMeanOfTheLikedLessHalfTheMeanOfTheUnlike(seed: UInt64, method: SimilarityMethod)
        async throws
    {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 25, withSales: false)
        let pairs = fixture.pairs.map(\.pair)
        let (like, unlike) = (Array(pairs[0...2]), Array(pairs[3...4]))
        let combined = try await ask(fixture, like[0], also: Array(like[1...]), unlike: unlike, method)
        #expect(combined.count == 20 && Set(combined.keys).isDisjoint(with: like + unlike))
        var single: [PairID: [PairID: Double]] = [:]
        for example in like + unlike { single[example] = try await ask(fixture, example, method) }
        for (pair, similarity) in combined {
            func mean(_ examples: [PairID]) -> Double {
                examples.reduce(0) { $0 + (single[$1]?[pair] ?? .nan) } / Double(examples.count)
            }
            #expect(abs(similarity - (mean(like) - 0.5 * mean(unlike))) < 4e-6)
        }
    }

    @Test(arguments: Seeds.list(3)) func whatIsNearerToTheUnlikeIsNeverRaisedOverWhatIsFarther(seed: UInt64)
        async throws
    {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 25, withSales: false)
        let pairs = fixture.pairs.map(\.pair)
        let before = try await ask(fixture, pairs[0])
        let after = try await ask(fixture, pairs[0], unlike: [pairs[1]])
        let toUnlike = try await ask(fixture, pairs[1])
        let candidates = Array(after.keys)
        var overtaken = 0
        for nearer in candidates {
            for farther in candidates where (toUnlike[nearer] ?? 0) > (toUnlike[farther] ?? 0) + 1e-5 {
                guard let (left, right) = before[nearer].flatMap({ left in before[farther].map { (left, $0) } }),
                    let newLeft = after[nearer], let newRight = after[farther]
                else { continue }
                if left <= right { #expect(newLeft <= newRight + 1e-5) }
                if left > right && newLeft < newRight { overtaken += 1 }
            }
        }
        #expect(overtaken > 0, "the example changed nothing")
    }

    @Test func anExampleStandsOnceAndMustBeThere() async throws {
        let fixture = try await ProfiledFixture(seed: 1, pairs: 10)
        let (first, second) = (fixture.pairs[0].pair, fixture.pairs[1].pair)
        let nobody = PairID(fanID: "nobody", modelName: "Model1")
        await #expect(throws: RetrievalError.repeatedExample(first)) { try await ask(fixture, first, unlike: [first]) }
        await #expect(throws: RetrievalError.repeatedExample(second)) {
            try await ask(fixture, first, also: [second, second])
        }
        await #expect(throws: StoreError.unknownPair(nobody)) { try await ask(fixture, first, also: [nobody]) }
        await #expect(throws: RetrievalError.self) {
            try await ask(fixture, first, also: (0..<100).map { PairID(fanID: "\($0)", modelName: "M") })
        }
    }

    @Test(arguments: Seeds.list(2)) func stageSpendAndActivityAreConditions(seed: UInt64) async throws {
        let fixture = try await ProfiledFixture(seed: seed, pairs: 40)
        let asked = fixture.pairs[0].pair
        let since = fixture.pairs.map(\.lastAt).sorted()[20]
        func matches(_ change: (inout SimilarRequest) -> Void) async throws -> [SimilarPair] {
            var request = SimilarRequest(pair: asked, k: 1_000)
            change(&request)
            return try await fixture.retriever().similar(request).matches
        }
        let active = try await matches { $0.activeSince = since }
        let expected = fixture.pairs.filter { $0.lastAt >= since && $0.pair != asked }.map(\.pair.fanID)
        #expect(Set(active.map(\.fanID)) == Set(expected) && expected.count >= 18)
        #expect(active.allSatisfy { $0.pairLastMessage >= since.description })
        let late = try await matches { $0.stages = [2, 3] }
        #expect(!late.isEmpty && late.allSatisfy { $0.stage > 1 })
        let buyers = try await matches { $0.minimumRevenue = 10 }
        #expect(!buyers.isEmpty && buyers.allSatisfy { $0.revenue >= 10 })
        for change: (inout SimilarRequest) -> Void in [
            { $0.stages = [4] }, { $0.minimumRevenue = -1 }, { $0.minimumRevenue = .nan },
            {
                $0.method = .profiled
                $0.profileWeight = 1.5
            },
        ] {
            await #expect(throws: RetrievalError.self) { try await matches(change) }
        }
    }
}
