import Foundation
import HNSW
import TestSupport
import Testing

/// Files against the page that specifies them.
@Suite struct IndexPageTests {
    @Test(arguments: [0, 1, 60]) func aFileIsWhatThePageSays(count: Int) throws {
        let folder = try TemporaryFolder()
        var vectors = ClusteredVectors(seed: 81, dimension: 20)
        let graph = try HNSWGraph(
            HNSWParameters(dimension: 20, m: 4, efConstruction: 30, metric: .l2, seed: 0xABCD_EF01_2345_6789))
        for label in 0..<Int64(count) { try graph.upsert(-3 * label, vectors.next().vector) }
        if count > 10 { for label in [0, 7, 20] as [Int64] { try graph.delete(-3 * label) } }
        let section = HNSWSection(name: "codes", elements: [UInt16(513)])
        try graph.save(to: folder.file("graph").path, sequence: 77, extraSections: [section])
        let reader = try IndexPageReader([UInt8](Data(contentsOf: folder.file("graph"))))
        #expect(reader.sequence == 77)
        #expect(reader.dimension == 20)
        #expect(reader.metric == 1)
        #expect(reader.m == 4)
        #expect(reader.efConstruction == 30)
        #expect(reader.seed == 0xABCD_EF01_2345_6789)
        #expect(reader.slots == graph.slotCount)
        #expect(reader.records == graph.count)
        #expect(reader.free == graph.slotCount - graph.count)
        #expect(try reader.column("codes", kind: 1).elementsEqual([1, 2]))
        try expectRecords(of: graph, in: reader)
        try expectLinks(of: graph, in: reader)
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
            #expect(abs(try reader.float("squared_lengths", slot) - squaredLength) < 1e-3)
        }
        #expect(try reader.slot(of: 1_000_001) == nil)
        let free = try (0..<reader.free).map { Int(try reader.element("free_slots", $0, 4)) }
        #expect(Set(free) == Set((0..<reader.slots).filter { !graph.isLive(UInt32($0)) }))
    }

    private func expectLinks(of graph: HNSWGraph, in reader: IndexPageReader) throws {
        var rows = 0
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
            }
        }
        #expect(rows == reader.upperRows)
        if reader.records > 0 {
            #expect(try reader.level(reader.entry) == reader.topLayer)
        } else {
            #expect(reader.entry == 0xFFFF_FFFF)
            #expect(reader.topLayer == 0)
            #expect(reader.root == 0xFFFF_FFFF)
        }
    }
}
