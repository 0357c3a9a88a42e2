import Foundation
import TestSupport
import Testing

@Suite struct LayoutTests {
    /// What may lie at the top, each with what it is for.
    static let topLevel: [String: String] = [
        ".ci": "what continuous integration runs",
        ".gitignore": "what stays out of git",
        ".swift-format": "how the sources are laid out",
        "LICENSE": "the terms",
        "Package.swift": "the modules and what they stand on",
        "README.md": "the way in",
        "Sources": "the program",
        "Tests": "the tests",
        "data": "sample logs",
        "index": "the default store",
        "notebooks-md": "analyst notebooks",
        "rapport": "the launcher",
        "schemas": "migrations and the shapes of what goes in and out",
    ]

    @Test func thisIsAGitCheckoutWithFiles() {
        #expect(RepositoryFiles.all.contains("Package.swift"))
    }

    @Test func theTopLevelHoldsOnlyWhatItMay() {
        let found = Set(RepositoryFiles.all.map { String($0.prefix { $0 != "/" }) })
        #expect(found.subtracting(Self.topLevel.keys).isEmpty)
        #expect(Set(Self.topLevel.keys).subtracting(found).isEmpty)
    }

    @Test func everyFolderAtTheTopSaysWhatLivesThere() {
        let folders = Set(RepositoryFiles.all.filter { $0.contains("/") }.map { String($0.prefix { $0 != "/" }) })
        for folder in folders.sorted() where !folder.hasPrefix(".") {
            #expect(RepositoryFiles.all.contains("\(folder)/README.md"))
        }
    }

    @Test(arguments: ["data", "schemas", "notebooks-md"])
    func theReadmeNamesEveryFileOfItsFolder(folder: String) throws {
        let readme = try RepositoryFiles.text("\(folder)/README.md")
        for path in RepositoryFiles.under(folder) where path != "\(folder)/README.md" {
            let name = path.dropFirst(folder.count + 1)
            let isNamed = readme.contains(name)
            #expect(isNamed, "\(folder)/README.md does not say what \(name) is")
        }
    }

    @Test func everySourceFileBelongsToATarget() throws {
        let folders = try Manifest.get().targets.map { $0.folder + "/" }
        for path in RepositoryFiles.under("Sources") + RepositoryFiles.under("Tests") {
            guard path.split(separator: "/").count > 2 else {
                #expect(path.hasSuffix("/README.md"), "\(path) belongs to no target")
                continue
            }
            #expect(folders.contains { path.hasPrefix($0) }, "\(path) belongs to no target")
        }
    }

    /// Otherwise SwiftPM warns about it or, worse, leaves it out without a word.
    @Test func everyFileOfATargetIsCompiledOrNamedInThePackage() throws {
        let compiled = ["swift", "c", "h", "modulemap"]
        for target in try Manifest.get().targets {
            let named = (target.exclude + target.resources.map(\.path)).map { "\(target.folder)/\($0)" }
            for path in RepositoryFiles.under(target.folder) {
                let isNamed = named.contains { path == $0 || path.hasPrefix($0 + "/") }
                let isCompiled = compiled.contains { path.hasSuffix(".\($0)") }
                #expect(isNamed != isCompiled, "\(path): compiled, or excluded in Package.swift, not both")
            }
        }
    }

    @Test func everySwiftFileDeclaresSomething() throws {
        let declaration = /\b(struct|class|enum|actor|protocol|extension|func|let|var|typealias|macro)\b/
        for path in RepositoryFiles.under("Sources", "swift") + RepositoryFiles.under("Tests", "swift") {
            let source = SwiftSource(try RepositoryFiles.text(path))
            #expect(source.codeLines.contains { $0.contains(declaration) }, "\(path) is a dead file")
        }
    }

    @Test func generatedSourcesSayWhatTheyAreMadeOf() throws {
        let paths = RepositoryFiles.all.filter(RepositoryFiles.isGenerated)
        #expect(!paths.isEmpty)
        for path in paths {
            let folder = String(path.prefix(upTo: path.range(of: "/Generated/")?.lowerBound ?? path.startIndex))
            let head = try RepositoryFiles.text(path).prefix(2_000)
            let source = head.firstMatch(of: /Source: (\S+)/).map { "\(folder)/\($0.1)" }
            #expect(head.contains("DO NOT EDIT"), "\(path)")
            #expect(RepositoryFiles.all.contains(source ?? ""), "\(path) is not made of a file in \(folder)")
            #expect(try RepositoryFiles.text("\(folder)/README.md").contains("(Generated)"), "\(folder)")
        }
    }

    @Test func everyTargetHasSources() throws {
        for target in try Manifest.get().targets {
            #expect(!RepositoryFiles.under(target.folder).isEmpty, "\(target.name) is empty")
        }
    }

    @Test func gitHoldsNoLargeFile() throws {
        for path in RepositoryFiles.all {
            let attributes = try FileManager.default.attributesOfItem(atPath: RepositoryRoot.file(path).path)
            let bytes = (attributes[.size] as? Int) ?? 0
            #expect(bytes <= 4 << 20, "\(path) is over 4 MiB")
        }
    }

    @Test func theScriptsMayBeRun() {
        for path in ["rapport", ".ci/run", "Tests/Fuzz/fuzz"] {
            #expect(FileManager.default.isExecutableFile(atPath: RepositoryRoot.file(path).path), "\(path)")
        }
    }
}
