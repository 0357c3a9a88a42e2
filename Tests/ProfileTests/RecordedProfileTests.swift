import Foundation
import LanguageModel
import Profile
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

/// What a real model, Qwen2.5-Coder-1.5B on llama.cpp, once answered about four made-up pairs.
///
/// Where a change of the prompt makes the recording stale, `Sources/RapportBench/peers/local_llm.sh` serves that model,
/// and with the variables that it names and `RAPPORT_LLM_RECORD=Tests/ProfileTests/Fixtures/Recording` these commands
/// make it anew: `rapport ingest Tests/ProfileTests/Fixtures/Recording/logs.csv` and `rapport profile`, in a new store.
@Suite struct RecordedProfileTests {
    private static let folder = RepositoryRoot.file("Tests/ProfileTests/Fixtures/Recording").path

    private func replayed() async throws -> (store: RapportStore, folder: TemporaryFolder, report: ProfileReport) {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: folder.url.path, creating: true)
        _ = try Ingest(store: store).run(files: [Self.folder + "/logs.csv"], now: Timestamp(nanoseconds: 0))
        let model = ReplayedChatModel(try ChatRecording(reading: Self.folder))
        let profiler = try LLMProfiler(
            model: LedgeredChatModel(model, purpose: .profile, prices: .none, ledger: store),
            settings: .init(contextTokens: 16_384), cache: store, ledger: store)
        let report = try await ProfileRun(store: store, profiler: profiler).run(now: { Timestamp(nanoseconds: 0) })
        return (store, folder, report)
    }

    @Test func aRealModelsAnswersBecomeProfilesOfWhatTheFansSaid() async throws {
        let (store, _, report) = try await replayed()
        #expect(report.made == 4)
        #expect(report.failed == 0)
        let profile = try profile(of: PairID(fanID: "bert_100001", modelName: "Model1"), in: store)
        #expect(profile[.job].contains { $0.text.lowercased().contains("electrician") })
        #expect(profile[.pets].contains { $0.text.lowercased().contains("beagle") })
    }

    /// The same fan with another model is another pair, whatever a model makes of it.
    @Test func whatAFanToldOneModelIsNotKnownToAnother() async throws {
        let (store, _, _) = try await replayed()
        let other = try profile(of: PairID(fanID: "bert_100001", modelName: "Model2"), in: store)
        let texts = other.statements.values.joined().map { $0.text.lowercased() }
        #expect(!texts.isEmpty)
        for word in ["electrician", "beagle", "fishing", "duluth"] {
            #expect(!texts.contains { $0.contains(word) })
        }
    }

    @Test func everyStatementNamesRowsInWhichTheFanSpoke() async throws {
        let (store, _, _) = try await replayed()
        for pair in try store.pairs() {
            let rows = Dictionary(uniqueKeysWithValues: try store.rows(of: pair.pairID).map { ($0.rowID, $0.row) })
            for statement in try profile(of: pair.pair, in: store).statements.values.joined() {
                #expect(statement.evidence.allSatisfy { rows[$0] != nil })
                #expect(statement.evidence.contains { rows[$0]?.fanMessage.isEmpty == false })
            }
        }
    }

    @Test func aReplayIsOnRecordAndCostsNothing() async throws {
        let (store, _, _) = try await replayed()
        let calls = try store.llmCalls()
        #expect(!calls.isEmpty)
        #expect(calls.allSatisfy { $0.requests == 0 && $0.costUSD == 0 })
    }

    private func profile(of pair: PairID, in store: RapportStore) throws -> FanProfile {
        let pairID = try #require(try store.pair(pair)).pairID
        return try #require(try store.profiles(ofPairs: [pairID])[pairID]).profile
    }
}
