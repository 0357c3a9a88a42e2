import Testing

/// Files and functions that a reader can hold in mind.
@Suite struct LengthTests {
    static let longestFile = 400
    static let longestFunction = 70

    /// Longer files, each with the reason; the test says when one is no longer needed.
    static let longFiles: [String: String] = [:]

    /// Longer functions as `path name`, each with the reason.
    static let longFunctions: [String: String] = [:]

    @Test func noFileIsTooLong() throws {
        let paths =
            RepositoryFiles.under("Sources", "swift", "c", "h", "py")
            + RepositoryFiles.under("Tests", "swift", "py") + ["rapport"]
        for path in paths where !RepositoryFiles.isGenerated(path) {
            let count =
                try RepositoryFiles.text(path).split(separator: "\n", omittingEmptySubsequences: false).count - 1
            if Self.longFiles[path] == nil {
                #expect(count <= Self.longestFile, "\(path): one idea, one file")
            } else {
                #expect(count > Self.longestFile, "\(path) needs no exception")
            }
        }
    }

    @Test func noFunctionIsTooLong() throws {
        var exceptions = Set(Self.longFunctions.keys)
        let paths = RepositoryFiles.under("Sources", "swift") + RepositoryFiles.under("Tests", "swift")
        for path in paths where !RepositoryFiles.isGenerated(path) {
            for function in SwiftSource(try RepositoryFiles.text(path)).functions {
                if function.lineCount > Self.longestFunction, exceptions.remove("\(path) \(function.name)") != nil {
                    continue
                }
                #expect(
                    function.lineCount <= Self.longestFunction, "\(path):\(function.firstLine) \(function.name)")
            }
        }
        #expect(exceptions.isEmpty, "these need no exception")
    }

    @Test func functionsAreMeasuredFromNameToBrace() {
        let source = SwiftSource(
            """
            protocol P {
                func required(_ x: Int) -> Int
                init()
            }
            struct S {
                func short() { run { 1 } }
                public init(
                    x: Int = { 3 }()
                ) throws {
                    // }
                    let text = "}"
                }
                subscript(index: Int) -> Int {
                    index
                }
            }
            """)
        #expect(
            source.functions == [
                FunctionSpan(name: "short", firstLine: 6, lineCount: 1),
                FunctionSpan(name: "init", firstLine: 7, lineCount: 6),
                FunctionSpan(name: "subscript", firstLine: 13, lineCount: 3),
            ])
    }
}
