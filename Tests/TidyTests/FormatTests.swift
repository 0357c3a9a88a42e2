import Testing

@Suite struct FormatTests {
    @Test func everyFileIsLaidOutByTheFormatter() throws {
        let files =
            RepositoryFiles.under("Sources", "swift") + RepositoryFiles.under("Tests", "swift")
            + ["Package.swift"]
        let lint = try RepositoryFiles.run("swift", ["format", "lint", "--strict", "--parallel"] + files)
        #expect(lint.succeeded, "\(lint.errorText.prefix(4000)) run: swift format -i on the files named")
    }
}
