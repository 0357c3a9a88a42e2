import Foundation
import HNSW
import TestSupport
import Testing

/// Replays what a power cut may leave of a save at every moment of it.
///
/// The rule: a save that returned is there; one that did not has left the file before, or its own. No other
/// file is ever found in place, so a damaged one is never legal.
@Suite struct PowerCutTests {
    /// The smallest graphs: their saves are few enough writes to lose every subset of them.
    private func smallGraphs(_ count: Int) throws -> [HNSWGraph] {
        try (1...count).map { number in
            let graph = try HNSWGraph(HNSWParameters(dimension: 2, m: 2, efConstruction: 10))
            for label in 0..<Int64(2 * number) { try graph.upsert(label, [Float(label), 1]) }
            try graph.delete(0)
            return graph
        }
    }

    private struct Violation: Error {}

    /// Loses every subset of the unsynced writes at every moment.
    ///
    /// - Returns: how many states that makes.
    /// - Throws: `Violation` at the first state that must not be.
    private func loseEverySubset(of story: PowerCutStory) throws -> Int {
        var states = 0
        try story.forEachMoment { moment in
            var choices = AllChoices()
            repeat {
                let found = moment.disk.afterPowerCut(.writes, &choices)
                states += 1
                if story.version(of: found, at: moment) == nil { throw Violation() }
            } while choices.advance()
        }
        return states
    }

    @Test func whateverIsLostOldOrNewIsFound() throws {
        let folder = try TemporaryFolder()
        let story = try PowerCutStory(of: smallGraphs(2), in: folder)
        let states = try loseEverySubset(of: story)
        #expect(states > 5_000, "only \(states) states: does the trace hold the writes?")
    }

    /// The replay is worth something: it finds what a program leaves that forgets to sync.
    @Test func aMissingSyncIsFound() throws {
        let folder = try TemporaryFolder()
        let story = try PowerCutStory(of: smallGraphs(2), in: folder)
        #expect(throws: Violation.self) { try loseEverySubset(of: story.without(\.isSync)) }
        #expect(throws: Violation.self) { try loseEverySubset(of: story.without(\.isFolderSync)) }
    }

    /// Sectors of 512 bytes, each written by itself: each is the only one that is lost, and the only one that is not.
    @Test func noSectorAloneMatters() throws {
        let folder = try TemporaryFolder()
        let graphs = try [40, 50].map { try ClusteredGraph(count: $0, seed: 81).graph }
        let story = try PowerCutStory(of: graphs, in: folder, pieceLength: PowerCutDisk.sectorLength)
        var states = 0
        story.forEachMoment { moment in
            for usual in 0...1 {
                var exception = 0
                while true {
                    var choices = AllButOne(usual: usual, exception: exception)
                    let found = moment.disk.afterPowerCut(.writes, &choices)
                    states += 1
                    #expect(story.version(of: found, at: moment) != nil)
                    if choices.asked <= exception { break }
                    exception += 1
                }
            }
        }
        #expect(states > 3_000)
    }

    /// States of larger files drawn at random, laid on a real disk: the graph opens as it was saved, and whatever
    /// lies beside it, the next save works.
    @Test(arguments: Seeds.list(3)) func drawnStatesOpenAndTakeTheNextSave(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let graphs = try (0..<3).map { try ClusteredGraph(count: 200 + 50 * $0, seed: seed + UInt64($0)).graph }
        let story = try PowerCutStory(of: graphs, in: folder, pieceLength: 16_384)
        var choices = RandomChoices(generator: SeededGenerator(seed: seed))
        try story.forEachMoment { moment in
            for round in 0..<LongRun.rounds(normally: 4, long: 8) {
                let found = moment.disk.afterPowerCut(.sectors, &choices)
                guard let version = story.version(of: found, at: moment) else {
                    Issue.record("seed \(seed): neither the old nor the new graph")
                    continue
                }
                guard round == 0 else { continue }
                try expectOpens(found, as: version == 0 ? nil : graphs[version - 1], version, then: graphs[0])
            }
        }
    }

    private func expectOpens(
        _ found: [String: [UInt8]], as graph: HNSWGraph?, _ version: Int, then next: HNSWGraph
    ) throws {
        let folder = try TemporaryFolder()
        for (path, bytes) in found {
            try folder.write(Data(bytes), to: URL(fileURLWithPath: path).lastPathComponent)
        }
        let path = folder.file("graph").path
        if let graph {
            let opened = try HNSWGraph.open(path)
            #expect(opened.sequence == UInt64(version))
            #expect(Set(opened.graph.labels) == Set(graph.labels))
            try opened.graph.checkInvariants()
        } else {
            #expect(throws: HNSWFileError.missing(path: path)) { try HNSWGraph.open(path) }
        }
        try next.save(to: path, sequence: 99)
        #expect(try HNSWGraph.open(path).sequence == 99)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["graph"])
    }

    /// A process was killed in a save, at any of its calls; the next save meets what it left, and then the power goes.
    @Test(arguments: Seeds.list(1)) func whatAKilledSaveLeftDoesNoHarm(seed: UInt64) throws {
        var choices = RandomChoices(generator: SeededGenerator(seed: seed))
        for calls in 0... {
            let folder = try TemporaryFolder()
            let story = try PowerCutStory(of: smallGraphs(3), in: folder, killed: (save: 2, calls: calls))
            story.forEachMoment { moment in
                for _ in 0..<LongRun.rounds(normally: 20, long: 60) {
                    let found = moment.disk.afterPowerCut(.sectors, &choices)
                    #expect(story.version(of: found, at: moment) != nil, "seed \(seed), killed after \(calls) calls")
                }
            }
            if story.trace.steps.contains(where: { if case .saveReturned(2) = $0 { true } else { false } }) { break }
        }
    }

    /// The model of the disk that the tests above trust.
    @Test func withoutAPowerCutTheModelHoldsWhatTheDiskHolds() throws {
        let folder = try TemporaryFolder()
        let story = try PowerCutStory(of: smallGraphs(3), in: folder, pieceLength: 1_000)
        story.forEachMoment { moment in
            guard moment.returned == moment.begun, moment.returned > 0 else { return }
            #expect(moment.disk.now == [story.path: story.versions[moment.returned - 1]])
        }
    }
}

/// Answers all questions alike but one.
private struct AllButOne: Choices {
    let usual: Int
    let exception: Int
    private(set) var asked = 0

    init(usual: Int, exception: Int) {
        self.usual = usual
        self.exception = exception
    }

    mutating func choose(_ count: Int) -> Int {
        defer { asked += 1 }
        return asked == exception ? 1 - usual : usual
    }
}
