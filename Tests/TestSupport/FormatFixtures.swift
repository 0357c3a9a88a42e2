import Foundation

/// The graph files of each format version that are kept for ever; `Tests/HNSWTests/Fixtures/README.md` says how they
/// were made.
public enum FormatFixtures {
    private static let folder = RepositoryRoot.file("Tests/HNSWTests/Fixtures")

    /// The first format whose file a store wrote, with the content of `StoreGraphFixture`.
    private static let firstOfStore = 3

    public static func file(_ format: Int) -> URL { folder.appendingPathComponent("format-\(format).hnsw") }

    /// The formats of which there is a file, ascending.
    public static let formats: [Int] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { $0.wholeMatch(of: /format-(\d+)\.hnsw/).flatMap { Int($0.1) } }.sorted()
    }()

    /// Those of them whose file a store wrote.
    public static let formatsOfStore = formats.filter { $0 >= firstOfStore }

    /// The format that a graph file names; nil where it is too short to name one.
    public static func format(of file: URL) throws -> Int? {
        let start = [UInt8](try Data(contentsOf: file).prefix(12))
        return start.count < 12 ? nil : start[8..<12].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
