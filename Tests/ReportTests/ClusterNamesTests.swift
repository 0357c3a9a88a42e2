import RapportCore
import Store
import TestSupport
import Testing
import Workflow

import Report

/// What clusters are called.
@Suite struct ClusterNamesTests {
    @Test func nameIsMadeOfFiguresAndTerms() {
        let traits = ClusterNames.Traits(
            stageShares: [1: 0.2, 2: 0.7, 3: 0.1], distances: [.rows: 0.5, .emoji: -1.2])
        let all = [1: 0.6, 2: 0.2, 3: 0.2]
        #expect(
            ClusterNames.name(traits, all: all, terms: ["gym", "dog", "work", "tired"])
                == "Plain-spoken regulars (gym, dog, work)")
        #expect(ClusterNames.name(traits, all: all, terms: []) == "Plain-spoken regulars")
        #expect(ClusterNames.name(ClusterNames.Traits(), all: [:], terms: []) == "Fans")
    }

    /// A word that the fans of one cluster use is its term; one fan's word, names and numbers are not.
    @Test func termsAreWhatManyFansOfAClusterUse() throws {
        let folder = try TemporaryFolder()
        let log = folder.file("logs.csv")
        var lines = ["chatter_name,model_name,fan_message,chatter_message,price,purchased,fan_id,datetime,tips,revenue"]
        for fan in 0..<60 {
            let word = fan.isMultiple(of: 2) ? "sailing" : "cooking"
            let own = fan == 0 ? String(repeating: "xylophone ", count: 50) : ""
            lines.append(
                "Chatter1,Model1,i love \(word) with martin \(own)12345,hi,0,False,martin_\(fan),2025-04-09 00:00:\(fan < 10 ? "0" : "")\(fan),0,0"
            )
        }
        try lines.joined(separator: "\n").write(to: log, atomically: true, encoding: .utf8)
        let store = try RapportStore(folder: folder.file("store").path, creating: true)
        _ = try Ingest(store: store).run(files: [log.path], now: Timestamp(nanoseconds: 0))
        var clusters: [DistinguishingTerms.StageKey: Int] = [:]
        try store.forEachPair { pair, _ in
            let number = Int(pair.pair.fanID.split(separator: "_")[1]) ?? 0
            clusters[.init(pairID: pair.pairID, stage: 1)] = number % 2
        }
        let terms = try DistinguishingTerms(store: store, clusters: clusters)
        #expect(terms.terms(of: 0) == ["sailing"])
        #expect(terms.terms(of: 1) == ["cooking"])
        #expect(terms.terms(of: 7).isEmpty)
    }
}
