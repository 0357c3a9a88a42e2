import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// What a language model made of a report's sentences.
@Suite struct WordingStoreTests {
    private static let marker = "Zyxwname"
    private static let key = ContentHash(of: "asked")

    @Test func aWordingIsKnownByWhatWasAskedUntilSomebodyIsForgotten() async throws {
        let fixture = try StoreFixture()
        try fixture.load(CareForgettingTests.rows(seed: 1))
        let store = fixture.store
        let forgotten = try store.forgottenCount()
        func save() throws {
            try store.save(
                [StoredWording(contentHash: Self.key, wording: "\(Self.marker) club")], maker: "model names-1",
                forgotten: forgotten, at: CareForgettingTests.now)
        }
        try save()
        #expect(try store.wordings(of: [Self.key, ContentHash(of: "other")]) == [Self.key: "\(Self.marker) club"])
        #expect(try !StoreBytes(fixture.folder.url).files(with: Self.marker).isEmpty)

        try await Forgetting(store: store).forget(CareForgettingTests.person, now: CareForgettingTests.now)
        #expect(try store.wordings(of: [Self.key]).isEmpty)
        #expect(try StoreBytes(fixture.folder.url).files(with: Self.marker) == [])

        // One that was asked for before and comes after is not kept.
        try save()
        #expect(try store.wordings(of: [Self.key]).isEmpty)
    }

    @Test func theLedgerKeepsItsRowsWhenItLearnsAnotherPurpose() throws {
        let fixture = try StoreFixture()
        let call = LLMCall(
            startedAt: CareForgettingTests.now, purpose: .report, maker: "model", outcome: .done, items: 3, requests: 1,
            inputTokens: 20, outputTokens: 5, isEstimated: false, costUSD: 0.5, latencySeconds: 0.1)
        try fixture.store.record(call)
        // As a store of the version before: the migration runs again, over a ledger with rows.
        for table in ["wordings", "identity", "jobs", "uploads", "feedback_keys", "embed_claims", "embed_workers"] {
            try fixture.store.executeForTests("DROP TABLE \(table)")
        }
        try fixture.store.setSchemaVersionForTests(7)
        let store = try RapportStore(folder: fixture.folder.url.path, creating: false)
        #expect(try store.llmCalls() == [call])
    }
}
