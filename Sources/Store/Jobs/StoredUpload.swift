import Foundation
import GRDB
import RapportCore

/// A file that was uploaded.
public struct StoredUpload: Sendable, Equatable {
    /// 16 hex digits.
    public let id: String
    /// A label for people, never a path.
    public let name: String
    public let bytes: Int
    public let contentHash: ContentHash
    public let createdAt: Timestamp

    /// Endings by which a log's format may be told.
    private static let endings = [".pkl", ".pickle", ".csv", ".jsonl", ".ndjson", ".json"]

    /// What the file is called in the store: nothing of the name but its ending, and that only where it is a known one.
    var fileName: String {
        let plain = name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return id + (Self.endings.first { plain.lowercased().hasSuffix($0) } ?? "")
    }
}

extension StoredUpload {
    init(row: Row) throws {
        let hash: Data = try row.value("content_hash")
        try self.init(
            id: row.value("upload_id"), name: row.value("name"), bytes: row.value("bytes"),
            contentHash: ContentHash(bytes: Array(hash)), createdAt: Timestamp(nanoseconds: row.value("created_at")))
    }
}
