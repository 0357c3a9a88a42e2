import Foundation
import RapportCore
import Store

/// One pair's profile with its ids: `profile --show --json` and a line of `export profiles`, specified in
/// `schemas/profile-show.schema.json`.
public struct ProfileRecord: Encodable, Sendable {
    public var pair: PairID
    /// The language model's identifier, or the version of the rules.
    public var maker: String
    public var madeAt: Timestamp
    public var profile: FanProfile

    private enum Key: String, CodingKey {
        case fanID = "fan_id"
        case modelName = "model_name"
        case maker
        case madeAt = "made_at"
        case profile
    }

    public init(_ stored: StoredProfile, of pair: PairID) {
        self.pair = pair
        maker = stored.maker
        // To the second, as all times of exports.
        madeAt = Timestamp(nanoseconds: stored.madeAt.nanoseconds / 1_000_000_000 * 1_000_000_000)
        profile = stored.profile
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(pair.fanID, forKey: .fanID)
        try object.encode(pair.modelName, forKey: .modelName)
        try object.encode(maker, forKey: .maker)
        try object.encode(madeAt.description, forKey: .madeAt)
        try object.encode(profile, forKey: .profile)
    }
}

/// A profile with the fan's own words for what it says: what a person reads.
public struct ProfileCard: Sendable {
    /// A statement and some of the rows behind it.
    public struct Line: Sendable {
        public var text: String
        /// The latest rows of its evidence, newest first.
        public var quotes: [Quote]
        /// Rows of evidence in all.
        public var rows: Int
    }

    /// A fan's message, or what was sold where he wrote none.
    public struct Quote: Sendable {
        public var at: Timestamp
        public var text: String
    }

    private static let quotesAtMost = 2

    public let record: ProfileRecord
    public let pair: StoredPair
    /// Fields in the order of a profile; those without statements are left out.
    public let fields: [(field: ProfileField, lines: [Line])]

    /// - Throws: `StoreError.unknownPair`; `ProfileCardError` where the pair has no profile.
    public init(of pair: PairID, in store: RapportStore) throws {
        guard let stored = try store.pair(pair) else { throw StoreError.unknownPair(pair) }
        guard let profile = try store.profiles(ofPairs: [stored.pairID])[stored.pairID] else {
            throw ProfileCardError(pair: pair)
        }
        let cited = Set(profile.profile.statements.values.joined().flatMap(\.evidence))
        let rows = try store.rows(ids: cited.sorted())
        self.pair = stored
        record = ProfileRecord(profile, of: pair)
        fields = ProfileField.allCases.compactMap { field in
            let lines = profile.profile[field].map { Self.line($0, rows) }
            return lines.isEmpty ? nil : (field, lines)
        }
    }

    private static func line(_ statement: ProfileStatement, _ rows: [Int64: StoredRow]) -> Line {
        let latest = statement.evidence.compactMap { rows[$0]?.row }.sorted { $1.datetime < $0.datetime }
        return Line(
            text: statement.text, quotes: latest.prefix(quotesAtMost).map(quote), rows: statement.evidence.count)
    }

    private static func quote(_ row: LogRow) -> Quote {
        let message = EmbeddedText.message(row.fanMessage)
        guard message.isEmpty else { return Quote(at: row.datetime, text: message) }
        let deal =
            row.tips > 0
            ? "tipped \(String(format: "%.2f", row.tips)) USD"
            : "\(row.purchased ? "unlocked" : "left") an offer of \(String(format: "%.2f", row.price)) USD"
        return Quote(at: row.datetime, text: "(\(deal))")
    }
}

/// A pair without a profile.
public struct ProfileCardError: RapportError, Equatable {
    public let pair: PairID
    public var message: String { "\(pair) has no profile yet; make it with: rapport profile" }
}
