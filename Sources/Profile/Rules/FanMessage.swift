import RapportCore

/// A message of a fan that is not blank, as the rules read it.
struct FanMessage: Sendable {
    let rowID: Int64
    /// Entities decoded, blanks trimmed.
    let text: String
    let clauses: [Clause]
    /// Days since 1970, UTC.
    let day: Int64

    /// nil where the row holds no message.
    init?(_ entry: PairHistory.Entry) {
        let message = EmbeddedText.message(entry.row.fanMessage)
        guard !message.isEmpty else { return nil }
        rowID = entry.rowID
        text = message
        clauses = ClauseReader.clauses(of: message)
        day = entry.row.datetime.nanoseconds / 86_400_000_000_000
    }
}
