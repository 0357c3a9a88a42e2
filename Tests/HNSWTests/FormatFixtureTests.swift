import Foundation
import HNSW
import TestSupport
import Testing

/// The file of each format version is opened, queried and changed for ever; `Fixtures/README.md` says how
/// it was made. Its columns are asked for in `StoreGraphFileTests`.
@Suite struct FormatFixtureTests {
    /// A format is not done before a file of it is kept, by which later programs are tested.
    @Test func everyFormatUpToTodaysHasAFile() throws {
        let folder = try TemporaryFolder()
        try HNSWGraph(HNSWParameters(dimension: 2)).save(to: folder.file("graph").path, sequence: 0)
        let today = try #require(try FormatFixtures.format(of: folder.file("graph")))
        #expect(FormatFixtures.formats == Array(1...today), "Fixtures/README.md says how the missing one is made")
        for format in FormatFixtures.formats {
            #expect(try FormatFixtures.format(of: FormatFixtures.file(format)) == format)
        }
    }

    /// What the files of formats 1 and 2 hold: record i has the label 100 + i and lies on the unit circle at i/50 of a
    /// turn.
    private func vector(_ index: Int) -> [Float] {
        let angle = Double(index) / 50 * 2 * .pi
        return [Float(cos(angle)), Float(sin(angle)), 0]
    }

    @Test(arguments: [1, 2], [HNSWVerification.everything, .onFirstUse])
    func theFirstFormatsAreOpenedQueriedAndChanged(format: Int, verification: HNSWVerification) throws {
        let folder = try TemporaryFolder()
        let opened = try HNSWGraph.open(
            FormatFixtures.file(format).path, expectingDimension: 3, verifying: verification)
        let graph = opened.graph
        #expect(opened.sequence == 42)
        #expect(opened.extraSections.map(\.name) == ["angle"])
        #expect(opened.extraSections[0].elements(as: Double.self) == (0..<50).map { Double($0) / 50 })
        #expect(graph.parameters == HNSWParameters(dimension: 3, m: 4, efConstruction: 50, seed: 7))
        // Records 10 and 20 were deleted before saving.
        #expect(graph.count == 48)
        #expect(graph.slot(of: 110) == nil)
        for plan in [HNSWPlan.graph, .exact] {
            let hits = try graph.search(vector(30), k: 3, plan: plan).hits.map(\.label)
            #expect(hits.first == 130)
            #expect(Set(hits) == [129, 130, 131])
            #expect(Set(try graph.search(vector(10), k: 2, plan: plan).hits.map(\.label)) == [109, 111])
        }
        try graph.checkInvariants()
        try graph.upsert(110, vector(10))
        try graph.upsert(500, vector(20))
        try graph.upsert(501, vector(21))
        try graph.delete(130)
        try graph.checkInvariants()
        #expect(graph.slotCount == 51)
        #expect(try graph.search(vector(10), k: 1, plan: .graph).hits.map(\.label) == [110])
        #expect(try graph.search(vector(21), k: 2, plan: .graph).hits.map(\.label) == [121, 501])
        try graph.save(to: folder.file("graph").path, sequence: 43)
        #expect(try HNSWGraph.open(folder.file("graph").path).graph.labels == graph.labels)
    }

    @Test(arguments: FormatFixtures.formatsOfStore, [HNSWVerification.everything, .onFirstUse])
    func aFileOfTheStoreIsOpenedQueriedAndChanged(format: Int, verification: HNSWVerification) throws {
        let folder = try TemporaryFolder()
        let opened = try HNSWGraph.open(
            FormatFixtures.file(format).path, expectingDimension: StoreGraphFixture.dimension, verifying: verification)
        let graph = opened.graph
        #expect(graph.parameters == HNSWParameters(dimension: 384, m: 16, efConstruction: 200, seed: 0x5EED))
        try expectNearest(in: graph, among: StoreGraphFixture.records)
        try expectRecords(of: opened)
        // Each sample of a clock took a millisecond: a walk of 128 nodes, a scan of all slots.
        let costs = try #require(graph.costs)
        #expect(costs.step == 1e6 / 128)
        #expect(costs.scan == 1e6 / Float(graph.slotCount))
        #expect(costs.filteredStep > 0)
        try graph.checkInvariants()

        let returning = Array(StoreGraphFixture.inserted.filter(StoreGraphFixture.isDeleted).prefix(10))
        let leaving = StoreGraphFixture.records.prefix(30)
        for index in returning {
            try graph.upsert(StoreGraphFixture.label(index), StoreGraphFixture.vector(index))
        }
        for index in leaving { try graph.delete(StoreGraphFixture.label(index)) }
        try graph.checkInvariants()
        try expectNearest(in: graph, among: returning + StoreGraphFixture.records.dropFirst(30))
        let path = folder.file("graph").path
        try graph.save(to: path, sequence: opened.sequence + 1, extraSections: opened.extraSections)
        let saved = try HNSWGraph.open(path)
        #expect(saved.graph.labels == graph.labels)
        #expect(saved.graph.costs == costs)
        #expect(saved.extraSections.map(\.bytes) == opened.extraSections.map(\.bytes))
    }

    /// The records, each with its vector, and those alone; some slots are free.
    private func expectRecords(of opened: OpenedGraph) throws {
        let graph = opened.graph
        #expect(graph.count == StoreGraphFixture.records.count)
        #expect(Set(graph.labels) == Set(StoreGraphFixture.records.map(StoreGraphFixture.label)))
        #expect(graph.slotCount > graph.count)
        for index in StoreGraphFixture.inserted {
            let slot = graph.slot(of: StoreGraphFixture.label(index))
            #expect((slot == nil) == StoreGraphFixture.isDeleted(index))
            guard let slot else { continue }
            #expect(isCode(graph.vector(at: slot), of: StoreGraphFixture.vector(index)), "record \(index)")
        }
        let names =
            ["live", "changes"] + StoreGraphFixture.numberNames.map { "n:\($0)" }
            + StoreGraphFixture.textNames.flatMap { ["c:\($0)", "e:\($0)", "d:\($0)"] }
        #expect(Set(names).isSubset(of: opened.extraSections.map(\.name)))
        let live = try #require(opened.extraSections.first { $0.name == "live" })
        let slots = SlotBitmap(slotCount: graph.slotCount) { graph.isLive($0) }
        #expect(SlotBitmap(words: live.elements(as: UInt64.self)) == slots)
    }

    /// Searches find the nearest, by comparing all and by a walk so wide that it meets all.
    private func expectNearest(in graph: HNSWGraph, among indices: [Int]) throws {
        for number in 0..<20 {
            let query = StoreGraphFixture.vector(2_000 + number)
            for plan in [HNSWPlan.exact, .graph] {
                let hits = try graph.search(query, k: 10, ef: 300, plan: plan).hits
                let findings = StoreGraphFixture.findings(
                    in: hits.map { (label: $0.label, similarity: $0.similarity) }, of: query, k: 10, among: indices)
                #expect(findings.isEmpty, "\(plan): \(findings)")
            }
        }
    }
}
