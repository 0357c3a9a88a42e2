import Analysis
import Store

/// A page of analyses that were run, the newest first: `GET /v1/runs`.
public struct RunPage: Encodable, Sendable {
    private static let list = "runs"
    public var runs: [RunList.Entry]
    public var nextCursor: String?

    enum CodingKeys: String, CodingKey {
        case runs
        case nextCursor = "next_cursor"
    }

    /// - Complexity: O(runs).
    /// - Throws: `PageError`, `StoreError`.
    public init(of store: RapportStore, page: Page) throws {
        let key = try page.key(of: Self.list, parts: 1)
        let last = try key.map { key in
            guard let id = Int64(key[0]) else { throw PageError.foreignCursor }
            return id
        }
        // There are as many as people ran, so that all are read.
        let found = RunList(try store.runs().filter { run in last.map { run.id < $0 } ?? true }).runs
        let (entries, next) = page.cut(found, list: Self.list) { ["\($0.runID)"] }
        (runs, nextCursor) = (entries, next)
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(runs, forKey: .runs)
        try object.encode(nextCursor, forKey: .nextCursor)
    }
}
