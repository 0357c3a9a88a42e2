import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Full and broken disks under a compaction: it says so, readers go on, and the next call finishes it.
@Suite struct CompactionFaultTests {
    /// A store that nobody has open, with worn graphs.
    private struct Worn {
        let folder: TemporaryFolder
        let contents: [String]

        init() async throws {
            let folder = try await Self.closed()
            let copy = try StoreFixture(copyOf: folder)
            let contents = try copy.contents()
            let report = try await Compaction(store: copy.store).run()
            #expect(report.graphs.contains { $0.rebuilt } && report.operationsRemoved > 0)
            #expect(try copy.contents() == contents)
            (self.folder, self.contents) = (folder, contents)
        }

        /// Which call puts the last graph in its place where none fails.
        func lastRename(_ kind: CareFaults.Kind) async throws -> Int {
            let copy = try StoreFixture(copyOf: folder)
            let faults = CareFaults(kind, at: .max)
            try await faults.strike { _ = try await Compaction(store: copy.store).run() }
            return faults.lastRename
        }

        /// The store closes with the fixture, which goes here.
        private static func closed() async throws -> TemporaryFolder {
            try await CareCompactionTests.worn(seed: 4).fixture.folder
        }
    }

    @Test(arguments: CareFaults.Kind.all) func theNextCallFinishesWhatAFaultBrokeOff(
        kind: CareFaults.Kind
    ) async throws {
        let worn = try await Worn()
        var failures = 0
        for call in kind.calls {
            let run = try await run(worn, kind, call)
            failures += run.hasFailed ? 1 : 0
            guard run.hasStruck else { break }
        }
        // A graph that cannot be saved on the way is only remarked upon, and all of a few calls may be of that sort; what
        // is saved for good comes last.
        if kind.layer == .graphs, try await run(worn, kind, worn.lastRename(kind)).hasFailed { failures += 1 }
        #expect(failures > 0)
    }

    /// A compaction that goes wrong at a call, and the next one.
    private func run(
        _ worn: Worn, _ kind: CareFaults.Kind, _ call: Int
    ) async throws -> (hasStruck: Bool, hasFailed: Bool) {
        let fixture = try StoreFixture(copyOf: worn.folder)
        // As a server holds them, in another process.
        let other = try RapportStore(folder: fixture.folder.url.path, creating: false)
        let server = IndexSet(store: other)
        try await fixture.expectAgreement(server, "call \(call)")
        let faults = CareFaults(kind, at: call)
        var hasFailed = false
        do {
            try await faults.strike { _ = try await Compaction(store: fixture.store).run() }
        } catch let error as any RapportError {
            hasFailed = true
            #expect(error.message.hasSuffix(": \(faults.reason)"), "call \(call): \(error)")
        }
        #expect(try fixture.contents() == worn.contents, "call \(call)")
        #expect(try fixture.store.integrityProblems() == [], "call \(call)")
        #expect(try fixture.store.countProblems() == [], "call \(call)")
        try await fixture.expectAgreement(server, "call \(call)")
        try await expectFinished(fixture, "call \(call)")
        return (faults.hasStruck, hasFailed)
    }

    /// A call without faults leaves nothing to do, and files that are used as they are.
    private func expectFinished(_ fixture: StoreFixture, _ comment: Comment) async throws {
        #expect(try await Compaction(store: fixture.store).run().left == [], comment)
        let again = try await Compaction(store: fixture.store).run()
        #expect(again.left == [] && again.operationsRemoved == 0, comment)
        #expect(again.graphs.count == RecordCollection.allCases.count, comment)
        #expect(
            again.graphs.allSatisfy { !$0.rebuilt && $0.freeShare <= 0.2 && $0.changedShare <= 0.5 }, comment)
        let fresh = IndexSet(store: fixture.store) { Issue.record("built anew: \($0)") }
        for collection in RecordCollection.allCases {
            try await fresh.graphIndex(collection).checkInvariants()
        }
        try await fixture.expectAgreement(fresh, comment)
    }
}
