import CrashSupport
import Foundation
import Store
import TestSupport
import Testing
import Workflow

/// What `check` looks at, and what it finds.
@Suite struct StoreCheckTests {
    private static func makeStore(in folder: TemporaryFolder) async throws -> CrashStore {
        let store = try CrashStore(folder: folder.file("store").path)
        var script = CrashScript(seed: 5)
        var loads = 0
        while loads < 8 {
            let operation = script.next()
            guard case .load = operation else { continue }
            try await store.apply(operation)
            loads += 1
        }
        try await store.apply(.embed)
        return store
    }

    @Test func aCheckSaysWhatItLookedAtAndMeasuresNoMore() async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.makeStore(in: folder)
        let quick = try await StoreCheck(of: store.store, isDeep: false)
        let deep = try await StoreCheck(of: store.store, isDeep: true)
        let always = [
            "sqlite pages", "references", "counts", "conversations", "graph checksums", "ids on both sides",
        ]
        #expect(quick.measured == always && quick.recallAt10.isEmpty)
        let more = Set(deep.measured).subtracting(always)
        #expect(more.isSuperset(of: ["sqlite indexes", "full text", "graph invariants", "reachability"]))
        #expect(more.contains { $0.hasPrefix("recall@10") } && more.count == 5)
        #expect(deep.recallAt10.keys.contains("turns") && deep.recallAt10.values.allSatisfy { $0 >= 0.95 })
        #expect(quick.problems.isEmpty && deep.problems.isEmpty && deep.repaired.isEmpty)
    }

    /// Checksums tell nothing of a graph that was written wrong: a node that lost its links, with the file sealed anew.
    @Test func aDeepCheckFindsAGraphThatDoesNotHoldTogether() async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.makeStore(in: folder).store
        let file = URL(fileURLWithPath: store.folder).appendingPathComponent("graphs/turns.text.g1.hnsw")
        var bytes = [UInt8](try Data(contentsOf: file))
        let page = try IndexPageReader(bytes)
        let blocks = try #require(page.sections.first { $0.name == "blocks" })
        let slot = try #require((0..<page.slots).first { $0 != page.root && $0 != page.entry })
        let row = blocks.offset + slot * (blocks.length / page.slots)
        for place in row..<row + 8 * page.m { bytes[place] = 0xFF }
        GraphFileSeal.seal(&bytes)
        try Data(bytes).write(to: file)
        let quick = try await StoreCheck(of: store, isDeep: false)
        #expect(quick.problems.isEmpty)
        let deep = try await StoreCheck(of: store, isDeep: true)
        #expect(deep.problems.contains { $0.hasPrefix("the graph of turns: ") }, "\(deep.problems)")
    }
}
