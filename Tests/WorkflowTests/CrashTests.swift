import CrashSupport
import Foundation
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

/// Kills a process that changes a store, again and again, and looks at what it left.
@Suite struct CrashTests {
    /// 3 stores and 10 kills each; in a long run 30 and 17, over 500 kills.
    @Test(arguments: Seeds.list(3)) func aKilledProcessLosesNothing(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let path = folder.file("store").path
        var acknowledged = 0
        for round in 0..<LongRun.rounds(normally: 10, long: 17) {
            // What the killed process began with, to do its operations again without a kill.
            let base = folder.file("base-\(round)").path
            if round > 0 { try FileManager.default.copyItem(atPath: path, toPath: base) }
            let script = CrashScript(seed: random.next())
            let done = try kill(store: path, script: script, &random)
            acknowledged += done
            try await verify(path, base: base, script: script, done: done, "seed \(seed), kill \(round)")
            try FileManager.default.removeItem(atPath: base)
        }
        #expect(acknowledged > 0, "every process was killed before it had done anything")
    }

    /// Starts a process, kills it, and tells how many operations it acknowledged.
    private func kill(store: String, script: CrashScript, _ random: inout SeededGenerator) throws -> Int {
        let child = try ChildProcess(
            RapportBinary.product("CrashChild"), arguments: [store, "\(script.seed)"])
        if Int.random(in: 0..<5, using: &random) == 0 {
            // Perhaps while it opens the store.
            usleep(UInt32.random(in: 0...60_000, using: &random))
        } else {
            _ = try child.waitForOutput { output, _ in output.contains("open\n") ? true : nil }
            usleep(UInt32.random(in: 0...400_000, using: &random))
        }
        child.send(SIGKILL)
        let output = try child.wait()
        #expect(output.status == .signalled(SIGKILL), "\(output.errorText)")
        return output.text.split(separator: "\n").count { $0 == "done" }
    }

    private func verify(
        _ path: String, base: String, script: CrashScript, done: Int, _ comment: Comment
    ) async throws {
        try await finishForgetting(path, script: script, done: done, comment)
        let killed = try CrashStore(folder: path)
        try await expectWhole(killed, comment)
        let found = try CrashSnapshot(of: killed.store)
        try await expectFindable(found, killed, comment)
        try expectForgotten(killed.store, found, comment)

        // The same operations in a store that nobody kills.
        let reference = try CrashStore(folder: base)
        var script = script
        for _ in 0..<done { try await reference.apply(script.next()) }
        let before = try CrashSnapshot(of: reference.store)
        if found == before { return }
        // The operation under way may have been done without having been acknowledged: a load and a forgetting
        // whole, an embedding as far as it came.
        try await reference.apply(script.next())
        let after = try CrashSnapshot(of: reference.store)
        #expect(found.contents == after.contents, comment)
        let isBetween = before.hasNoMoreVectors(than: found) && found.hasNoMoreVectors(than: after)
        #expect(found == after || before.contents == after.contents && isBetween, comment)
    }

    /// Finishes a forgetting that was killed when the fan was gone from the tables and perhaps not from the files: by a
    /// compaction, as a check advises, or by the same command once more.
    private func finishForgetting(
        _ path: String, script: CrashScript, done: Int, _ comment: Comment
    ) async throws {
        let store = try CrashStore(folder: path)
        guard try store.store.hasUnfinishedErasure() else { return }
        var script = script
        for _ in 0..<done { _ = script.next() }
        guard case .forget(let pair) = script.next() else {
            Issue.record("\(comment): something is to be erased, and nobody was being forgotten")
            return
        }
        #expect(try store.store.isForgotten(pair), comment)
        try await store.apply(done.isMultiple(of: 2) ? .compact : .forget(pair))
        #expect(try !store.store.hasUnfinishedErasure(), comment)
    }

    /// Of a forgotten fan nothing is in the bytes of any file, whatever was loaded since; of the others there is.
    private func expectForgotten(_ store: RapportStore, _ found: CrashSnapshot, _ comment: Comment) throws {
        let pieces = CrashTraces.all.flatMap { [$0.name] + $0.vectors }
        let files = try StoreBytes(URL(fileURLWithPath: store.folder)).files(holding: pieces)
        let places = Dictionary(zip(pieces, files), uniquingKeysWith: { first, _ in first })
        var hasVector = false
        for traces in CrashTraces.all {
            let names = places[traces.name] ?? []
            let vectors = traces.vectors.reduce(into: Set<String>()) { $0.formUnion(places[$1] ?? []) }
            let isKnown = try store.pair(traces.pair) != nil
            if try store.isForgotten(traces.pair) {
                #expect(!isKnown && names.isEmpty && vectors.isEmpty, "\(comment): \(names) \(vectors)")
            } else if isKnown {
                #expect(!names.isEmpty, comment)
                hasVector = hasVector || !vectors.isEmpty
            }
        }
        let turns = found.vectors.first { $0.key.collection == .turns }
        #expect(hasVector || turns?.value.isEmpty != false, comment)
    }

    /// A deep check finds nothing, and no graph had to be built anew.
    private func expectWhole(_ killed: CrashStore, _ comment: Comment) async throws {
        let check = try await StoreCheck(of: killed.store, isDeep: true)
        #expect(check.problems.isEmpty, comment)
        #expect(check.repaired.isEmpty, comment)
        #expect(check.crossModelConversations == 0, comment)
        #expect(check.recallAt10.values.allSatisfy { $0 >= 0.95 }, "\(comment): \(check.recallAt10)")
        #expect(killed.saidNotices.isEmpty, comment)
    }

    /// Every vector is in its graph and found by a search with itself.
    private func expectFindable(_ found: CrashSnapshot, _ killed: CrashStore, _ comment: Comment) async throws {
        for (graph, vectors) in found.vectors where !vectors.isEmpty {
            let index = try await killed.indexes.graphIndex(graph.collection, vector: graph.vector)
            #expect(index.count == vectors.count, comment)
            var missed = 0
            for (recordID, vector) in vectors {
                let query = VectorQuery(vector: vector, k: 5)
                #expect(try index.exactSearch(query).hits.contains { $0.id == recordID }, comment)
                if !(try index.search(query).hits.contains { $0.id == recordID }) { missed += 1 }
            }
            #expect(Double(missed) <= 0.01 * Double(vectors.count), comment)
        }
    }
}
