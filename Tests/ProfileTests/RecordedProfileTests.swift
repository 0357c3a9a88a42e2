import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// What a real language model (Qwen2.5-Coder-1.5B-Instruct, Q4_K_M) once answered about made-up fans, replayed.
///
/// Where a prompt has changed the recording no longer fits and the test says so; `Fixtures/Recording/README.md` says how
/// to make a new one.
@Suite struct RecordedProfileTests {
    private static let fixture = RepositoryRoot.file("Tests/ProfileTests/Fixtures/Recording")

    @Test func realAnswersBecomeProfilesThatRestOnTheFansOwnRows() throws {
        let folder = try TemporaryFolder()
        let store = folder.file("store").path
        let environment = [
            "RAPPORT_LLM_REPLAY": Self.fixture.appending(path: "answers").path,
            "RAPPORT_LLM_CONTEXT_TOKENS": "16384",
        ]
        let ingested = try RapportBinary.run(
            ["--store", store, "ingest", Self.fixture.appending(path: "logs.csv").path, "--quiet"])
        try #require(ingested.succeeded, "\(ingested.errorText)")
        let run = try RapportBinary.run(
            ["--store", store, "profile", "--json", "--quiet"], environment: environment)
        try #require(run.succeeded, "\(run.errorText) \(run.text)")
        let report = try #require(
            try JSONSerialization.jsonObject(with: run.standardOutput) as? [String: Any])
        #expect(report["source"] as? String == "llm")
        #expect(report["made"] as? Int == 4)
        // It mixed fans up, who were asked about again alone, and cited rows that say nothing of what it stated.
        let counts = try #require(report["llm"] as? [String: Any])
        #expect(counts["swapped"] as? Int == 2)
        let dropped = try #require(counts["dropped"] as? [String: Any])
        #expect(dropped["not_said"] as? Int == 4)
        #expect(dropped["without_rows"] as? Int == 2)

        let opened = try RapportStore(folder: store, creating: false)
        let pairs = try opened.pairs()
        let profiles = try opened.profiles(ofPairs: pairs.map(\.pairID))
        for pair in pairs {
            let profile = try #require(profiles[pair.pairID]?.profile)
            let own = Set(try opened.rows(of: pair.pairID).map(\.rowID))
            for field in ProfileField.allCases {
                for statement in profile[field] {
                    #expect(!statement.evidence.isEmpty)
                    #expect(Set(statement.evidence).isSubset(of: own))
                    #expect(statement.text.lowercased() != "none")
                }
            }
        }
    }
}
