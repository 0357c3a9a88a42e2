import Foundation
import HNSW
import TestSupport
import Testing

/// Slots that a delete leaves: kept in order, and used again.
@Suite struct FreeSlotTests {
    /// Where a section cannot be mapped it is copied into memory that is no larger than it must be.
    private static let copying = FileLayer { call in
        if case .mapSection = call { EINVAL } else { nil }
    }

    private static func opened(_ graph: HNSWGraph, in folder: TemporaryFolder) throws -> HNSWGraph {
        let path = folder.file("graph").path
        try graph.save(to: path, sequence: 1)
        return try FileLayer.$current.withValue(copying) { try HNSWGraph.open(path).graph }
    }

    /// More of them than the file's section of free slots had room for, and no insertion that would make some.
    @Test func everyRecordOfAnOpenedGraphCanBeDeleted() throws {
        let folder = try TemporaryFolder()
        let data = try ClusteredGraph(count: 5_000, seed: 31, dimension: 8)
        let graph = try Self.opened(data.graph, in: folder)
        let labels = graph.labels
        let (gone, kept) = (labels.dropLast(100), labels.suffix(100))
        for label in gone { try graph.delete(label) }
        graph.waitForReaders()
        #expect(graph.labels == Array(kept))
        try graph.checkInvariants()
        for label in kept { try graph.delete(label) }
        graph.waitForReaders()
        #expect(graph.count == 0)
        // They are used again, each once.
        let vectors = try labels.flatMap { try #require(data.graph.vector(at: UInt32($0 / 10))) }
        try graph.build(labels: labels, vectors: vectors)
        #expect(graph.slotCount == 5_000 && Set(graph.labels) == Set(labels))
        try graph.checkInvariants()
    }

    /// Also where there are so many that the memory moves which says from when on a record is there.
    @Test func aRecordInAReusedSlotIsNotSeenBeforeItsChangeEnds() throws {
        let folder = try TemporaryFolder()
        var data = try ClusteredGraph(count: 1_000, seed: 32, dimension: 8)
        for label in stride(from: Int64(0), to: 500, by: 10) { try data.graph.delete(label) }
        data.graph.waitForReaders()
        let graph = try Self.opened(data.graph, in: folder)
        let before = graph.labels
        let vectors = (0..<2_000).map { _ in data.vectors.next().vector }
        try graph.changing { () throws in
            for (index, vector) in vectors.enumerated() {
                try graph.upsert(Int64(1_000_000 + index), vector)
                if index % 100 == 0 { #expect(graph.labels == before, "after \(index)") }
            }
        }
        #expect(graph.count == before.count + vectors.count)
    }
}
