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
    init(row: Row) {
        let hash: [UInt8] = Array(row["content_hash"] as Data)
        self.init(
            id: row["upload_id"], name: row["name"], bytes: row["bytes"], contentHash: ContentHash(bytes: hash),
            createdAt: Timestamp(nanoseconds: row["created_at"]))
    }
}
