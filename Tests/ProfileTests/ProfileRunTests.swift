import Profile
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing
import Workflow

/// The walk over the store that gives every pair its profile.
struct ProfileRunTests {
    private static let tom = PairID(fanID: "Tom_88123", modelName: "Model3")
    private static let tomElsewhere = PairID(fanID: "Tom_88123", modelName: "Model4")

    @Test func aSecondRunMakesNothingAndAChangedPairIsMadeAgain() async throws {
        let fixture = try ProfiledStore()
        _ = try fixture.loadSynthetic(fans: 12, seed: 3)
        let first = try await fixture.profile()
        #expect(first.made == first.pairs && first.made > 12 && first.unchanged == 0)
        let second = try await fixture.profile()
        #expect(second.made == 0 && second.unchanged == first.pairs)
        try fixture.load(ProfiledStore.rows(Self.tom, ["im a nurse"]))
        let third = try await fixture.profile()
        #expect(third.made == 1 && third.unchanged == first.pairs)
        #expect(third.statements["job"] == 1)
    }

    @Test func theSameFanOnTwoModelsHasTwoProfiles() async throws {
        let fixture = try ProfiledStore()
        try fixture.load(
            ProfiledStore.rows(Self.tom, ["im a nurse", "my dog max"])
                + ProfiledStore.rows(Self.tomElsewhere, ["i live in denver"]))
        try await fixture.profile()
        let here = try #require(try fixture.profile(of: Self.tom))
        let there = try #require(try fixture.profile(of: Self.tomElsewhere))
        #expect(here[.job].map(\.text) == ["nurse"] && here[.locationHints].isEmpty)
        #expect(there[.locationHints].map(\.text) == ["Denver"] && there[.job].isEmpty && there[.pets].isEmpty)
    }

    @Test func aProfileThatCitesRowsOfAnotherPairIsAFailureOfThatPairAlone() async throws {
        let fixture = try ProfiledStore()
        try fixture.load(ProfiledStore.rows(Self.tom, ["hi"]) + ProfiledStore.rows(Self.tomElsewhere, ["hello"]))
        let profiler = ScriptedProfiler { histories in
            let foreign = histories.last?.entries.map(\.rowID) ?? []
            return ProfileBatch(
                outcomes: Dictionary(
                    uniqueKeysWithValues: histories.map { history in
                        (history.pair, .made(ScriptedProfiler.profile(citing: foreign, of: history)))
                    }))
        }
        let report = try await fixture.profile(profiler)
        #expect(report.made == 1 && report.failed == 1)
        #expect(try fixture.profile(of: Self.tom) == nil)
        #expect(try fixture.store.profileFailures().values.map(\.reason) == ["it cites rows that are not the pair's"])
    }

    @Test func aPairThatFailedIsLeftUntilItChangesOrIsAskedFor() async throws {
        let fixture = try ProfiledStore()
        try fixture.load(ProfiledStore.rows(Self.tom, ["hi"]))
        let profiler = ScriptedProfiler { histories in
            ProfileBatch(
                outcomes: Dictionary(uniqueKeysWithValues: histories.map { ($0.pair, .failed(reason: "no reason")) }))
        }
        #expect(try await fixture.profile(profiler).failed == 1)
        let second = try await fixture.profile(profiler)
        #expect(second.failed == 0 && second.failedBefore == 1)
        #expect(try await fixture.profile(profiler, policy: .init(retriesFailed: true)).failed == 1)
        try fixture.load(ProfiledStore.rows(Self.tom, ["hi", "there"]))
        #expect(try await fixture.profile(profiler).failed == 1)
        #expect(try await fixture.profile().made == 1)
        #expect(try fixture.store.profileFailures().isEmpty)
    }

    @Test func aStopKeepsWhatWasMadeAndTheNextRunGoesOn() async throws {
        let fixture = try ProfiledStore()
        _ = try fixture.loadSynthetic(fans: 8, seed: 5)
        let calls = Mutex(0)
        let profiler = ScriptedProfiler { histories in
            let call = calls.withLock { count in
                count += 1
                return count
            }
            let outcomes = Dictionary(
                uniqueKeysWithValues: histories.map { history in
                    let rows = Array(history.entries.map(\.rowID).prefix(1))
                    return (history.pair, ProfileOutcome.made(ScriptedProfiler.profile(citing: rows, of: history)))
                })
            guard call == 2 else { return ProfileBatch(outcomes: outcomes) }
            let first = histories.first.flatMap { outcomes[$0.pair] }
            return ProfileBatch(
                outcomes: first.map { [histories[0].pair: $0] } ?? [:], stop: StoreError.busy(seconds: 7))
        }
        let stopped = try await fixture.profile(profiler)
        #expect(stopped.made == 3 && stopped.stopped == StoreError.busy(seconds: 7).message)
        #expect(stopped.made + stopped.pending == stopped.pairs)
        let rest = try await fixture.profile(profiler)
        #expect(rest.unchanged == 3 && rest.made == rest.pairs - 3 && rest.stopped == nil)
    }

    @Test func rulesThatStepInForAModelLeaveItsProfilesAlone() async throws {
        let fixture = try ProfiledStore()
        try fixture.load(ProfiledStore.rows(Self.tom, ["i work as a pilot"]))
        let model = ScriptedProfiler { histories in
            ProfileBatch(
                outcomes: Dictionary(
                    uniqueKeysWithValues: histories.map { history in
                        (history.pair, .made(ScriptedProfiler.profile(citing: [history.entries[0].rowID], of: history)))
                    }))
        }
        try await fixture.profile(model)
        let kept = try await fixture.profile(policy: .init(replacesModels: false))
        #expect(kept.kept == 1 && kept.made == 0)
        #expect(try fixture.profile(of: Self.tom)?.source == .llm)
        #expect(try await fixture.profile().made == 1)
        #expect(try fixture.profile(of: Self.tom)?[.job].map(\.text) == ["pilot"])
    }

    @Test(arguments: Seeds.list(2)) func everyStatementOfEveryPairCitesItsOwnRows(seed: UInt64) async throws {
        let fixture = try ProfiledStore()
        _ = try fixture.loadSynthetic(fans: 20, seed: seed)
        #expect(try await fixture.profile().failed == 0)
        for pair in try fixture.store.pairs() {
            let profile = try #require(try fixture.profile(of: pair.pair))
            #expect(try fixture.store.history(of: pair).supports(profile))
        }
    }
}
