import RapportBench
import TestSupport
import Testing

@Suite struct SettingTests {
    @Test func aSettingIsReadAsItIsWritten() {
        for contender in Contender.allCases {
            let setting = GraphSetting(contender: contender, m: 24, efConstruction: 300)
            #expect(GraphSetting(text: setting.text) == setting)
        }
    }

    @Test(arguments: ["", "hnswlib", "hnswlib:16", "hnswlib:16:200:9", "other:16:200", "hnswlib:1:200", "hnswlib:16:0"])
    func whatIsNoSettingIsRefused(text: String) {
        #expect(GraphSetting(text: text) == nil)
    }

    @Test func theLadderEndsWhenEveryRecallIsReached() {
        var ladder = EfLadder(targets: [0.95, 0.99])
        for recall in [0.9, 0.95, 0.98] {
            ladder.record(recall)
            #expect(!ladder.isDone)
        }
        ladder.record(0.99)
        #expect(ladder.isDone)
    }

    @Test func theLadderEndsWhereMoreCandidatesFindNothingMore() {
        var ladder = EfLadder(targets: [0.99])
        for recall in [0.7, 0.8, 0.8901, 0.8902, 0.8902, 0.8903] {
            ladder.record(recall)
            #expect(!ladder.isDone)
        }
        ladder.record(0.8903)
        #expect(ladder.isDone)
    }

    @Test func theLadderRises() {
        #expect(zip(EfLadder.standard, EfLadder.standard.dropFirst()).allSatisfy { $0 < $1 })
    }
}
