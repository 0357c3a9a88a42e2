import Foundation
import HNSW
import Synchronization
import TestSupport
import Testing

@Suite struct IndexFileFaultTests {
    static let operations: [FileOperation] = [.open, .write, .sync, .rename, .syncFolder]

    /// Whatever fails, at whichever call, the file in place is the old one or the new one, and the next
    /// save works.
    @Test(arguments: operations, [false, true]) func aFailedSaveLeavesAWholeFile(
        operation: FileOperation, killed: Bool
    ) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("graph").path
        let old = try ClusteredGraph(count: 50, seed: 71).graph
        let new = try ClusteredGraph(count: 60, seed: 72).graph
        var failures = 0
        for call in 0..<30 {
            try old.save(to: path, sequence: 1)
            let calls = Atomic(0)
            let faults = FileFaults(leavesUnfinishedFile: killed) { asked in
                guard asked == operation else { return nil }
                return calls.add(1, ordering: .relaxed).oldValue == call ? ENOSPC : nil
            }
            do {
                try new.save(to: path, sequence: 2, extraSections: [], faults: faults)
                break
            } catch {
                failures += 1
                #expect(
                    error
                        == .io(
                            operation: operation, path: path + (operation == .syncFolder ? "" : ".new"), errno: ENOSPC))
                let opened = try HNSWGraph.open(path)
                let isNew = opened.sequence == 2
                #expect(isNew == (operation == .syncFolder))
                #expect(opened.graph.count == (isNew ? 60 : 50))
                let isAside = FileManager.default.fileExists(atPath: path + ".new")
                #expect(!isAside || killed)
            }
        }
        #expect(failures == (operation == .write ? 10 : 1))
        try new.save(to: path, sequence: 3)
        #expect(try HNSWGraph.open(path).sequence == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["graph"])
    }

    @Test func aStrayFileAsideDoesNoHarm() throws {
        let folder = try TemporaryFolder()
        let graph = try ClusteredGraph(count: 50, seed: 73).graph
        try folder.write(Data(repeating: 1, count: 1 << 20), to: "graph.new")
        try graph.save(to: folder.file("graph").path, sequence: 4)
        #expect(try HNSWGraph.open(folder.file("graph").path).sequence == 4)
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
