import Foundation
import HNSW
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// Searches through an open index while a compaction builds graphs anew, saves them and cuts the log.
@Suite struct CompactionSearchTests {
    /// The compaction stands still between two pieces of a graph, and while it holds the locks and a file is half in
    /// place, until a search that began then has been answered.
    @Test(arguments: Seeds.list(2)) func searchesAreAnsweredAtEveryStepOfACompaction(seed: UInt64) async throws {
        var (fixture, logs) = try await CareCompactionTests.worn(seed: seed)
        let notices = Notices()
        // As a server holds it, in another process.
        let server = IndexSet(
            store: try RapportStore(folder: fixture.folder.url.path, creating: false), notice: notices.add)
        let searches = Searches(of: try Question.some(about: fixture.store, &logs), through: server)
        defer { searches.stop() }
        // Neither they nor the compaction run on the threads that all tests share: it holds its own up, and what brings a
        // graph up to date needs one of the shared.
        let searchers = (0..<Searches.atOnce).map { number in
            Task(executorPreference: OwnThreads.shared) { try await searches.run(from: number) }
        }
        let store = fixture.store
        let halts: [FileOperation] = [.sync, .rename, .syncFolder]
        let report = try await FileLayer.$current.withValue(
            FileLayer { call in
                if let operation = call.operation, halts.contains(operation) {
                    searches.letOnePass(at: operation.rawValue)
                }
                return nil
            }
        ) {
            try await withTaskExecutorPreference(OwnThreads.shared) {
                try await Compaction(store: store).run(pieceSize: 16) { _ in
                    searches.letOnePass(at: "build")
                    return true
                }
            }
        }
        searches.stop()
        for searcher in searchers { try await searcher.value }

        #expect(report.graphs.contains { $0.rebuilt } && report.operationsRemoved > 0)
        let outcome = searches.outcome
        #expect(outcome.stuck == [], "a search waited for the compaction")
        #expect(outcome.passed.isSuperset(of: halts.map(\.rawValue) + ["build"]), "\(outcome.passed)")
        #expect(outcome.wrong == [])
        #expect(Double(outcome.found) >= 0.95 * Double(outcome.expected))
        // The graphs that are in place were opened, and were what the log asks for.
        for collection in RecordCollection.allCases {
            let agreement = try await server.agreement(collection)
            #expect(agreement.missing == 0 && agreement.surplus == 0)
        }
        #expect(notices.all == [])
    }
}

/// What is asked, and what is right whatever a compaction does.
private struct Question: Sendable {
    static let k = 10

    let collection: RecordCollection
    let vector: [Float]
    /// How near each record is, by its vector in SQLite.
    let similarities: [Int64: Float]
    /// How near the k-th is.
    let bar: Float

    /// Some about each collection.
    static func some(about store: RapportStore, _ logs: inout RandomLogs) throws -> [Question] {
        let generation = try #require(try store.activeGeneration())
        var questions: [Question] = []
        for collection in RecordCollection.allCases {
            let graph = GraphID(generation: generation.id, collection: collection, vector: .text)
            let records = try store.vectors(of: graph, dimension: generation.dimension, limit: .max)
            for _ in 0..<8 {
                let vector = logs.vector(generation.dimension)
                let similarities = Dictionary(
                    uniqueKeysWithValues: records.map {
                        ($0.recordID, HNSWMetric.innerProduct.similarity(vector, $0.vector))
                    })
                // Sums of another order differ in their last digits.
                let bar = (similarities.values.sorted(by: >).prefix(k).last ?? 0) - 1e-6
                questions.append(
                    Question(collection: collection, vector: vector, similarities: similarities, bar: bar))
            }
        }
        return questions
    }
}

/// Searches that go on beside something, and what came of them.
private final class Searches: @unchecked Sendable {
    struct Outcome {
        /// Where a search began and ended while it was waited for.
        var passed: Set<String> = []
        /// Where none did.
        var stuck: [String] = []
        var wrong: [String] = []
        /// Hits that are as near as the k-th nearest, and how many there are to be found.
        var found = 0
        var expected = 0
    }

    /// How many tasks search.
    static let atOnce = 2

    // Sendable: `result` is guarded by `lock`; a system's lock, which the thread sanitizer sees, unlike `Mutex`.
    private let lock = NSLock()
    private var result = Outcome()
    private let ended = Atomic(0)
    private let isOver = Atomic(false)
    private let questions: [Question]
    private let server: Store.IndexSet

    var outcome: Outcome { lock.withLock { result } }

    init(of questions: [Question], through server: Store.IndexSet) {
        (self.questions, self.server) = (questions, server)
    }

    func stop() { isOver.store(true, ordering: .sequentiallyConsistent) }

    /// Asks one question after the other until `stop`, or until one is refused.
    func run(from first: Int) async throws {
        defer { stop() }
        var number = first
        while !isOver.load(ordering: .sequentiallyConsistent) {
            try await search(questions[number % questions.count])
            number += 1
            ended.add(1, ordering: .sequentiallyConsistent)
        }
    }

    private func search(_ question: Question) async throws {
        let fresh = try await server.index(question.collection)
        let nearest = try await fresh.search(VectorQuery(vector: question.vector, k: Question.k)).hits.map(\.id)
        let index = try await server.graphIndex(question.collection)
        let all = try index.exactSearch(VectorQuery(vector: question.vector, k: 1_000)).hits.map(\.id)
        let count = min(Question.k, question.similarities.count)
        lock.withLock {
            if all.count != Set(all).count || Set(all) != Set(question.similarities.keys) {
                result.wrong.append("\(question.collection): \(all.count) of \(question.similarities.count) records")
            }
            if nearest.count != count || Set(nearest).count != count {
                result.wrong.append("\(question.collection): \(Set(nearest).count) hits")
            }
            result.found += nearest.count { question.similarities[$0] ?? -.infinity >= question.bar }
            result.expected += count
        }
    }

    /// Holds its caller up until a search has ended that began after the call.
    func letOnePass(at place: String) {
        // Each task may have one under way that began before.
        let goal = ended.load(ordering: .sequentiallyConsistent) + Self.atOnce + 1
        let deadline = ContinuousClock.now + .seconds(300)
        while ended.load(ordering: .sequentiallyConsistent) < goal {
            if isOver.load(ordering: .sequentiallyConsistent) { return }
            if ContinuousClock.now > deadline {
                lock.withLock { result.stuck.append(place) }
                return stop()
            }
            usleep(500)
        }
        lock.withLock { _ = result.passed.insert(place) }
    }
}
