import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

@Suite struct SearchTests {
    @Test func modesFindByMeaningAndByWords() async throws {
        let fixture = try await RetrievalFixture(
            sailingRows(6) + [row("fan_1", hour: 50, "my regatta was cancelled", "aww poor you")])
        for mode in SearchMode.allCases {
            let answer = try await fixture.retriever().search(SearchRequest(text: "regatta", mode: mode, k: 3))
            #expect(answer.mode == mode)
            #expect(answer.hits.first?.fanID == "fan_1", "\(mode)")
            #expect(answer.hits.first?.excerpt.first?.fan == "my regatta was cancelled")
        }
        let keyword = try await fixture.retriever().search(SearchRequest(text: "regatta", mode: .keyword, k: 3))
        #expect(keyword.hits.count == 1)
        #expect(keyword.plan == "fts5")
    }

    @Test(arguments: RecordCollection.allCases)
    func keywordsFindRecordsOfEveryCollectionOnce(collection: RecordCollection) async throws {
        let rows = (0..<4).map {
            row("fan_7", hour: Double($0), "sailing again", "sailing is nice", tips: $0 == 3 ? 5 : 0)
        }
        let fixture = try await RetrievalFixture(rows + sailingRows(3))
        let answer = try await fixture.retriever().search(
            SearchRequest(text: "again", mode: .keyword, collection: collection, k: 10))
        #expect(answer.hits.count == (collection == .turns ? 4 : 1))
        #expect(Set(answer.hits.map(\.id)).count == answer.hits.count)
        #expect(answer.hits.allSatisfy { $0.fanID == "fan_7" && !$0.excerpt.isEmpty })
    }

    @Test(arguments: SearchMode.allCases)
    func aMinimumRateKeepsWhatHasItAndSaysHowManyHadNone(mode: SearchMode) async throws {
        let rows = [
            row("fan_1", hour: 0, "sailing one", "ok", price: 10, purchased: true),
            row("fan_2", hour: 0, "sailing two", "ok", price: 10, purchased: false),
            row("fan_3", hour: 0, "sailing three", "ok"),
            row("fan_4", hour: 0, "sailing four", "ok"),
            row("fan_5", on: "Model2", hour: 0, "sailing five", "ok"),
        ]
        let fixture = try await RetrievalFixture(rows)
        let conditions = Conditions(modelName: "Model1", minimumSuccessRate: 0.5)
        let answer = try await fixture.retriever().search(
            SearchRequest(text: "sailing", mode: mode, k: 5, conditions: conditions))
        #expect(answer.hits.map(\.fanID) == ["fan_1"])
        #expect(answer.droppedWithoutSuccessRate == 2)
        let all = try await fixture.retriever().search(SearchRequest(text: "sailing", mode: mode, k: 5))
        #expect(all.hits.count == 5)
        #expect(all.droppedWithoutSuccessRate == 0)
    }

    @Test func noSimilarityIsBeyondOne() async throws {
        let texts = (0..<60).map { "i love sailing number \($0) with my dog \($0 % 7) and \($0 % 11) friends" }
        let fixture = try await RetrievalFixture(
            texts.enumerated().map { row("fan_\($0)", hour: Double($0), $1, "how nice") })
        // A message that was sent before is its own neighbour, whose code says a little more or less than its vector.
        for text in texts {
            let hits = try await fixture.retriever().search(SearchRequest(text: text, k: 3)).hits
            #expect(hits.allSatisfy { $0.score <= 1 } && hits.first?.score ?? 0 > 0.99)
        }
    }

    @Test(arguments: SearchMode.allCases, Seeds.list(3))
    func everyHitSatisfiesTheFilterAndNoneIsMissing(mode: SearchMode, seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let rows = (0..<200).map { number in
            row(
                "fan_\(number % 40)", on: "Model\(number % 3)", hour: Double(number) / 10,
                number % 2 == 0 ? "boat trip \(number)" : "rainy day \(number)", "ok",
                price: Bool.random(using: &generator) ? 5 : 0, purchased: Bool.random(using: &generator))
        }
        let fixture = try await RetrievalFixture(rows)
        let filter = try Filter(parsing: "stage = 2 or model = 'Model2' and not offers = 0")
        let answer = try await fixture.retriever().search(
            SearchRequest(text: "boat trip", mode: mode, k: 500, conditions: Conditions(filter: filter)))
        let everything = try await fixture.retriever().search(SearchRequest(text: "boat trip", mode: mode, k: 500))
        let expected = everything.hits.filter { hit in
            hit.stage == 2 || (hit.modelName == "Model2" && hit.offers != 0)
        }
        #expect(Set(answer.hits.map(\.id)) == Set(expected.map(\.id)))
        #expect(!answer.hits.isEmpty && answer.hits.count < everything.hits.count)
        #expect(answer.hits.map(\.score) == answer.hits.map(\.score).sorted(by: >))
    }

    @Test func wordsAreFoundBeforeAnythingIsEmbedded() async throws {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: folder.url.path, creating: true)
        let retriever = Retriever(store: store, indexes: IndexSet(store: store), embedder: WordEmbedder())
        #expect(try await retriever.search(SearchRequest(text: "sailing", mode: .keyword)).hits.isEmpty)
        await #expect(throws: StoreError.noVectors(collection: .turns, vector: .text)) {
            try await retriever.search(SearchRequest(text: "sailing"))
        }
    }

    @Test func keywordSearchLooksDeepEnoughForARareMatch() async throws {
        let rows = (0..<400).map { number in
            row("fan_\(number)", on: number == 399 ? "Model2" : "Model1", hour: 0, "sailing", "answer \(number)")
        }
        let fixture = try await RetrievalFixture(rows)
        let answer = try await fixture.retriever().search(
            SearchRequest(text: "sailing", mode: .keyword, k: 1, conditions: Conditions(modelName: "Model2")))
        #expect(answer.hits.map(\.fanID) == ["fan_399"])
    }

    @Test func requestsThatCannotBeAreRefusedInOneLine() async throws {
        let fixture = try await RetrievalFixture(sailingRows(1))
        let retriever = fixture.retriever()
        await #expect(throws: RetrievalError.blank(field: "text")) {
            try await retriever.search(SearchRequest(text: " \n"))
        }
        await #expect(throws: RetrievalError.outOfRange(field: "k", allowed: "from 1 to 1000")) {
            try await retriever.search(SearchRequest(text: "a", k: 0))
        }
        await #expect(throws: RetrievalError.tooLong(field: "text", limitCharacters: 50_000)) {
            try await retriever.search(SearchRequest(text: String(repeating: "a", count: 50_001)))
        }
        let nan = Conditions(minimumSuccessRate: .nan)
        await #expect(throws: RetrievalError.self) {
            try await retriever.search(SearchRequest(text: "a", conditions: nan))
        }
        let unknown = Conditions(filter: .compare(attribute: "mood", .equal, 1))
        await #expect(throws: FilterError.self) {
            try await retriever.search(SearchRequest(text: "a", mode: .keyword, conditions: unknown))
        }
    }

    @Test func anotherEmbedderIsRefused() async throws {
        let fixture = try await RetrievalFixture(sailingRows(1))
        let other = Retriever(
            store: fixture.store, indexes: fixture.indexes, embedder: WordEmbedder(identifier: "other"))
        await #expect(throws: RetrievalError.otherEmbedder(store: "words", configured: "other")) {
            try await other.search(SearchRequest(text: "sailing"))
        }
    }
}
