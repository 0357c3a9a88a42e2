import RapportCore
import Retrieval
import Store

/// What is known of one pair: `GET /v1/models/{model}/fans/{fan}`.
public struct FanCard: Encodable, Sendable {
    public var fan: FanList.Entry
    /// Nil before `rapport profile`.
    public var profile: ProfileRecord?
    /// Of his newest messages.
    public var risk: RiskFlags

    /// - Complexity: O(length of the messages that are read, of `RiskFlags.mostRows` rows at most).
    /// - Throws: `StoreError.unknownPair`.
    public init(of pair: PairID, in store: RapportStore) throws {
        guard let listed = try store.listedPair(pair) else { throw StoreError.unknownPair(pair) }
        fan = FanList.Entry(listed)
        let pairID = listed.pair.pairID
        profile = try store.profiles(ofPairs: [pairID])[pairID].map { ProfileRecord($0, of: pair) }
        risk = try RiskFlags(ofPair: pairID, in: store)
    }

    private enum CodingKeys: String, CodingKey {
        case profile, risk
    }

    public func encode(to encoder: any Encoder) throws {
        try fan.encode(to: encoder)
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(profile, forKey: .profile)
        try object.encode(risk, forKey: .risk)
    }
}
