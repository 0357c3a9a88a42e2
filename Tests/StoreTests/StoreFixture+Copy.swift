import Foundation
import Store
import TestSupport
import Testing

extension StoreFixture {
    /// A copy of a store that nobody has open, to be broken in its place.
    init(copyOf closed: TemporaryFolder) throws {
        try Self.requireClosed(closed.url)
        folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: closed.url.path) {
            try FileManager.default.copyItem(at: closed.file(name), to: folder.file(name))
        }
        store = try RapportStore(folder: folder.url.path, creating: false)
    }

    /// Who closes a store last moves SQLite's log into its file: while there is one, the file is not the whole store.
    static func requireClosed(_ folder: URL) throws {
        let log = folder.appendingPathComponent("rapport.sqlite-wal").path
        try #require(!FileManager.default.fileExists(atPath: log), "somebody still has the store open")
    }

    /// All graphs hold what SQLite holds, for a process that opens them now.
    func expectAgreement(_ indexes: Store.IndexSet, _ comment: Comment) async throws {
        let generation = try #require(try store.activeGeneration(), comment)
        for (collection, vector) in try store.graphsInUse(of: generation) {
            let agreement = try await indexes.agreement(collection, vector: vector)
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.graph > 0, comment)
        }
    }
}
