import Foundation
import HNSW
import TestSupport
import Testing

/// Damage in a file that is verified chunk by chunk: found before the chunk is used, by whoever uses it first.
@Suite struct IndexFileFirstUseTests {
    /// A graph of some chunks in each large section, its file, questions and the right answers.
    private struct Fixture {
        let folder: TemporaryFolder
        let intact: [UInt8]
        let queries: [[Float]]
        let answers: [[HNSWHit]]
        let file: DamagedFile

        init(count: Int = 3_000) throws {
            var vectors = ClusteredVectors(seed: 91, dimension: 384)
            let graph = try HNSWGraph(HNSWParameters(dimension: 384, m: 8, efConstruction: 40))
            for label in 0..<Int64(count) { try graph.upsert(label, vectors.next().vector) }
            for label in stride(from: Int64(3), to: Int64(count), by: 97) { try graph.delete(label) }
            folder = try TemporaryFolder()
            let path = folder.file("damaged").path
            try graph.save(to: path, sequence: 5)
            intact = [UInt8](try Data(contentsOf: folder.file("damaged")))
            queries = (0..<8).map { _ in vectors.next().vector }
            answers = try queries.map { try graph.search($0, k: 10).hits }
            file = try DamagedFile(path: path, intact: intact)
        }

        func opened() -> HNSWGraph? { try? HNSWGraph.open(file.path, verifying: .onFirstUse).graph }
    }

    /// What a graph gives back of a vector is verified as what a search reads.
    @Test func aVectorWhosePageIsDamagedIsNone() throws {
        let fixture = try Fixture()
        // Of a file of its own: the other is damaged in its place.
        let path = fixture.folder.file("intact").path
        try Data(fixture.intact).write(to: URL(fileURLWithPath: path))
        let intact = try HNSWGraph.open(path).graph
        var (lost, random) = (0, SeededGenerator(seed: 92))
        for _ in 0..<200 {
            let isDamaged = try fixture.file.damage(&random)
            defer { try? fixture.file.mend() }
            guard isDamaged, let graph = fixture.opened() else { continue }
            for slot in stride(from: UInt32(0), to: 3_000, by: 7) where intact.isLive(slot) {
                guard let vector = graph.vector(at: slot) else {
                    lost += 1
                    break
                }
                #expect(vector == intact.vector(at: slot))
            }
        }
        #expect(lost > 0)
    }

    /// Whatever is damaged, each search gives the right answer or none; afterwards the whole file is refused.
    @Test(arguments: Seeds.list(2)) func aSearchOfADamagedFileIsRightOrRefused(seed: UInt64) throws {
        let fixture = try Fixture()
        var random = SeededGenerator(seed: seed)
        var tally = Tally()
        for _ in 0..<LongRun.rounds(normally: 1_500, long: 3_000) {
            let isDamaged = try fixture.file.damage(&random)
            defer { try? fixture.file.mend() }
            guard isDamaged else { continue }
            guard let graph = fixture.opened() else {
                tally.refused += 1
                continue
            }
            for (query, answer) in zip(fixture.queries, fixture.answers).shuffled(using: &random).prefix(3) {
                guard let hits = try Self.hits(of: query, in: graph) else {
                    tally.found += 1
                    continue
                }
                #expect(hits == answer, "seed \(seed)")
                tally.right += 1
            }
            #expect(throws: HNSWFileError.self) { try graph.verify() }
            try expectRefusal(of: graph, fixture)
        }
        // Each kind of end was met: a test of one of them alone would prove little.
        #expect(tally.refused > 0 && tally.right > 0 && tally.found > 0, "\(tally)")
    }

    /// Nil where the search found the file damaged.
    private static func hits(of query: [Float], in graph: HNSWGraph) throws -> [HNSWHit]? {
        let answer = Result { () throws(HNSWError) in try graph.search(query, k: 10).hits }
        if case .failure(.damagedFile) = answer { return nil }
        return try answer.get()
    }

    private struct Tally {
        var refused = 0
        var right = 0
        var found = 0
    }

    /// A graph that was found damaged answers, changes and saves nothing any more.
    private func expectRefusal(of graph: HNSWGraph, _ fixture: Fixture) throws {
        #expect(graph.damage != nil && !graph.isVerified)
        #expect(throws: HNSWError.self) { try graph.search(fixture.queries[0], k: 10) }
        #expect(throws: HNSWError.self) { try graph.upsert(1_000, fixture.queries[0]) }
        #expect(throws: HNSWError.self) { try graph.delete(1) }
        let path = fixture.folder.file("laundered").path
        #expect(throws: HNSWFileError.self) { try graph.save(to: path, sequence: 6) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    /// Every chunk by itself, damaged before anything was read: a search that needs it says so, and a scan, which
    /// needs all, always does.
    @Test func damageInAnyChunkIsFoundByWhoUsesItFirst() throws {
        let fixture = try Fixture()
        var found = 0
        for place in stride(from: 8_192 + 100, to: fixture.intact.count, by: 65_536) {
            try fixture.file.overwrite(place, with: [fixture.intact[place] ^ 4])
            defer { try? fixture.file.mend() }
            guard let graph = fixture.opened() else { continue }
            found += 1
            #expect(throws: HNSWError.self, "at \(place)") { try graph.exactSearch(fixture.queries[0], k: 10) }
            #expect(throws: HNSWError.self) { try graph.search(fixture.queries[0], k: 10) }
        }
        #expect(found > 20, "few chunks were damaged: is the file as large as it was?")
    }

    /// Searches beside `verify`, on a whole file and on damaged ones: right or refused, and `verify` says which.
    @Test(arguments: Seeds.list(1)) func searchesBesideVerificationAreRightOrRefused(seed: UInt64) async throws {
        let fixture = try Fixture()
        var random = SeededGenerator(seed: seed)
        for round in 0..<LongRun.rounds(normally: 60, long: 300) {
            let isWhole = try round % 4 == 0 || !fixture.file.damage(&random)
            defer { try? fixture.file.mend() }
            guard let graph = fixture.opened() else { continue }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for first in 0..<2 {
                    group.addTask {
                        for index in 0..<fixture.queries.count {
                            let place = (first * 4 + index) % fixture.queries.count
                            let hits = try Self.hits(of: fixture.queries[place], in: graph)
                            #expect(hits == fixture.answers[place] || hits == nil && !isWhole)
                        }
                    }
                }
                group.addTask {
                    if isWhole {
                        try graph.verify()
                    } else {
                        #expect(throws: HNSWFileError.self) { try graph.verify() }
                    }
                }
                try await group.waitForAll()
            }
            #expect(graph.isVerified == isWhole)
        }
    }
}
