import Foundation
import HNSW
import TestSupport
import Testing

/// Files against the page that specifies them.
@Suite struct IndexPageTests {
    private static let seed: UInt64 = 0xABCD_EF01_2345_6789

    /// One group of a code and several, padded and not, with deleted records and with costs.
    @Test(arguments: [20, 384, 1_024], HNSWMetric.allCases)
    func aFileIsWhatThePageSays(dimension: Int, metric: HNSWMetric) throws {
        let graph = try graph(of: 60, dimension: dimension, metric: metric)
        for label in [0, 7, 20] as [Int64] { try graph.delete(-3 * label) }
        // A clock that goes on by a millisecond whenever it is looked at.
        var looks = 0
        graph.measureCosts {
            looks += 1
            return .milliseconds(looks)
        }
        let reader = try savedFile(of: graph)
        let costs = try #require(graph.costs)
        #expect(reader.costs == [costs.scan, costs.step, costs.filteredStep])
        let step = try reader.float("steps", 1)
        #expect(reader.commonStep == (metric == .l2 ? 0 : step))
        try expectRecords(of: graph, in: reader)
        try expectLinks(of: graph, in: reader)
    }

    @Test(arguments: [0, 1], HNSWMetric.allCases)
    func aFileOfAlmostNothingIsWhatThePageSays(count: Int, metric: HNSWMetric) throws {
        let graph = try graph(of: count, dimension: 20, metric: metric)
        let reader = try savedFile(of: graph)
        #expect(reader.costs == [0, 0, 0])
        let step = try count == 0 ? -1 : reader.float("steps", 0)
        #expect(reader.commonStep == step)
        try expectRecords(of: graph, in: reader)
        try expectLinks(of: graph, in: reader)
    }

    /// Unit vectors; for the distance of lengths 1 to 3, whose codes have several steps.
    private func graph(of count: Int, dimension: Int, metric: HNSWMetric) throws -> HNSWGraph {
        var vectors = ClusteredVectors(seed: 81, dimension: dimension)
        let graph = try HNSWGraph(
            HNSWParameters(dimension: dimension, m: 4, efConstruction: 30, metric: metric, seed: Self.seed))
        for label in 0..<Int64(count) {
            let length = metric == .l2 ? Float(label % 3 + 1) : 1
            try graph.upsert(-3 * label, vectors.next().vector.map { length * $0 })
        }
        return graph
    }

    /// A graph's file, whose header says what the graph is.
    private func savedFile(of graph: HNSWGraph) throws -> IndexPageReader {
        let folder = try TemporaryFolder()
        let section = HNSWSection(name: "codes", elements: [UInt16(513)])
        try graph.save(to: folder.file("graph").path, sequence: 77, extraSections: [section])
        let reader = try IndexPageReader([UInt8](Data(contentsOf: folder.file("graph"))))
        #expect(reader.sequence == 77)
        #expect(reader.dimension == graph.parameters.dimension)
        #expect(reader.metric == (graph.parameters.metric == .l2 ? 1 : 0))
        #expect(reader.m == 4)
        #expect(reader.efConstruction == 30)
        #expect(reader.seed == Self.seed)
        #expect(reader.slots == graph.slotCount)
        #expect(reader.records == graph.count)
        #expect(reader.free == graph.slotCount - graph.count)
        #expect(try reader.column("codes", kind: 1).elementsEqual([1, 2]))
        return reader
    }

    private func expectRecords(of graph: HNSWGraph, in reader: IndexPageReader) throws {
        for slot in 0..<reader.slots {
            let vector = try reader.vector(slot)
            let code = Array(try reader.nibbles(slot)) + (try reader.fineCode(slot))
            guard let label = graph.label(at: UInt32(slot)) else {
                #expect(try reader.level(slot) == 255)
                #expect(try reader.label(slot) == 0)
                #expect(code.allSatisfy { $0 == 0 })
                continue
            }
            #expect(try reader.level(slot) == reader.expectedLevel(slot))
            #expect(try reader.label(slot) == label)
            #expect(try reader.slot(of: label) == slot)
            let stored = try #require(graph.vector(at: UInt32(slot)))
            #expect(zip(vector, stored).allSatisfy { abs($0 - $1) < 1e-5 })
            let squaredLength = stored.reduce(0) { $0 + $1 * $1 }
            #expect(abs(try reader.float("squared_lengths", slot) - squaredLength) < 1e-3 * max(1, squaredLength))
        }
        #expect(try reader.slot(of: 1_000_001) == nil)
        let free = try (0..<reader.free).map { Int(try reader.element("free_slots", $0, 4)) }
        #expect(Set(free) == Set((0..<reader.slots).filter { !graph.isLive(UInt32($0)) }))
    }

    private func expectLinks(of graph: HNSWGraph, in reader: IndexPageReader) throws {
        var rows = 0
        var children = [Int](repeating: 0, count: reader.slots)
        for slot in 0..<reader.slots {
            #expect(try reader.element("upper_starts", slot, 4) == UInt64(rows))
            rows += reader.expectedLevel(slot)
            for layer in 0...reader.expectedLevel(slot) {
                let links = try reader.links(slot, layer: layer)
                #expect(Set(links).count == links.count && !links.contains(slot))
                if !graph.isLive(UInt32(slot)) { #expect(links.isEmpty) }
                for link in links { #expect(try reader.level(link) != 255 && reader.level(link) >= layer) }
            }
            let parent = try reader.element("parents", slot, 4)
            if parent == IndexPageReader.none {
                #expect(slot == reader.root || !graph.isLive(UInt32(slot)))
            } else {
                #expect(try reader.links(slot, layer: 0).contains(Int(parent)))
                #expect(try reader.links(Int(parent), layer: 0).contains(slot))
                children[Int(parent)] += 1
            }
        }
        #expect(rows == reader.upperRows)
        #expect(children.allSatisfy { $0 <= max(2, reader.m / 2) })
        if reader.records > 0 {
            #expect(try reader.level(reader.entry) == reader.topLayer)
        } else {
            #expect(reader.entry == 0xFFFF_FFFF)
            #expect(reader.topLayer == 0)
            #expect(reader.root == 0xFFFF_FFFF)
        }
    }
}
