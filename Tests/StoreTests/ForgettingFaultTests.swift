import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Full and broken disks under a forgetting: it says so, nothing else is harmed, and the next call finishes it.
@Suite struct ForgettingFaultTests {
    private static let person = CareForgettingTests.person

    private static func forget(_ store: RapportStore) async throws {
        try await Forgetting(store: store).forget(person, now: CareForgettingTests.now)
    }

    /// A store that nobody has open and that knows the person, and what it holds before and after.
    private struct Story {
        let folder: TemporaryFolder
        let traces: PersonTraces
        let before: [String]
        let after: [String]

        init() async throws {
            let (folder, traces) = try await Self.filled()
            let copy = try StoreFixture(copyOf: folder)
            #expect(try traces.missing(in: StoreBytes(copy.folder.url)) == [])
            let before = try copy.contents()
            try await ForgettingFaultTests.forget(copy.store)
            let after = try copy.contents()
            #expect(after.count < before.count && !after.isEmpty)
            (self.folder, self.traces, self.before, self.after) = (folder, traces, before, after)
        }

        private static func filled() async throws -> (TemporaryFolder, PersonTraces) {
            let fixture = try StoreFixture()
            try fixture.load(CareForgettingTests.rows(seed: 71, others: 40, own: 6))
            try fixture.embed()
            var random = SeededGenerator(seed: 71)
            try fixture.profileAll(person, stating: CareForgettingTests.marker, &random)
            try await IndexSet(store: fixture.store).save()
            // What others left unfinished may hold anybody, and goes too.
            for name in [
                "restore.new/rapport.sqlite", "rapport.sqlite-wal.old", "uploads/00000000000000aa.csv",
                "graphs/turns.text.g0.hnsw", "graphs/turns.text.g1.hnsw.part",
            ] {
                try fixture.folder.write(CareForgettingTests.marker, to: name)
            }
            let traces = try PersonTraces(of: person, in: fixture.store, texts: CareForgettingTests.texts)
            return (fixture.folder, traces)
        }
    }

    @Test(arguments: CareFaults.Kind.all) func theNextCallFinishesWhatAFaultBrokeOff(
        kind: CareFaults.Kind
    ) async throws {
        let story = try await Story()
        var failures = 0
        for call in kind.calls {
            let fixture = try StoreFixture(copyOf: story.folder)
            let faults = CareFaults(kind, at: call)
            do {
                try await faults.strike { try await Self.forget(fixture.store) }
            } catch let error as any RapportError {
                failures += 1
                #expect(error.message.hasSuffix(": \(faults.reason)"), "call \(call): \(error)")
                try expectWhole(fixture, story, "call \(call)")
                try await Self.forget(fixture.store)
            }
            // Also where a call that failed did not matter, such as the first of two attempts to save a graph.
            try await expectForgotten(fixture, story, "call \(call)")
            guard faults.hasStruck else { break }
        }
        // A graph is built where its file cannot be read, and saved again where it was not: one call stops nothing.
        let isHarmless = kind.layer == .graphs && kind.manner == .once
        #expect(failures > 0 || isHarmless)
    }

    /// Either nothing happened yet, or the tables are rid of the person and it is known that the files are not.
    private func expectWhole(_ fixture: StoreFixture, _ story: Story, _ comment: Comment) throws {
        #expect(try fixture.store.integrityProblems() == [], comment)
        #expect(try fixture.store.countProblems() == [], comment)
        let isForgotten = try fixture.store.isForgotten(Self.person)
        #expect(try fixture.contents() == (isForgotten ? story.after : story.before), comment)
        #expect(try fixture.store.hasUnfinishedErasure() == isForgotten, comment)
    }

    private func expectForgotten(_ fixture: StoreFixture, _ story: Story, _ comment: Comment) async throws {
        #expect(try story.traces.left(in: StoreBytes(fixture.folder.url)) == [], comment)
        #expect(try fixture.contents() == story.after, comment)
        #expect(try fixture.store.hasUnfinishedErasure() == false, comment)
        #expect(try fixture.store.integrityProblems() == [], comment)
        let other = try RapportStore(folder: fixture.folder.url.path, creating: false)
        try await fixture.expectAgreement(IndexSet(store: other), comment)
    }
}
