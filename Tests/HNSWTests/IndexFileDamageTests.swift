import Foundation
import HNSW
import TestSupport
import Testing

@Suite struct IndexFileDamageTests {
    /// Flips, cuts, insertions, appendices and overwritten runs: each is refused with a typed error.
    @Test(arguments: Seeds.list(2)) func noDamageGoesUnnoticed(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let intact = try smallFile(folder)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<LongRun.rounds(normally: 3_000, long: 30_000) {
            let damaged = damage(intact, &generator)
            guard damaged != intact else { continue }
            let file = try folder.write(damaged, to: "damaged")
            #expect(throws: HNSWFileError.self) { try HNSWGraph.open(file.path) }
        }
    }

    /// Of a file that is verified on first use: a search answers right or not at all, and nothing is built on damage.
    @Test(arguments: Seeds.list(2)) func damageIsFoundBeforeItChangesAnAnswer(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let intact = try smallFile(folder)
        let answers = try answers(of: HNSWGraph.open(folder.file("intact").path).graph)
        var generator = SeededGenerator(seed: seed)
        var opened = 0
        for _ in 0..<LongRun.rounds(normally: 3_000, long: 30_000) {
            let damaged = damage(intact, &generator)
            guard damaged != intact else { continue }
            let file = try folder.write(damaged, to: "damaged")
            guard let graph = try? HNSWGraph.open(file.path, verifying: .onFirstUse).graph else { continue }
            opened += 1
            do { #expect(try self.answers(of: graph) == answers) } catch HNSWError.damagedFile {}
            #expect(throws: HNSWFileError.self) { try graph.verify() }
            #expect(throws: HNSWError.self) { try graph.upsert(1, [1, 0, 0, 0, 0, 0]) }
            #expect(throws: HNSWError.self) { try graph.delete(1) }
            #expect(throws: HNSWFileError.self) { try graph.save(to: folder.file("copy").path, sequence: 6) }
        }
        #expect(opened > 0, "no damage lay where it is found on first use")
        #expect(!FileManager.default.fileExists(atPath: folder.file("copy").path))
    }

    private func answers(of graph: HNSWGraph) throws -> [HNSWAnswer] {
        try HNSWPlan.allCases.map { try graph.search([1, 0, 0, 0, 0, 0], k: 3, ef: 3, plan: $0) }
    }

    /// The zeros after a section are covered by its checksum, or by that of its last chunk: a bit among them is noticed
    /// like any other.
    @Test func everyPaddingCounts() throws {
        let folder = try TemporaryFolder()
        let intact = try smallFile(folder)
        var kinds: Set<Int> = []
        for section in try IndexPageReader([UInt8](intact)).sections {
            let padding = section.offset + section.length..<section.offset + IndexPageReader.padded(section.length)
            guard let last = padding.last else { continue }
            kinds.insert(section.kind)
            for place in [padding.lowerBound, last] {
                var damaged = intact
                damaged[place] ^= 1 << (place % 8)
                let path = try folder.write(damaged, to: "damaged").path
                #expect(throws: HNSWFileError.self, "\(section.name)") { try HNSWGraph.open(path) }
                guard section.kind == 2 else {
                    #expect(throws: HNSWFileError.self) { try HNSWGraph.open(path, verifying: .onFirstUse) }
                    continue
                }
                // Who reads the last chunk finds it, and who verifies the whole.
                let searched = try HNSWGraph.open(path, verifying: .onFirstUse).graph
                #expect(throws: HNSWError.self) { try searched.exactSearch([1, 0, 0, 0, 0, 0], k: 3) }
                let verified = try HNSWGraph.open(path, verifying: .onFirstUse).graph
                #expect(throws: HNSWFileError.self) { try verified.verify() }
            }
        }
        #expect(kinds == [0, 1, 2])
    }

    @Test func everyBitOfTheHeaderAndTheDirectoryCounts() throws {
        let folder = try TemporaryFolder()
        let intact = try smallFile(folder)
        // Every byte of what is used, every 61st of the padding.
        for offset in 0..<8_192 where offset < 128 || 4_080..<4_800 ~= offset || offset % 61 == 0 {
            var damaged = intact
            damaged[offset] ^= 1 << (offset % 8)
            let file = try folder.write(damaged, to: "damaged")
            #expect(throws: HNSWFileError.self) { try HNSWGraph.open(file.path) }
        }
    }

    @Test func errorsSayWhatIsWrong() throws {
        let folder = try TemporaryFolder()
        let intact = try smallFile(folder)
        let path = folder.file("damaged").path
        func error(_ change: (inout Data) -> Void) throws -> HNSWFileError? {
            var damaged = intact
            change(&damaged)
            try folder.write(damaged, to: "damaged")
            return #expect(throws: HNSWFileError.self) { try HNSWGraph.open(path, expectingDimension: 6) }
        }
        let length = intact.count
        #expect(try error { $0[3] = 0 } == .notAnIndex(path: path))
        #expect(try error { $0 = Data("{}".utf8) } == .notAnIndex(path: path))
        #expect(try error { $0[8] = 9 } == .wrongVersion(path: path, expected: 3, found: 9))
        #expect(try error { $0 = Data() } == .truncated(path: path, expected: 4_096, found: 0))
        #expect(try error { $0 = $0.prefix(100) } == .truncated(path: path, expected: 4_096, found: 100))
        #expect(try error { $0 = $0.dropLast(1) } == .truncated(path: path, expected: length, found: length - 1))
        #expect(
            try error { $0.append(0) }
                == .damaged(path: path, section: "file", finding: "it is longer than its header says"))
        #expect(
            try error { $0[33] ^= 1 }
                == .damaged(path: path, section: "header", finding: "its checksum does not match"))
        #expect(
            try error { $0[5_000] ^= 1 }
                == .damaged(path: path, section: "directory", finding: "its checksum does not match"))
        #expect(
            try error { $0[8_192] ^= 1 }
                == .damaged(path: path, section: "blocks", finding: "a checksum does not match"))
        #expect(throws: HNSWFileError.wrongDimension(path: folder.file("intact").path, expected: 7, found: 6)) {
            try HNSWGraph.open(folder.file("intact").path, expectingDimension: 7)
        }
        #expect(throws: HNSWFileError.missing(path: folder.file("none").path)) {
            try HNSWGraph.open(folder.file("none").path)
        }
        #expect(throws: HNSWFileError.io(operation: .map, path: folder.url.path, errno: ENODEV)) {
            try HNSWGraph.open(folder.url.path)
        }
    }

    /// Numbers that lead astray in a file whose checksums are right: someone wrote it so.
    @Test(arguments: Seeds.list(2), [HNSWVerification.everything, .onFirstUse])
    func aWrongFileWithRightChecksumsTouchesNoForeignMemory(seed: UInt64, verification: HNSWVerification) throws {
        let folder = try TemporaryFolder()
        let intact = try smallFile(folder)
        var generator = SeededGenerator(seed: seed)
        var opened = 0
        for _ in 0..<LongRun.rounds(normally: 1_500, long: 15_000) {
            var bytes = [UInt8](intact)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 4..<bytes.count / 4, using: &generator) * 4
                let value = [0, 1, 50, 79, 80, 81, 255, .max, .max - 1].randomElement(using: &generator) ?? UInt32(0)
                withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange(place..<place + 4, with: $0) }
            }
            GraphFileSeal.seal(&bytes)
            let file = try folder.write(Data(bytes), to: "forged")
            let memory = AskedMemory()
            FileLayer.$current.withValue(memory.layer) {
                guard let graph = try? HNSWGraph.open(file.path, verifying: verification).graph else { return }
                opened += 1
                exercise(graph, &generator)
            }
            #expect(memory.findings(inFileOf: bytes.count).isEmpty, "seed \(seed)")
        }
        #expect(opened > 0, "no forged file got past the bounds checks")
    }

    /// Searches and changes whose answers may be wrong, but which must come to an end.
    private func exercise(_ graph: HNSWGraph, _ generator: inout SeededGenerator) {
        for plan in HNSWPlan.allCases {
            _ = try? graph.search([1, 0, 0, 0, 0, 0], k: 5, admitting: SlotBitmap(words: [0xF0F0]), plan: plan)
            _ = try? graph.search([1, 0, 0, 0, 0, 0], k: 5, plan: plan)
        }
        for label in Int64(0)..<90 { _ = graph.slot(of: label) }
        do { try graph.verify() } catch {
            #expect(throws: HNSWError.self) { try graph.search([1, 0, 0, 0, 0, 0], k: 5) }
        }
        for _ in 0..<10 {
            let label = Int64.random(in: 0..<90, using: &generator)
            if Bool.random(using: &generator) {
                _ = try? graph.delete(label)
            } else {
                _ = try? graph.upsert(label, (0..<6).map { _ in generator.nextNormal() })
            }
        }
        try? graph.checkInvariants()
    }

    private func smallFile(_ folder: TemporaryFolder) throws -> Data {
        var vectors = ClusteredVectors(seed: 61, dimension: 6)
        let graph = try HNSWGraph(HNSWParameters(dimension: 6, m: 3, efConstruction: 20))
        for label in 0..<Int64(80) { try graph.upsert(label, vectors.next().vector) }
        for label in [3, 50, 79] as [Int64] { try graph.delete(label) }
        let sections = [HNSWSection(name: "column", elements: (0..<80).map { Double($0) })]
        try graph.save(to: folder.file("intact").path, sequence: 5, extraSections: sections)
        return try Data(contentsOf: folder.file("intact"))
    }

    private func damage(_ intact: Data, _ generator: inout SeededGenerator) -> Data {
        var data = intact
        let place = Int.random(in: 0..<data.count, using: &generator)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: data = data.prefix(place)
        case 1: data += Data(repeating: UInt8.random(in: 0...1, using: &generator), count: place % 9_000 + 1)
        case 2: data.insert(contentsOf: data.prefix(place % 50 + 1), at: place)
        case 3: data.removeSubrange(place..<min(place + 4_096, data.count))
        case 4:
            let end = min(place + 4_096, data.count)
            data.replaceSubrange(place..<end, with: Data(repeating: 0, count: end - place))
        case 5:
            // A block in the place of another, as a failing disk gives.
            let other = Int.random(in: 0..<data.count / 512, using: &generator) * 512
            let target = place / 512 * 512
            data.replaceSubrange(target..<target + 512, with: intact[other..<other + 512])
        default: data[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
        return data
    }
}
