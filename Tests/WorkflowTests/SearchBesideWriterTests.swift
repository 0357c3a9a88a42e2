import CrashSupport
import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// A process searches while another one loads, embeds, compacts and forgets in the same store.
@Suite struct SearchBesideWriterTests {
    /// Each answer is of a state that the store had meanwhile, and the next one has what the other acknowledged.
    @Test(arguments: Seeds.list(1)) func aSearchHasWhatAnotherProcessAcknowledged(seed: UInt64) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store").path
        let reader = try CrashStore(folder: path)
        try await reader.apply(.loadHalf)
        try await reader.apply(.embed)
        let generation = try #require(try reader.store.activeGeneration())
        let writer = try ChildProcess(RapportBinary.product("CrashChild"), arguments: [path, "\(seed)"])
        _ = try writer.waitForOutput { output, _ in output.contains("open\n") ? true : nil }
        let least = Duration.seconds(LongRun.rounds(normally: 4, long: 10))
        // Not in turns with other tests: the writer would do much between two looks.
        try await withTaskExecutorPreference(OwnThreads.shared) {
            var onlooker = Onlooker(reader: reader, writer: writer, generation: generation, seed: seed)
            try await onlooker.watch(least)
            #expect(Double(onlooker.missed) <= 0.01 * Double(onlooker.asked), "of \(onlooker.asked)")
        }
        writer.send(SIGKILL)
        let output = try writer.wait()
        #expect(output.status == .signalled(SIGKILL), "\(output.errorText)")
        expectNoDamage(reader.saidNotices)
        withExtendedLifetime(folder) {}
    }

    /// A graph that holds a forgotten fan is built anew, and nothing else may be wrong with one.
    private func expectNoDamage(_ notices: [String]) {
        let others = notices.filter { !$0.contains("is older than the operation log") }
        #expect(others.isEmpty, "\(others)")
    }
}

/// Searches a store that another process changes, and compares with SQLite.
private struct Onlooker {
    let reader: CrashStore
    let writer: ChildProcess
    let generation: Generation
    private var random: SeededGenerator
    /// After how many operations of the writer there was something to compare.
    private var moments: Set<Int> = []
    /// What a graph held when it was looked at, each once.
    private var states: Set<Set<Int64>> = []
    /// Searches with a vector that is there, and those that did not find it.
    private(set) var asked = 0
    private(set) var missed = 0

    init(reader: CrashStore, writer: ChildProcess, generation: Generation, seed: UInt64) {
        (self.reader, self.writer, self.generation) = (reader, writer, generation)
        random = SeededGenerator(seed: seed)
    }

    /// Whether the writer went on meanwhile, and vectors came or went.
    private var hasSeenEnough: Bool { moments.count > 3 && states.count > 6 }

    /// How many operations the writer has acknowledged.
    private var acknowledged: Int { writer.outputSoFar.split(separator: "\n").count { $0 == "done" } }

    /// Looks again and again, for at least so long.
    mutating func watch(_ least: Duration) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        while clock.now - start < least || !hasSeenEnough {
            // However busy the machine is: a writer that does so little in minutes hangs.
            let isInTime = clock.now - start < least + .seconds(300)
            try #require(isInTime && writer.isRunning, "\(writer.errorsSoFar)")
            try await lookAtEachGraph()
        }
    }

    private mutating func lookAtEachGraph() async throws {
        for collection in RecordCollection.allCases {
            for vector in VectorName.allCases {
                guard let dimension = generation.dimension(of: vector, in: collection) else { continue }
                try await look(
                    at: GraphID(generation: generation.id, collection: collection, vector: vector), dimension)
                try await expectAgreement(collection, vector)
            }
        }
    }

    /// Asks a graph between two looks at what SQLite holds.
    private mutating func look(at graph: GraphID, _ dimension: Int) async throws {
        let moment = acknowledged
        let before = try vectors(of: graph, dimension)
        let index = try await index(of: graph)
        let found = try index.map { try ids($0) } ?? []
        let after = try vectors(of: graph, dimension)
        // Then one operation was under way at most, and each only adds vectors or only takes some away.
        guard acknowledged == moment else { return }
        moments.insert(moment)
        states.insert(found)
        let kept = before.filter { after[$0.key] == $0.value }
        let comment: Comment = "\(graph), after \(moment) operations"
        #expect(found.isSuperset(of: kept.keys), comment)
        #expect(found.isSubset(of: Set(before.keys).union(after.keys)), comment)
        guard let index else { return }
        for id in kept.keys.sorted().shuffled(using: &random).prefix(5) {
            let query = VectorQuery(vector: kept[id] ?? [], k: 5)
            #expect(try index.exactSearch(query).hits.contains { $0.id == id }, comment)
            let hits = try index.search(query).hits
            #expect(found.isSuperset(of: hits.map(\.id)) && hits.count == min(5, found.count), comment)
            asked += 1
            if !hits.contains(where: { $0.id == id }) { missed += 1 }
        }
    }

    /// Nil where no record has such a vector just now.
    private func index(of graph: GraphID) async throws -> GraphIndex? {
        do {
            return try await reader.indexes.graphIndex(graph.collection, vector: graph.vector)
        } catch StoreError.noVectors {
            return nil
        }
    }

    /// All records of an index, which stays as it is until this process asks for it again.
    private func ids(_ index: GraphIndex) throws -> Set<Int64> {
        let query = VectorQuery(vector: [1] + Array(repeating: 0, count: index.dimension - 1), k: index.count + 1)
        let hits = try index.exactSearch(query).hits.map(\.id)
        let ids = Set(hits)
        #expect(ids.count == hits.count && ids.count == index.count)
        return ids
    }

    /// Whatever the writer does, a graph has what its own place in the operation log says.
    private func expectAgreement(_ collection: RecordCollection, _ vector: VectorName) async throws {
        do {
            let agreement = try await reader.indexes.agreement(collection, vector: vector)
            #expect(agreement.missing == 0 && agreement.surplus == 0, "\(collection) \(vector): \(agreement)")
        } catch StoreError.noVectors {
            // As above.
        }
    }

    private func vectors(of graph: GraphID, _ dimension: Int) throws -> [Int64: [Float]] {
        let all = try reader.store.vectors(of: graph, dimension: dimension, limit: .max)
        return Dictionary(uniqueKeysWithValues: all.map { ($0.recordID, $0.vector) })
    }
}
