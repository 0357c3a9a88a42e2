import Foundation
import HNSW
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Files that cannot be written, read or trusted: the store goes on answering, rightly, and says what it did.
@Suite struct IndexSetFaultTests {
    /// A store with vectors and saved graphs, and the right answers to a few queries.
    private struct Answering {
        let fixture: StoreFixture
        let queries: [[Float]]
        let answers: [RecordCollection: [[Int64]]]

        init(seed: UInt64) async throws {
            var logs = RandomLogs(seed: seed)
            fixture = try StoreFixture()
            try fixture.load(logs.rows(100))
            try fixture.embed()
            queries = (0..<5).map { _ in logs.vector(16) }
            let indexes = IndexSet(store: fixture.store)
            answers = try await Self.ask(indexes, queries)
            try await indexes.save()
        }

        var graphs: URL { fixture.folder.url.appendingPathComponent("graphs") }
        var file: URL { graphs.appendingPathComponent("turns.text.g1.hnsw") }

        /// All records in the order of exact search: one that a graph lost, or holds too much, would show.
        static func ask(
            _ indexes: Store.IndexSet, _ queries: [[Float]]
        ) async throws -> [RecordCollection: [[Int64]]] {
            var answers: [RecordCollection: [[Int64]]] = [:]
            for collection in RecordCollection.allCases {
                let index = try await indexes.graphIndex(collection)
                try index.checkInvariants()
                answers[collection] = try queries.map { query in
                    let hits = try index.exactSearch(VectorQuery(vector: query, k: 1_000)).hits
                    let found = try index.search(VectorQuery(vector: query, k: 1_000)).hits
                    #expect(Set(found.map(\.id)) == Set(hits.map(\.id)))
                    // Equal vectors lie in any order.
                    let isClear = hits.count > 1 && hits[0].similarity > hits[1].similarity + 0.001
                    return hits.map(\.id).sorted() + (isClear ? [hits[0].id] : [])
                }
            }
            return answers
        }

        /// Opens the graphs anew and expects the right answers; gives what was said.
        func expectRightAnswers(_ layer: FileLayer = FileLayer()) async throws -> [String] {
            let notices = Notices()
            try await FileLayer.$current.withValue(layer) {
                let indexes = IndexSet(store: fixture.store, notice: notices.add)
                let found = try await Self.ask(indexes, queries)
                #expect(found == answers)
            }
            return notices.all
        }
    }

    /// Any call that fails while a graph is opened or built anew and saved: the answer is right all the same.
    @Test(arguments: [ENOSPC, EIO]) func whateverFailsTheAnswerIsRight(code: Int32) async throws {
        let answering = try await Answering(seed: 21)
        for hasGraphs in [true, false] {
            for call in 0... {
                if hasGraphs {
                    try await IndexSet(store: answering.fixture.store).save()
                } else {
                    try? FileManager.default.removeItem(at: answering.graphs)
                }
                let calls = Atomic(0)
                let layer = FileLayer { asked in
                    // Memory that the graph itself lacks is another matter; see the graph's own tests.
                    guard let operation = asked.operation, operation != .unlink else { return nil }
                    return calls.add(1, ordering: .relaxed).oldValue == call ? code : nil
                }
                let notices = try await answering.expectRightAnswers(layer)
                #expect(notices.allSatisfy { $0.contains("anew") || $0.contains("is not saved") })
                if calls.load(ordering: .relaxed) <= call { break }
                #expect(try await answering.expectRightAnswers().allSatisfy { !$0.contains("not saved") })
            }
        }
    }

    /// A full disk: the save says so, the store answers, the files stay as they were, and the next save works.
    @Test func aSaveThatFailsLeavesTheStoreAnswering() async throws {
        let answering = try await Answering(seed: 22)
        var logs = RandomLogs(seed: 23)
        try answering.fixture.load(logs.rows(30))
        try answering.fixture.embed()
        let indexes = IndexSet(store: answering.fixture.store)
        let before = try Data(contentsOf: answering.file)
        let full = FileLayer { call in call.operation == .write ? ENOSPC : nil }
        await #expect(throws: HNSWFileError.self) {
            try await FileLayer.$current.withValue(full) { try await indexes.save() }
        }
        #expect(try Data(contentsOf: answering.file) == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: answering.graphs.path)
        #expect(names.allSatisfy { $0.hasSuffix(".hnsw") || $0 == "lock" })
        let fresh = IndexSet(store: answering.fixture.store)
        let answers = try await Answering.ask(indexes, answering.queries)
        let rebuilt = try await Answering.ask(fresh, answering.queries)
        #expect(rebuilt == answers)
        try await indexes.save()
        #expect(try Data(contentsOf: answering.file) != before)
        let notices = Notices()
        let saved = IndexSet(store: answering.fixture.store, notice: notices.add)
        #expect(try await Answering.ask(saved, answering.queries) == answers)
        #expect(notices.all.isEmpty)
    }

    /// Bytes changed, cut off or appended at random in any of the graphs.
    @Test(arguments: Seeds.list(2)) func randomDamageIsAnsweredByBuildingAnew(seed: UInt64) async throws {
        let answering = try await Answering(seed: 24)
        var random = SeededGenerator(seed: seed)
        for round in 0..<LongRun.rounds(normally: 40, long: 60) {
            let collection = try #require(RecordCollection.allCases.randomElement(using: &random))
            let name = "\(collection.rawValue).text.g1.hnsw"
            let file = answering.graphs.appendingPathComponent(name)
            let intact = try Data(contentsOf: file)
            let damaged = damage(intact, &random)
            try damaged.write(to: file)
            let notices = try await answering.expectRightAnswers()
            #expect(notices.count == (damaged == intact ? 0 : 1), "seed \(seed), round \(round): \(notices)")
            #expect(notices.allSatisfy { $0.contains(name) && $0.contains("anew") })
            // The new one is in place.
            #expect(try await answering.expectRightAnswers().isEmpty)
        }
    }

    private func damage(_ intact: Data, _ random: inout SeededGenerator) -> Data {
        var data = intact
        let place = Int.random(in: 0..<data.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: data = data.prefix(place)
        case 1: data += Data(repeating: UInt8.random(in: 0...255, using: &random), count: place % 5_000 + 1)
        case 2: data.replaceSubrange(place..<min(place + 512, data.count), with: Data(repeating: 0, count: 512))
        default: data[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        return data
    }

    @Test(arguments: ["missing folder", "missing file", "empty file", "stray aside", "another's file"])
    func whateverLiesThereTheAnswerIsRight(state: String) async throws {
        let answering = try await Answering(seed: 25)
        let files = FileManager.default
        let other = answering.graphs.appendingPathComponent("stages.text.g1.hnsw")
        switch state {
        case "missing folder": try files.removeItem(at: answering.graphs)
        case "missing file": try files.removeItem(at: answering.file)
        case "empty file": try Data().write(to: answering.file)
        case "stray aside":
            try Data(repeating: 3, count: 1_000_000).write(to: answering.file.appendingPathExtension("new"))
        default: try Data(contentsOf: other).write(to: answering.file)
        }
        // What is missing is no damage: it is built without a word.
        let isSaid = state == "empty file" || state == "another's file"
        #expect(try await answering.expectRightAnswers().count == (isSaid ? 1 : 0))
        #expect(try await answering.expectRightAnswers().isEmpty)
        try await IndexSet(store: answering.fixture.store).save()
    }

    /// By another process, which forgets or restores: the file was seen there, and is gone as it is opened.
    @Test func aFileThatIsRemovedAsItIsOpenedIsBuiltAnew() async throws {
        let answering = try await Answering(seed: 27)
        let path = answering.file.path
        let opened = Atomic(0)
        let layer = FileLayer { call in
            guard case .open(let opening) = call, opening == path,
                opened.add(1, ordering: .relaxed).oldValue == 0
            else { return nil }
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
        let notices = try await answering.expectRightAnswers(layer)
        #expect(opened.load(ordering: .relaxed) > 0, "the file is opened through the layer")
        #expect(notices.count == 1)
        #expect(notices.first?.contains("there is no index file") == true)
        #expect(notices.first?.contains("the index of turns anew") == true)
        #expect(try await answering.expectRightAnswers().isEmpty, "what was built anew is saved")
    }

    /// A link that leads nowhere is there and is not: it is what a file is in the moment in which it is removed.
    @Test func aLinkThatLeadsNowhereIsNoReasonToFail() async throws {
        let answering = try await Answering(seed: 28)
        try FileManager.default.removeItem(at: answering.file)
        try FileManager.default.createSymbolicLink(
            atPath: answering.file.path, withDestinationPath: answering.graphs.path + "/nowhere")
        #expect(try await answering.expectRightAnswers().allSatisfy { $0.contains("anew") })
        #expect(try await answering.expectRightAnswers().isEmpty, "what was built anew lies in its place")
    }

    /// The tests may run as root, who may read everything: a folder is what cannot be read as a file.
    @Test func aFolderInPlaceOfTheFileIsSaidAndDoesNotStopTheAnswer() async throws {
        let answering = try await Answering(seed: 26)
        try FileManager.default.removeItem(at: answering.file)
        try FileManager.default.createDirectory(at: answering.file, withIntermediateDirectories: false)
        let notices = try await answering.expectRightAnswers()
        #expect(notices.count == 2)
        #expect(notices.first?.contains("anew") == true)
        #expect(notices.last?.contains("the index of turns answers but is not saved") == true)
        try FileManager.default.removeItem(at: answering.file)
        #expect(try await answering.expectRightAnswers().isEmpty)
        #expect(try await answering.expectRightAnswers().isEmpty)
    }
}
