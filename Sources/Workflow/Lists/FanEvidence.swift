import RapportCore
import Store

/// The rows that statements of a profile rest on: `GET /v1/models/{model}/fans/{fan}/evidence`.
public struct FanEvidence: Encodable, Sendable {
    /// Rows that may be asked for at a time.
    public static let mostRows = 100

    struct Row: Encodable, Sendable {
        var rowID: Int64
        var datetime: String
        var fanMessage: String
        var chatterMessage: String

        enum CodingKeys: String, CodingKey {
            case datetime
            case rowID = "row_id"
            case fanMessage = "fan_message"
            case chatterMessage = "chatter_message"
        }
    }

    var rows: [Row]

    /// In order of time. Rows of other pairs are left out, as are those that are not there: who may read of one pair
    /// only must not read of another by guessing numbers.
    ///
    /// - Complexity: O(rows).
    /// - Throws: `StoreError.unknownPair`.
    public init(rowIDs: [Int64], of pair: PairID, in store: RapportStore) throws {
        guard try store.pair(pair) != nil else { throw StoreError.unknownPair(pair) }
        rows = try store.rows(ids: Array(Set(rowIDs))).values
            .filter { PairID(fanID: $0.row.fanID, modelName: $0.row.modelName) == pair }
            .sorted { ($0.row.datetime, $0.rowID) < ($1.row.datetime, $1.rowID) }
            .map { stored in
                Row(
                    rowID: stored.rowID, datetime: stored.row.datetime.description, fanMessage: stored.row.fanMessage,
                    chatterMessage: stored.row.chatterMessage)
            }
    }
}
