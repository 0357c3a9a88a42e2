import Testing

/// People's private messages must not get into git by accident.
@Suite struct PrivateDataTests {
    @Test(arguments: [
        "index/rapport.sqlite", "index/rapport.sqlite-wal", "index/rapport.lock", "index/graphs/turns.hnsw",
        "index/demo/rapport.sqlite", "index/demo/README.md", "index/anything", "HOMEWORK_LOGS.pkl",
        "logs.pkl", "logs.csv.gz", "conversation_features.csv", "fans.jsonl", "data/HOMEWORK_LOGS.pkl",
    ])
    func gitIgnoresPrivateData(path: String) {
        #expect(isIgnored(path))
    }

    @Test(arguments: ["index/README.md", "data/sample_logs.pkl", "data/README.md"])
    func gitKeepsWhatIsPublic(path: String) {
        #expect(!isIgnored(path))
    }

    @Test func gitHoldsNothingInTheIndexButItsReadme() {
        let tracked = RepositoryFiles.git(["ls-files", "-z", "index"]).split(separator: "\0")
        #expect(tracked == ["index/README.md"])
    }

    private func isIgnored(_ path: String) -> Bool {
        // `--no-index`: the rule counts, not whether somebody has forced the file in.
        RepositoryFiles.git(["check-ignore", "--no-index", path]).contains(path)
    }
}
