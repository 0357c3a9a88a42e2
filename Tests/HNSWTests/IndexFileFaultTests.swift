import Foundation
import HNSW
import Synchronization
import TestSupport
import Testing

@Suite struct IndexFileFaultTests {
    /// How a save goes wrong: at its n-th call, whichever that is; or there and at all later ones, as a process
    /// that is killed does no more.
    enum Fault: CaseIterable {
        case diskFull, broken, killed

        var code: Int32 { self == .broken ? EIO : ENOSPC }
    }

    /// A layer whose calls fail from the `first` on: that one alone, or all later ones too.
    private func layer(failing first: Int, _ fault: Fault, failed: FailedCall) -> FileLayer {
        let calls = Atomic(0)
        return FileLayer(pieceLength: 4_096) { call in
            let number = calls.add(1, ordering: .relaxed).oldValue
            guard number == first || fault == .killed && number > first else { return nil }
            failed.note(call)
            return fault.code
        }
    }

    private func with<Value>(
        _ layer: FileLayer, _ body: () throws(HNSWFileError) -> Value
    ) -> Result<Value, HNSWFileError> {
        FileLayer.$current.withValue(layer) { Result { () throws(HNSWFileError) in try body() } }
    }

    /// The first call that was made to fail.
    private final class FailedCall: Sendable {
        private let first = Mutex<FileOperation?>(nil)
        var operation: FileOperation? { first.withLock { $0 } }
        func note(_ call: FileCall) { first.withLock { $0 = $0 ?? call.operation } }
    }

    /// Whatever fails, at whichever call, the file in place is the old one or the new one, and the next
    /// save works.
    @Test(arguments: Fault.allCases, [false, true]) func aFailedSaveLeavesAWholeFile(
        fault: Fault, hasStray: Bool
    ) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("graph").path
        let old = try ClusteredGraph(count: 50, seed: 71).graph
        let new = try ClusteredGraph(count: 60, seed: 72).graph
        var failed: [FileOperation?] = []
        calls: for call in 0... {
            try old.save(to: path, sequence: 1)
            if hasStray { try folder.write(Data(repeating: 7, count: 100_000), to: "graph.new") }
            let failedCall = FailedCall()
            let outcome = with(layer(failing: call, fault, failed: failedCall)) { () throws(HNSWFileError) in
                try new.save(to: path, sequence: 2)
            }
            switch outcome {
            case .success: break calls
            case .failure(let error):
                let operation = try #require(failedCall.operation)
                failed.append(operation)
                let place = operation == .syncFolder ? path : path + ".new"
                #expect(error == .io(operation: operation, path: place, errno: fault.code))
                let opened = try HNSWGraph.open(path)
                #expect((opened.sequence == 2) == (operation == .syncFolder))
                #expect(opened.graph.count == (opened.sequence == 2 ? 60 : 50))
            }
        }
        let operations: Set<FileOperation> = [
            .open, .lock, .measure, .allocate, .write, .setLength, .sync, .rename, .syncFolder,
        ]
        #expect(Set(failed.compactMap(\.self)) == (hasStray ? operations.union([.unlink]) : operations))
        #expect(failed.count { $0 == .write } > 10)
        try new.save(to: path, sequence: 3)
        #expect(try HNSWGraph.open(path).sequence == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["graph"])
    }

    @Test func aFailedSaveRemovesWhatItBegan() throws {
        let folder = try TemporaryFolder()
        let graph = try ClusteredGraph(count: 50, seed: 73).graph
        let layer = FileLayer { call in call.operation == .write ? ENOSPC : nil }
        #expect(throws: HNSWFileError.self) {
            try FileLayer.$current.withValue(layer) { try graph.save(to: folder.file("graph").path, sequence: 1) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    /// Opening fails with a clear error or, where a section could not be mapped, copies it; the file stays as it
    /// is and opens the next time.
    @Test(arguments: [ENOMEM, EIO]) func aFailedOpeningSaysWhyAndChangesNothing(code: Int32) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("graph").path
        let graph = try ClusteredGraph(count: 50, seed: 74).graph
        try graph.save(to: path, sequence: 1)
        let before = try Data(contentsOf: folder.file("graph"))
        var refused: Set<String> = []
        var opened = 0
        calls: for call in 0... {
            let calls = Atomic(0)
            let layer = FileLayer { _ in calls.add(1, ordering: .relaxed).oldValue == call ? code : nil }
            switch with(layer, { () throws(HNSWFileError) in try HNSWGraph.open(path).graph }) {
            case .success(let graph):
                try graph.checkInvariants()
                #expect(graph.count == 50)
                opened += 1
                if calls.load(ordering: .relaxed) <= call { break calls }
            case .failure(.io(let operation, path, code)): refused.insert(operation.rawValue)
            case .failure(.outOfMemory): refused.insert("memory")
            case .failure(let error): Issue.record("unexpected: \(error)")
            }
        }
        #expect(refused.isSuperset(of: ["open", "measure", "map", "memory"]))
        #expect(opened > 1, "no section was copied where it could not be mapped")
        #expect(try Data(contentsOf: folder.file("graph")) == before)
    }

    /// A graph that gets no more memory says so and stays as it was.
    @Test func anUpdateWithoutMemoryLeavesTheGraphAsItWas() throws {
        var vectors = ClusteredVectors(seed: 75)
        let graph = try HNSWGraph(HNSWParameters(dimension: vectors.dimension))
        let refusing = FileLayer { call in if case .reserve = call { ENOMEM } else { nil } }
        var refusals = 0
        for label in 0..<Int64(3_000) {
            let vector = vectors.next().vector
            do {
                try FileLayer.$current.withValue(refusing) { _ = try graph.upsert(label, vector) }
            } catch HNSWError.outOfMemory {
                refusals += 1
                #expect(graph.count == Int(label))
                #expect(graph.slot(of: label) == nil)
                try graph.checkInvariants()
                try graph.upsert(label, vector)
            }
        }
        #expect(refusals > 0)
        #expect(graph.count == 3_000)
        try graph.checkInvariants()
    }

    @Test func aStrayFileAsideDoesNoHarm() throws {
        let folder = try TemporaryFolder()
        let graph = try ClusteredGraph(count: 50, seed: 76).graph
        try folder.write(Data(repeating: 1, count: 1 << 20), to: "graph.new")
        try graph.save(to: folder.file("graph").path, sequence: 4)
        #expect(try HNSWGraph.open(folder.file("graph").path).sequence == 4)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["graph"])
    }

    /// A power cut may leave a renamed file with both of its names; the one in place is not to be cut.
    @Test func aStrayThatIsTheFileInPlaceIsNotWrittenTo() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("graph").path
        let graph = try ClusteredGraph(count: 50, seed: 77).graph
        try graph.save(to: path, sequence: 1)
        try FileManager.default.linkItem(atPath: path, toPath: path + ".new")
        let layer = FileLayer { call in call.operation == .sync ? EIO : nil }
        #expect(throws: HNSWFileError.io(operation: .sync, path: path + ".new", errno: EIO)) {
            try FileLayer.$current.withValue(layer) { try graph.save(to: path, sequence: 2) }
        }
        #expect(try HNSWGraph.open(path).sequence == 1)
    }

    /// Several savers of one file take turns: whenever it is opened it is one of theirs, whole.
    @Test func saversOfOneFileTakeTurns() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("graph").path
        let graphs = try (0..<4).map { try ClusteredGraph(count: 200 + 100 * $0, seed: 78 + UInt64($0)).graph }
        try graphs[0].save(to: path, sequence: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, graph) in graphs.enumerated() {
                group.addTask {
                    // Small pieces, so that they would meet.
                    try FileLayer.$current.withValue(FileLayer(pieceLength: 1_024)) {
                        for _ in 0..<LongRun.rounds(normally: 60, long: 400) {
                            try graph.save(to: path, sequence: UInt64(number))
                            let opened = try HNSWGraph.open(path)
                            #expect(opened.graph.count == graphs[Int(opened.sequence)].count)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["graph"])
    }

    @Test func aFolderThatIsMissingIsNamed() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none/graph").path
        let graph = try HNSWGraph(HNSWParameters(dimension: 2))
        #expect(throws: HNSWFileError.io(operation: .open, path: path + ".new", errno: ENOENT)) {
            try graph.save(to: path, sequence: 0)
        }
    }
}
