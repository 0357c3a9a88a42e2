import RapportCore
import Store

/// One row as it is shown: what the fan wrote and what was answered.
public struct ExchangeText: Codable, Sendable, Hashable {
    /// Entities decoded, blanks trimmed; empty where the chatter wrote first.
    public var fan: String
    public var chatter: String
    /// UTC, `2025-04-09T00:00:30`.
    public var datetime: String

    init(_ row: StoredRow) {
        fan = EmbeddedText.message(row.row.fanMessage)
        chatter = EmbeddedText.message(row.row.chatterMessage)
        datetime = row.row.datetime.description
    }
}

extension ExchangeText: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides both texts.
    public var description: String { "ExchangeText(\(datetime), texts hidden)" }
    public var debugDescription: String { description }
}
