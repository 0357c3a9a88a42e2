import Foundation
import GRDB
import RapportCore

/// Something that somebody read or took along.
public struct AuditEvent: Sendable, Equatable {
    public var happenedAt: Timestamp
    public var who: String
    public var action: String
    /// Nil where it is not about one fan.
    public var pair: PairID?
    public var requestID: String?
    public var details: AuditDetails

    public init(
        at: Timestamp, who: String, action: String, pair: PairID? = nil, requestID: String? = nil,
        details: AuditDetails = AuditDetails()
    ) {
        happenedAt = at
        self.who = who
        self.action = action
        self.pair = pair
        self.requestID = requestID
        self.details = details
    }

    init(row: Row) throws {
        happenedAt = try Timestamp(nanoseconds: row.value("happened_at"))
        who = try row.value("who")
        action = try row.value("action")
        if let fan: String = try row.value("fan_id"), let model: String = try row.value("model_name") {
            pair = PairID(fanID: fan, modelName: model)
        }
        requestID = try row.value("request_id")
        details = try AuditDetails(json: row.value("details"))
    }
}

/// What else the audit has of an event; all of it may be missing. Nothing of it names a fan or quotes one.
public struct AuditDetails: Sendable, Hashable, Codable {
    /// Fans whom the answer was about, where it was about more than are named.
    public var fans: Int?
    /// How many of them are named, each in an event of its own.
    public var named: Int?
    /// Rows of the answer to a query; nil for one that failed.
    public var rows: Int?
    /// The first word of a query in SQL, such as `select`.
    public var statement: String?
    /// SHA-256 of the query, hexadecimal: shows that a query was this one. The query itself may name fans.
    public var sha256: String?
    /// The name of a notebook.
    public var notebook: String?
    /// Events before this moment were taken out.
    public var prunedBefore: String?
    /// How many.
    public var prunedEvents: Int?

    enum CodingKeys: String, CodingKey {
        case fans, named, rows, statement, sha256, notebook
        case prunedBefore = "pruned_before"
        case prunedEvents = "pruned_events"
    }

    public init(notebook: String? = nil, prunedBefore: String? = nil, prunedEvents: Int? = nil) {
        (self.notebook, self.prunedBefore, self.prunedEvents) = (notebook, prunedBefore, prunedEvents)
    }

    private static let statements = ["select", "with", "values", "explain", "pragma"]

    /// Of a query in SQL.
    ///
    /// - Parameter rows: of its answer; nil where it failed.
    public init(query: String, rows: Int? = nil) {
        let word = query.drop { !$0.isLetter }.prefix { $0.isLetter }.lowercased()
        statement = Self.statements.contains(word) ? word : "other"
        sha256 = ContentHash(of: query).hex
        self.rows = rows
    }

    init(json: String?) {
        let known = json.flatMap { try? JSONDecoder().decode(Self.self, from: Data($0.utf8)) }
        self = known ?? AuditDetails()
    }

    /// Nil where there are none.
    var json: String? {
        guard self != AuditDetails() else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
}
