import Foundation
import HNSW
import TestSupport
import Testing

/// Sizes in a file whose checksums are right, since who forged it wrote them: none makes opening ask for more memory
/// than the file is worth.
@Suite struct IndexFileForgedSizeTests {
    enum Base: CaseIterable {
        case today
        /// Converted, and so copied to memory whose size follows from the header.
        case format1
    }

    /// A number that is written over another one.
    private struct Forgery {
        var offset: Int
        /// Bytes.
        var width: Int
        var value: UInt64

        func apply(to bytes: inout [UInt8]) {
            for index in 0..<width { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index)) }
        }
    }

    @Test(arguments: Base.allCases, [HNSWVerification.everything, .onFirstUse])
    func noForgedSizeAsksForMoreThanTheFileIsWorth(base: Base, verification: HNSWVerification) throws {
        let folder = try TemporaryFolder()
        let intact = try intactFile(base, folder)
        var opened = 0
        for forgeries in Self.single(sectionCount: Int(intact[108])) + Self.agreeing(records: UInt64(intact[64])) {
            var bytes = intact
            for forgery in forgeries { forgery.apply(to: &bytes) }
            GraphFileSeal.seal(&bytes)
            let path = try folder.write(Data(bytes), to: "forged").path
            let memory = AskedMemory()
            let graph = FileLayer.$current.withValue(memory.layer) {
                try? HNSWGraph.open(path, verifying: verification).graph
            }
            if graph != nil { opened += 1 }
            #expect(memory.findings(inFileOf: bytes.count).isEmpty, "\(forgeries)")
        }
        // Such as another efConstruction, which the sections do not contradict.
        #expect(opened > 0, "no forged file was opened: is it sealed?")
    }

    private static let sizes: [UInt64] = [
        0, 1, 2, 77, 80, 81, 255, 1 << 16, 1 << 24, 2_147_483_647, 1 << 32, 1 << 40, 1 << 62, .max,
    ]

    /// Each number of the header and the directory by which something is sized, alone.
    private static func single(sectionCount: Int) -> [[Forgery]] {
        let header: [(Int, Int)] = [
            (16, 8), (32, 4), (40, 4), (44, 4), (56, 8), (64, 8), (72, 8), (80, 8), (88, 8), (108, 4),
        ]
        let directory: [(Int, Int)] = (0..<sectionCount).flatMap { index in
            let entry = 4_096 + 64 * index
            return [(entry + 48, 8), (entry + 56, 8)]
        }
        return (header + directory).flatMap { offset, width in
            sizes.map { [Forgery(offset: offset, width: width, value: $0)] }
        }
    }

    /// Counts of the header that agree with each other: slots that are free, or that hold records, and rows for both.
    private static func agreeing(records: UInt64) -> [[Forgery]] {
        sizes.flatMap { size in
            let slots = Forgery(offset: 56, width: 8, value: size)
            let live = Forgery(offset: 64, width: 8, value: size)
            let free = Forgery(offset: 72, width: 8, value: size &- records)
            let none = Forgery(offset: 72, width: 8, value: 0)
            let rows = Forgery(offset: 80, width: 8, value: 15 &* size)
            let places = Forgery(offset: 88, width: 8, value: 1 << 33)
            return [
                [slots, free], [slots, free, rows], [slots, live, none, places], [slots, live, none, places, rows],
            ]
        }
    }

    private func intactFile(_ base: Base, _ folder: TemporaryFolder) throws -> [UInt8] {
        if base == .format1 { return [UInt8](try Data(contentsOf: FormatFixtures.file(1))) }
        let graph = try ClusteredGraph(count: 80, seed: 62, dimension: 6).graph
        for label in [30, 500, 790] as [Int64] { try graph.delete(label) }
        let sections = [HNSWSection(name: "column", elements: (0..<80).map { Double($0) })]
        try graph.save(to: folder.file("intact").path, sequence: 5, extraSections: sections)
        return [UInt8](try Data(contentsOf: folder.file("intact")))
    }
}
