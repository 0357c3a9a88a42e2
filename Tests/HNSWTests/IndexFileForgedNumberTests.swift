import Foundation
import HNSW
import TestSupport
import Testing

/// Numbers that are not finite in a file whose checksums are right, since who forged it wrote them: they compare with
/// nothing, so that a record with one is neither near nor far.
@Suite struct IndexFileForgedNumberTests {
    private static let notFinite: [Float] = [.nan, -.nan, .infinity, -.infinity]
    /// Of the step that all codes have in common.
    private static let commonStep = 116

    private let folder: TemporaryFolder
    private let intact: [UInt8]

    init() throws {
        folder = try TemporaryFolder()
        let graph = try ClusteredGraph(count: 80, seed: 63, dimension: 6).graph
        try graph.save(to: folder.file("intact").path, sequence: 5)
        intact = [UInt8](try Data(contentsOf: folder.file("intact")))
    }

    /// - Returns: the path of the file with `number` at `offset`.
    private func forged(_ number: Float, at offset: Int) throws -> String {
        var bytes = intact
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.replaceSubrange(offset..<offset + 4, with: $0) }
        GraphFileSeal.seal(&bytes)
        return try folder.write(Data(bytes), to: "forged").path
    }

    @Test(arguments: ["steps", "fine_steps", "squared_lengths"], [HNSWVerification.everything, .onFirstUse])
    func aRecordWithoutAFiniteNumberIsRefused(section name: String, verification: HNSWVerification) throws {
        let sections = try IndexPageReader(intact).sections
        let section = try #require(sections.first { $0.name == name })
        // Of the first slot and of the last.
        for place in [section.offset, section.offset + section.length - 4] {
            for number in Self.notFinite {
                let path = try forged(number, at: place)
                let refusal = HNSWFileError.damaged(
                    path: path, section: name, finding: "a number in it is not finite")
                #expect(throws: refusal, "\(number) at \(place)") {
                    try HNSWGraph.open(path, verifying: verification)
                }
            }
            let path = try forged(0.5, at: place)
            #expect(throws: Never.self, "a finite number passes: the file is sealed") {
                try HNSWGraph.open(path, verifying: verification)
            }
        }
    }

    @Test func aHeaderWithoutAFiniteStepIsRefused() throws {
        for number in Self.notFinite {
            let path = try forged(number, at: Self.commonStep)
            let refusal = HNSWFileError.damaged(
                path: path, section: "header", finding: "its numbers contradict each other")
            #expect(throws: refusal, "\(number)") { try HNSWGraph.open(path) }
        }
        let path = try forged(0.5, at: Self.commonStep)
        #expect(throws: Never.self, "a finite step passes: the header is sealed") { try HNSWGraph.open(path) }
    }
}
