import Testing

@Suite struct MigrationTests {
    @Test func migrationsAreNumberedWithoutGaps() throws {
        let names = RepositoryFiles.under("schemas", "sql").map { $0.dropFirst("schemas/".count) }
        #expect(!names.isEmpty)
        for (index, name) in names.enumerated() {
            let match = try #require(name.wholeMatch(of: /(\d{3})_[a-z0-9_]+\.sql/), "\(name): NNN_what_it_does.sql")
            #expect(Int(match.1) == index + 1, "\(name)")
        }
    }

    /// A migration that is not in the program is never run.
    @Test func theProgramCarriesEveryMigration() throws {
        let carried = try RepositoryFiles.text("Sources/CAssets/assets.c")
        for path in RepositoryFiles.under("schemas", "sql") {
            let isCarried = carried.contains("{\"\(path)\",")
            #expect(isCarried, "\(path) is not in Sources/CAssets/assets.c")
        }
    }
}
