import Testing

@Suite struct BannedCallTests {
    static let swiftFiles = RepositoryFiles.under("Sources", "swift") + RepositoryFiles.under("Tests", "swift")

    @Test func noFileMakesABannedCall() throws {
        for path in Self.swiftFiles {
            let source = SwiftSource(try RepositoryFiles.text(path))
            for banned in BannedCall.all where banned.applies(path) && banned.exceptions[path] == nil {
                let lines = banned.lines(in: source)
                #expect(lines.isEmpty, "\(path): instead of \(banned.word) write \(banned.instead)")
            }
        }
    }

    @Test func everyExceptionIsStillNeeded() throws {
        for banned in BannedCall.all {
            for path in banned.exceptions.keys.sorted() {
                let source = SwiftSource(try RepositoryFiles.text(path))
                #expect(!banned.lines(in: source).isEmpty, "\(path) needs no exception for \(banned.word)")
            }
        }
    }

    /// What is to be done is an issue, where it is seen.
    @Test func noFileHoldsALeftoverNote() throws {
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
        let endings = ["swift", "c", "h", "py", "sql", "md", "yaml", "html", "js", "css"]
        for path in RepositoryFiles.all where endings.contains(where: { path.hasSuffix(".\($0)") }) {
            let text = try RepositoryFiles.text(path)
            for word in words {
                let pattern = try Regex("\\b\(word)\\b")
                #expect(text.firstMatch(of: pattern) == nil, "\(path) holds a note that belongs in an issue")
            }
        }
    }

    @Test func aBannedCallIsSeenInCodeOnly() throws {
        let source = SwiftSource(
            #"""
            // print(1)
            let a = "print(2)" /* print(3) /* nested */ print(4) */
            let b = """
                print(5) \(c.map { "print(6)" })
                """
            fingerprint(7)
            print(8); let c = #"\#(")" + "x") print(9) "quoted" "#; print(10)
            """#)
        let banned = try #require(BannedCall.all.first { $0.word == "print(" })
        #expect(banned.lines(in: source) == [7])
        #expect(banned.applies("Sources/Store/X.swift"))
        #expect(!banned.applies("Sources/rapport/X.swift"))
    }
}
