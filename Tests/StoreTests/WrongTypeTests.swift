import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Rows that hold what their columns cannot have, as damaged pages give them: SQLite hands such a value over, and whoever
/// asked for it says so. One that is taken for what it is not ends the process, and with it all tests.
@Suite struct WrongTypeTests {
    /// What came of questions.
    private struct Hearing {
        var answered = 0
        var refused = 0
        let comment: String

        mutating func ask(_ question: String, _ body: () throws -> Void) {
            do {
                try body()
                answered += 1
            } catch {
                hear(error, question)
            }
        }

        /// An error must be one that users can be shown.
        mutating func hear(_ error: any Error, _ question: String) {
            refused += 1
            let place = "\(comment), \(question)"
            let message = (error as? any RapportError)?.message
            #expect(message != nil, "\(place): \(error)")
            #expect(message?.contains("\n") != true, "\(place)")
        }
    }

    /// The file of a store whose columns take anything, and what is asked of it.
    private struct Base {
        /// Of the graphs, which are asked for only where they read the table.
        static let tablesOfGraphs: Set<String> = [
            "conversations", "embeddings", "floors", "generations", "log_rows", "operations", "pairs", "profile_spaces",
            "profile_vectors", "run_clusters", "runs", "stages", "vectors",
        ]
        /// Of forgetting, likewise.
        static let tablesOfCare: Set<String> = ["backups", "erasures", "floors", "forgotten"]

        let bytes: Data
        let columns: [StrictColumn]
        let questions: StoreQuestions

        init() async throws {
            let filled = try await Self.filled()
            (columns, questions) = (filled.columns, filled.questions)
            try StoreFixture.requireClosed(filled.folder.url)
            bytes = try Data(contentsOf: filled.folder.file("rapport.sqlite"))
        }

        private static func filled() async throws -> (
            folder: TemporaryFolder, columns: [StrictColumn], questions: StoreQuestions
        ) {
            let fixture = try StoreFixture()
            let questions = try StoreQuestions(filling: fixture)
            let columns = try await StrictColumn.all(inFileAt: fixture.folder.file("rapport.sqlite").path)
            try fixture.store.executeForTests(LooseSchema.loosen)
            return (fixture.folder, columns, questions)
        }

        func opened() throws -> StoreFixture {
            let folder = try TemporaryFolder()
            try folder.write(bytes, to: "rapport.sqlite")
            try folder.write("fan", to: "uploads/\(StoreQuestions.uploadID).csv")
            return try StoreFixture(opening: folder)
        }

        func hear(_ fixture: StoreFixture, damagedIn table: String?, _ comment: String) async -> Hearing {
            var hearing = Hearing(comment: comment)
            questions.all(fixture) { question, body in hearing.ask(question, body) }
            if table.map(Self.tablesOfGraphs.contains) ?? true {
                let indexes = IndexSet(store: fixture.store)
                for (collection, vector) in [(RecordCollection.turns, VectorName.text), (.stages, .profiled)] {
                    do {
                        _ = try await indexes.graphIndex(collection, vector: vector)
                        hearing.answered += 1
                    } catch {
                        hearing.hear(error, "the index of \(collection)")
                    }
                }
            }
            if table.map(Self.tablesOfCare.contains) ?? true {
                do {
                    try await Forgetting(store: fixture.store).forget(questions.pair, now: StoreQuestions.now)
                    hearing.answered += 1
                } catch {
                    hearing.hear(error, "forgetting")
                }
            }
            return hearing
        }
    }

    /// So that a refusal in the other test is the damage's.
    @Test func aWholeStoreAnswersAllThatIsAsked() async throws {
        let base = try await Base()
        #expect(base.columns.count > 150)
        let fixture = try base.opened()
        try fixture.store.executeForTests(LooseSchema.tighten)
        #expect(try fixture.store.integrityProblems() == [])
        let hearing = await base.hear(fixture, damagedIn: nil, "nothing is damaged")
        #expect(hearing.refused == 0 && hearing.answered > 80)
    }

    @Test(arguments: WrongValue.allCases) func aWrongValueIsNamedAndEndsNoProcess(value: WrongValue) async throws {
        let base = try await Base()
        var untouched: [String] = []
        var (answered, refused) = (0, 0)
        for column in base.columns where column.canBeWrong(value) {
            let comment = "\(column) with \(value)"
            let fixture = try base.opened()
            guard try fixture.damage(column, value) else {
                untouched.append("\(column)")
                continue
            }
            let problems = try fixture.store.integrityProblems(isDeep: false)
            #expect(problems.contains { $0.contains("\(column)") }, "\(comment): \(problems)")
            let hearing = await base.hear(fixture, damagedIn: column.table, comment)
            answered += hearing.answered
            refused += hearing.refused
        }
        // A part of a key is never null.
        if value == .otherType { #expect(untouched == [], "has every table a row?") }
        #expect(untouched.count < base.columns.count / 4)
        #expect(answered > refused && refused > base.columns.count / 4)
    }

    /// A text is no number because SQLite makes it one: who asked for the records after it would come to no end.
    @Test func aRecordWithoutANumberIsNotRecordZero() async throws {
        let base = try await Base()
        let fixture = try base.opened()
        let column = try #require(base.columns.first { $0.description == "vectors.record_id" })
        #expect(try fixture.damage(column, .otherType))
        let graph = GraphID(generation: 1, collection: .turns, vector: .text)
        let error = #expect(throws: StoreError.self) {
            try fixture.store.vectors(of: graph, dimension: StoreFixture.space.textDimension, limit: .max)
        }
        #expect(error?.message == "reading vectors failed in SQLite: a value is not of its column's type")
    }

    /// Tokens and the audit, which lie in a file of their own.
    @Test(arguments: WrongValue.allCases) func aWrongValueOfTheAccessFileEndsNoProcess(value: WrongValue) async throws {
        let whole = try Access()
        let columns = try await StrictColumn.all(inFileAt: whole.folder.file("access.sqlite").path)
        #expect(columns.count > 12)
        var hearing = Hearing(comment: "nothing is damaged")
        whole.hear(&hearing)
        #expect(hearing.refused == 0 && hearing.answered == 4)
        var refused = 0
        for column in columns where column.canBeWrong(value) {
            let access = try Access()
            try access.store.executeForTests(LooseSchema.loosen)
            try access.store.executeForTests(LooseSchema.damage(column, to: value.literal(in: column)))
            var hearing = Hearing(comment: "\(column) with \(value)")
            access.hear(&hearing)
            refused += hearing.refused
        }
        #expect(refused > columns.count / 2)
    }

    /// A token and an event, none of whose columns is null but the one for when it was revoked.
    private struct Access {
        let folder: TemporaryFolder
        let store: AccessStore
        private let token: AccessToken
        private let secret: AccessSecret

        init() throws {
            let now = StoreQuestions.now
            let folder = try TemporaryFolder()
            let store = try AccessStore(folder: folder.url.path)
            (token, secret) = try store.makeToken(
                name: "a", role: .admin, models: ["Model1"], expiresAt: Timestamp(nanoseconds: .max), now: now)
            let event = AuditEvent(
                at: now, who: "a", action: "GET", pair: PairID(fanID: "fan", modelName: "Model1"), requestID: "1",
                details: AuditDetails(notebook: "stages"))
            try store.note([event])
            (self.folder, self.store) = (folder, store)
        }

        func hear(_ hearing: inout Hearing) {
            hearing.ask("tokens") { _ = try store.tokens() }
            hearing.ask("a token") { _ = try store.token(token.id, at: StoreQuestions.now) }
            hearing.ask("a secret") { _ = try store.token(of: secret, at: StoreQuestions.now) }
            hearing.ask("events") { _ = try store.events(limit: 10) }
        }
    }
}
