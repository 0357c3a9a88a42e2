import ChatLog
import Foundation
import Profile
import RapportCore
import Store
import TestSupport
import Workflow

/// A store in a folder of its own, filled from rows or from a synthetic log.
struct ProfiledStore {
    static let now = Timestamp(nanoseconds: 1_800_000_000_000_000_000)

    let folder: TemporaryFolder
    let store: RapportStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RapportStore(folder: folder.file("store").path, creating: true)
    }

    /// Loads rows as a log of their own.
    func load(_ rows: [LogRow]) throws {
        let log = folder.file("\(UUID().uuidString).csv").path
        try LogWriter.write(LogTable(rows: rows), to: log)
        _ = try Ingest(store: store).run(files: [log], now: Self.now)
    }

    /// Loads a synthetic log and gives its truth.
    func loadSynthetic(fans: Int, seed: UInt64) throws -> SyntheticTruth {
        let logs = SyntheticLogs(fans: fans, models: 5, days: 5, seed: seed).generate()
        let log = folder.file("synthetic-\(seed).csv").path
        try LogWriter.write(logs.table, index: logs.index, to: log)
        _ = try Ingest(store: store).run(files: [log], now: Self.now)
        return logs.truth
    }

    @discardableResult
    func profile(
        _ profiler: any Profiler = RulesProfiler(), policy: ProfileRun.Policy = ProfileRun.Policy()
    ) async throws -> ProfileReport {
        try await ProfileRun(store: store, profiler: profiler, policy: policy).run(now: { Self.now })
    }

    func profile(of pair: PairID) throws -> FanProfile? {
        guard let stored = try store.pair(pair) else { return nil }
        return try store.profiles(ofPairs: [stored.pairID])[stored.pairID]?.profile
    }

    /// A fan's messages to a model, a minute apart.
    static func rows(_ pair: PairID, _ messages: [String]) -> [LogRow] {
        messages.enumerated().map { index, message in
            LogRow(
                chatterName: "Chatter1", modelName: pair.modelName, fanMessage: message, chatterMessage: "hey!",
                price: 0, purchased: false, fanID: pair.fanID,
                datetime: Timestamp(nanoseconds: (1_744_156_800 + Int64(index) * 60) * 1_000_000_000), tips: 0,
                revenue: 0)
        }
    }
}

/// A profiler that does what a test says.
struct ScriptedProfiler: Profiler {
    var source = FanProfile.Source.llm
    var maker = "scripted"
    var pairsPerBatch = 2
    var answer: @Sendable ([PairHistory]) throws -> ProfileBatch

    func contentHash(of history: PairHistory) -> ContentHash { history.textHash(maker: maker) }
    func profiles(of histories: [PairHistory]) async throws -> ProfileBatch { try answer(histories) }

    /// A profile that cites the given rows.
    static func profile(citing rows: [Int64], of history: PairHistory) -> FanProfile {
        FanProfile(
            source: .llm, statements: [.job: [ProfileStatement(text: "nurse", evidence: rows)]],
            communication: CommunicationPattern(of: history))
    }
}
