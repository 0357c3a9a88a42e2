import Conversation
import Profile
import RapportCore
import Store

/// What could be known of a pair at a moment: what Method A and Method B are made of, and what it had brought in.
public struct PastPair: Sendable, Equatable {
    /// What was written in the stage that the pair was in.
    public var stageText: String
    public var profile: FanProfile
    public var outcome: Outcome

    public init(stageText: String, profile: FanProfile, outcome: Outcome) {
        self.stageText = stageText
        self.profile = profile
        self.outcome = outcome
    }
}

/// Reads a pair as it was known at a moment, from all its rows.
///
/// Whatever reads is checked by `FutureAudit`: rows from the moment on must not change what it says.
public struct PastReader: Sendable {
    private let read: @Sendable (_ pair: PairID, _ rows: [StoredRow], _ cut: Timestamp) -> PastPair?

    /// - Parameter read: nil where nothing was known.
    public init(_ read: @escaping @Sendable (_ pair: PairID, _ rows: [StoredRow], _ cut: Timestamp) -> PastPair?) {
        self.read = read
    }

    /// What was known of a pair before `cut`, of all its rows in order of time; nil where nothing was.
    public func callAsFunction(_ pair: PairID, _ rows: [StoredRow], _ cut: Timestamp) -> PastPair? {
        read(pair, rows, cut)
    }

    /// Rows before the moment, cut into stages anew, since stages are cut at sales and may be cut at later ones; the
    /// profile by rules from the same rows, without why the fan buys: that would be what is to be explained.
    public static let standard = PastReader { pair, rows, cut in
        let past = rows.filter { $0.row.datetime < cut }
        guard let stage = Segmentation().segments(of: past.map(\.exchange)).stages.last else { return nil }
        let text = EmbeddedText.transcript(
            past[stage.rows].map { (fan: $0.row.fanMessage, chatter: $0.row.chatterMessage) })
        guard !text.isEmpty else { return nil }
        var profile = RulesProfiler.profile(
            of: PairHistory(
                pair: pair,
                entries: past.map {
                    PairHistory.Entry(rowID: $0.rowID, row: $0.row, conversationID: $0.conversationID)
                }))
        profile.statements[.purchaseMotivations] = nil
        return PastPair(stageText: text, profile: profile, outcome: Outcome(of: past.lazy.map(\.exchange)))
    }
}

/// Whether what is said of the past follows from the past alone: everything from the moment on is exchanged for
/// something else, and the pair is read again.
struct FutureAudit {
    let reader: PastReader
    let cut: Timestamp

    /// Whether the reader saw the future of this pair.
    func leaks(_ pair: PairID, _ rows: [StoredRow], said: PastPair?) -> Bool {
        // As if nothing came any more, and as if everything came otherwise.
        let altered = rows.map(altered)
        let past = altered.filter { $0.row.datetime < cut }
        return [past, altered].contains { reader(pair, $0, cut) != said }
    }

    /// A row as it might be with another future: one before the cut may lie in another stage, since stages are cut at
    /// the last sale.
    private func altered(_ stored: StoredRow) -> StoredRow {
        let stage = stored.stage % 3 + 1
        guard stored.row.datetime >= cut else {
            return StoredRow(
                rowID: stored.rowID, row: stored.row, conversationID: stored.conversationID, stage: stage)
        }
        var row = stored.row
        row.fanMessage = Blank.isBlank(row.fanMessage) ? "i am a pilot and i love chess" : ""
        row.chatterMessage = "let us talk about something else"
        (row.price, row.tips) = (row.price > 0 ? 0 : 50, row.tips > 0 ? 0 : 5)
        row.purchased = row.price > 0 && !row.purchased
        row.revenue = (row.purchased ? row.price : 0) + row.tips
        return StoredRow(rowID: stored.rowID, row: row, conversationID: stored.conversationID, stage: stage)
    }
}
