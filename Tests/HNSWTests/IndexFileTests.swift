import Foundation
import HNSW
import TestSupport
import Testing

@Suite struct IndexFileTests {
    @Test(arguments: [0, 1, 2, 3_000]) func aSavedGraphOpensAsItWas(count: Int) throws {
        let folder = try TemporaryFolder()
        var data = try ClusteredGraph(count: count, seed: 51)
        for label in stride(from: Int64(0), to: Int64(count), by: 7) { try data.graph.delete(10 * label) }
        let path = folder.file("graph.hnsw").path
        try data.graph.save(to: path, sequence: 1_234_567_890_123)
        let opened = try HNSWGraph.open(path, expectingDimension: 32)
        #expect(opened.sequence == 1_234_567_890_123)
        #expect(opened.extraSections.isEmpty)
        try expectEqual(opened.graph, data.graph)
        for _ in 0..<30 {
            let query = data.vectors.next().vector
            for plan in HNSWPlan.allCases {
                #expect(
                    try opened.graph.search(query, k: 10, plan: plan) == data.graph.search(query, k: 10, plan: plan))
            }
        }
    }

    @Test func anOpenedGraphGoesOnAndIsSavedAgain() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("graph.hnsw").path
        var vectors = ClusteredVectors(seed: 52)
        var generator = SeededGenerator(seed: 53)
        var model: [Int64: [Float]] = [:]
        try HNSWGraph(HNSWParameters(dimension: vectors.dimension)).save(to: path, sequence: 0)
        for round in 1...8 {
            let opened = try HNSWGraph.open(path)
            #expect(opened.sequence == UInt64(round - 1))
            #expect(opened.graph.count == model.count)
            let before = try Data(contentsOf: folder.file("graph.hnsw"))
            for _ in 0..<300 {
                let label = Int64.random(in: 0..<600, using: &generator)
                if Int.random(in: 0..<3, using: &generator) > 0 {
                    model[label] = vectors.next().vector
                    try opened.graph.upsert(label, try #require(model[label]))
                } else {
                    model[label] = nil
                    try opened.graph.delete(label)
                }
            }
            try opened.graph.checkInvariants()
            #expect(try Data(contentsOf: folder.file("graph.hnsw")) == before, "a change reached the file")
            // Saving over the file that is mapped.
            try opened.graph.save(to: path, sequence: UInt64(round))
            try opened.graph.checkInvariants()
        }
        let graph = try HNSWGraph.open(path).graph
        for (label, vector) in model {
            let slot = try #require(graph.slot(of: label))
            #expect(isCode(graph.vector(at: slot), of: vector))
        }
        #expect(graph.count == model.count)
    }

    @Test func equalGraphsMakeEqualFiles() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] {
            let data = try ClusteredGraph(count: 500, seed: 54, threads: 1)
            try data.graph.delete(70)
            try data.graph.save(to: folder.file(name).path, sequence: 1)
        }
        #expect(try Data(contentsOf: folder.file("a")) == Data(contentsOf: folder.file("b")))
    }

    @Test func deletedVectorsAreNotInTheFile() throws {
        let folder = try TemporaryFolder()
        let data = try ClusteredGraph(count: 100, seed: 55)
        try data.graph.save(to: folder.file("before").path, sequence: 1)
        let slot = try #require(data.graph.slot(of: 420))
        let reader = try IndexPageReader([UInt8](Data(contentsOf: folder.file("before"))))
        let (nibbles, bytes) = (try reader.nibbles(Int(slot)), try reader.fineCode(Int(slot)))
        try data.graph.delete(420)
        try data.graph.save(to: folder.file("graph").path, sequence: 1)
        let file = try Data(contentsOf: folder.file("graph"))
        #expect(try Data(contentsOf: folder.file("before")).range(of: Data(nibbles)) != nil)
        #expect(file.range(of: Data(nibbles.prefix(16))) == nil)
        #expect(file.range(of: Data(bytes.prefix(16))) == nil)
    }

    @Test func callersSectionsComeBack() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("graph").path
        let data = try ClusteredGraph(count: 10, seed: 56)
        let longest = String(repeating: "é", count: 20)
        let sections = [
            HNSWSection(name: "rates", elements: [0.5, -.infinity, .pi]),
            HNSWSection(name: "empty", bytes: []),
            HNSWSection(name: longest, bytes: [UInt8](repeating: 7, count: 5_000)),
            // The names of the graph's own sections are free.
            HNSWSection(name: "vectors", bytes: [1, 2, 3]),
        ]
        try data.graph.save(to: path, sequence: 0, extraSections: sections)
        let opened = try HNSWGraph.open(path)
        #expect(opened.extraSections.map(\.name) == ["rates", "empty", longest, "vectors"])
        #expect(opened.extraSections.map(\.bytes) == sections.map(\.bytes))
        #expect(opened.extraSections.map(\.byteCount) == [24, 0, 5_000, 3])
        #expect(opened.extraSections[0].elements(as: Double.self) == [0.5, -.infinity, .pi])
        try expectEqual(opened.graph, data.graph)
        // They outlive the graph and a new file in the place of theirs.
        try opened.graph.save(to: path, sequence: 1)
        #expect(opened.extraSections[2].bytes == sections[2].bytes)
    }

    @Test(arguments: ["", String(repeating: "x", count: 41), "a\0b"]) func impossibleSectionNamesAreRefused(
        name: String
    ) throws {
        let folder = try TemporaryFolder()
        let graph = try HNSWGraph(HNSWParameters(dimension: 2))
        #expect(throws: HNSWFileError.badSectionName(name)) {
            try graph.save(
                to: folder.file("graph").path, sequence: 0, extraSections: [HNSWSection(name: name, bytes: [])])
        }
        #expect(throws: HNSWFileError.badSectionName("twice")) {
            try graph.save(
                to: folder.file("graph").path, sequence: 0,
                extraSections: [HNSWSection(name: "twice", bytes: []), HNSWSection(name: "twice", bytes: [1])])
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("graph").path))
    }

    @Test func theFileIsPrivate() throws {
        let folder = try TemporaryFolder()
        try HNSWGraph(HNSWParameters(dimension: 2)).save(to: folder.file("graph").path, sequence: 0)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("graph").path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    private func expectEqual(_ graph: HNSWGraph, _ other: HNSWGraph) throws {
        try graph.checkInvariants()
        #expect(graph.parameters == other.parameters)
        #expect(graph.count == other.count)
        #expect(graph.slotCount == other.slotCount)
        for slot in 0..<UInt32(graph.slotCount) {
            #expect(graph.label(at: slot) == other.label(at: slot))
            #expect(graph.vector(at: slot) == other.vector(at: slot))
        }
        for label in other.labels { #expect(graph.slot(of: label) == other.slot(of: label)) }
    }
}
