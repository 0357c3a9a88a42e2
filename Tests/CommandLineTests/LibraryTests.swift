import Foundation
import TestSupport
import Testing

/// Two copies of SQLite in one process would not see each other's locks and could damage the store.
@Suite struct LibraryTests {
    /// Every copy of SQLite holds the first bytes of its files.
    private static let magic = Data("SQLite format 3\0".utf8)

    @Test(arguments: ["rapport", "RapportBench"]) func aProgramLoadsOneSQLiteAndHoldsNone(program: String) throws {
        let binary = try RapportBinary.product(program)
        // What ldd does: the loader lists what it would load, and runs nothing.
        let environment = ProcessInfo.processInfo.environment.merging(["LD_TRACE_LOADED_OBJECTS": "1"]) { $1 }
        let listing = try ChildProcess(binary, environment: environment).wait(timeoutSeconds: 60)
        let libraries = listing.text.split(separator: "\n").compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("/") }.map(String.init)
        }
        #expect(libraries.count > 5, "\(listing.text)\(listing.errorText)")
        // The libraries that hold SQLite, by whatever name.
        let holders = try libraries.filter { try holdsSQLite(URL(fileURLWithPath: $0)) }
        #expect(holders.count == 1, "\(holders)")
        #expect(holders.allSatisfy { $0.contains("libsqlite3.so") })
        #expect(!(try holdsSQLite(binary)), "\(program) has SQLite linked into it")
    }

    private func holdsSQLite(_ file: URL) throws -> Bool {
        try Data(contentsOf: file).range(of: Self.magic) != nil
    }
}
