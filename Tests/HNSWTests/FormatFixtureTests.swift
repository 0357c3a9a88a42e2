import Foundation
import HNSW
import TestSupport
import Testing

/// The file of each format version is opened, queried and changed for ever; `Fixtures/README.md` says how
/// it was made.
@Suite struct FormatFixtureTests {
    /// What the fixture holds: record i has the label 100 + i and lies on the unit circle at i/50 of a turn.
    private func vector(_ index: Int) -> [Float] {
        let angle = Double(index) / 50 * 2 * .pi
        return [Float(cos(angle)), Float(sin(angle)), 0]
    }

    @Test(arguments: [1, 2], [HNSWVerification.everything, .onFirstUse])
    func everyFormatIsOpenedQueriedAndChanged(format: Int, verification: HNSWVerification) throws {
        let folder = try TemporaryFolder()
        let opened = try HNSWGraph.open(
            RepositoryRoot.file("Tests/HNSWTests/Fixtures/format-\(format).hnsw").path, expectingDimension: 3,
            verifying: verification)
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
}
