import Foundation
import Testing

/// One SQLite in the process, also counting what is loaded while it runs.
@Suite struct LoadedLibraryTests {
    @Test func anOpenStoreHasOneSQLiteInItsProcess() throws {
        let fixture = try StoreFixture()
        _ = try fixture.store.keywordHits("hello", limit: 1)
        // The kernel gives the table in pieces, and no length.
        let table = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/maps"))
        var bytes = Data()
        while let piece = try table.read(upToCount: 65_536), !piece.isEmpty { bytes += piece }
        let maps = String(decoding: bytes, as: UTF8.self)
        let files = Set(maps.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) })
        let libraries = files.filter { $0.hasPrefix("/") && $0.lowercased().contains("sqlite") && $0.contains(".so") }
        #expect(libraries.count == 1, "\(libraries)")
        withExtendedLifetime(fixture) {}
    }
}
