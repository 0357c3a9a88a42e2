/// The table of modules in `Sources/README.md`: who may import whom.
struct ModuleMap {
    struct Row: Equatable {
        let module: String
        /// The modules of this package that it may import.
        let imports: Set<String>
        /// What it may import from elsewhere: products of other packages, and Foundation.
        let outside: Set<String>
    }

    let rows: [Row]

    /// Reads the first table whose first column is headed `module`: the name, the question it answers,
    /// its imports, those from outside; names in backticks.
    init(markdown: String) {
        let table = markdown.split(separator: "\n", omittingEmptySubsequences: false).drop {
            !$0.hasPrefix("| module |")
        }.prefix { $0.hasPrefix("|") }
        rows = table.dropFirst(2).compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map(Self.names)
            guard cells.count >= 4, let module = cells[0].first else { return nil }
            return Row(module: module, imports: Set(cells[2]), outside: Set(cells[3]))
        }
    }

    static func read() throws -> ModuleMap {
        ModuleMap(markdown: try RepositoryFiles.text("Sources/README.md"))
    }

    /// Each import of `source` that row `row` does not allow.
    func forbiddenImports(in source: SwiftSource, of row: Row) -> [String] {
        // The language's own library and the C library are everywhere.
        let everyones: Set<String> = ["Synchronization", "Dispatch", "Glibc", "Musl", "Darwin"]
        return source.imports.filter { module in
            // Generated sources take the part of Foundation that they need, where it comes in parts.
            let module = module == "FoundationEssentials" ? "Foundation" : module
            return !row.imports.contains(module) && !row.outside.contains(module) && !everyones.contains(module)
        }
    }

    private static func names(_ cell: Substring) -> [String] {
        cell.matches(of: /`([^`]+)`/).map { String($0.1) }
    }
}

extension SwiftSource {
    /// The modules that the file imports, without submodules.
    var imports: [String] {
        let pattern =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+|public\s+|package\s+|internal\s+|private\s+)*import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
        return codeLines.compactMap { line in line.firstMatch(of: pattern).map { String($0.1) } }
    }
}
