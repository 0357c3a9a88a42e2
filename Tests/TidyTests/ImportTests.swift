import Testing

@Suite struct ImportTests {
    @Test func noFileImportsWhatTheMapDoesNotAllow() throws {
        let map = try ModuleMap.read()
        #expect(!map.rows.isEmpty)
        for row in map.rows {
            for path in RepositoryFiles.under("Sources/\(row.module)", "swift") {
                let forbidden = map.forbiddenImports(in: SwiftSource(try RepositoryFiles.text(path)), of: row)
                #expect(forbidden.isEmpty, "\(path): Sources/README.md does not let \(row.module) import these")
            }
        }
    }

    @Test func theMapAndThePackageNameTheSameModulesAndImports() throws {
        let rows = try ModuleMap.read().rows
        let targets = try Manifest.get().targets.filter { $0.folder.hasPrefix("Sources/") }
        #expect(Set(rows.map(\.module)) == Set(targets.map(\.name)))
        for target in targets {
            guard let row = rows.first(where: { $0.module == target.name }) else { continue }
            #expect(row.imports == target.ownDependencies, "\(row.module) in Sources/README.md and Package.swift")
            let products = row.outside.subtracting(["Foundation"])
            #expect(products == target.products, "\(row.module) in Sources/README.md and Package.swift")
        }
    }

    /// A module stands below those that import it, so no two can need each other.
    @Test func theMapNamesAModuleAfterThoseItImports() throws {
        var above: Set<String> = []
        for row in try ModuleMap.read().rows {
            #expect(row.imports.subtracting(above).isEmpty, "\(row.module) imports what stands below it")
            above.insert(row.module)
        }
    }

    @Test func aForbiddenImportIsSeenInEveryForm() {
        let row = ModuleMap.Row(module: "HNSW", imports: ["CVectorKernels"], outside: [])
        let source = SwiftSource(
            """
            import CVectorKernels
            @preconcurrency import Glibc
            // import Comment
            let text = "import Text"
            public import Store
            @_spi(Inner) import GRDB
            import struct Foundation.Data
            """)
        #expect(ModuleMap(markdown: "").forbiddenImports(in: source, of: row) == ["Store", "GRDB", "Foundation"])
    }

    @Test func theTableIsReadByItsHeading() {
        let map = ModuleMap(
            markdown: """
                | other | table |
                | --- | --- |
                | `x` | y |

                | module | question | imports | from outside |
                | --- | --- | --- | --- |
                | [`A`](A) | what? | – | `Foundation` |
                | `B` | how `fast`? | `A`, `C` | – |

                | `D` | not the table | – | – |
                """)
        #expect(
            map.rows == [
                .init(module: "A", imports: [], outside: ["Foundation"]),
                .init(module: "B", imports: ["A", "C"], outside: []),
            ])
    }
}
