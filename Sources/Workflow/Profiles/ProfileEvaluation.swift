import ChatLog
import RapportCore
import Store

/// Holds stored profiles against the latent truth of a synthetic log.
///
/// What counts is what the fan told in the rows of that pair. A statement is true where it agrees (`StatedValue`) with
/// something that the truth says he mentioned to that model; if he told it to another model only, it is false: pairs
/// are never mixed. A mention is found where a statement agrees with it; one that he made several times counts once.
public struct ProfileEvaluation: Sendable {
    /// The truth's words for its details, by the field that they belong in.
    static let fields: [(detail: String, field: ProfileField)] = [
        ("job", .job), ("hobby", .hobbies), ("place", .locationHints), ("family", .family), ("pet", .pets),
        ("relationship", .relationshipStatus), ("event", .lifeEvents), ("age", .ageIndicators),
    ]

    private let store: RapportStore

    public init(store: RapportStore) { self.store = store }

    /// - Complexity: O(pairs · statements of a pair · mentions of a pair).
    /// - Throws: what the store throws; `ProfileEvaluationError` where it and the truth have no pair in common.
    public func run(_ truth: SyntheticTruth) throws -> ProfileEvaluationReport {
        let fans = Dictionary(truth.fans.map { ($0.fanID, $0) }) { first, _ in first }
        let stored = try store.pairs()
        let profiles = try store.profiles(ofPairs: stored.map(\.pairID))
        let pairs = Dictionary(stored.map { ($0.pair, $0.pairID) }) { first, _ in first }
        var overall = ProfileTally()
        var bySource: [FanProfile.Source: ProfileTally] = [:]
        var withoutProfile = 0
        var known = 0
        for pair in truth.pairs {
            guard let pairID = pairs[PairID(fanID: pair.fanID, modelName: pair.modelName)] else { continue }
            known += 1
            guard let profile = profiles[pairID]?.profile else {
                withoutProfile += 1
                continue
            }
            let tally = ProfileTally(profile, mentions: pair.mentions, fan: fans[pair.fanID])
            overall.add(tally)
            bySource[profile.source, default: ProfileTally()].add(tally)
        }
        guard known > 0 else { throw ProfileEvaluationError.otherLogs }
        guard overall.pairs > 0 else { throw ProfileEvaluationError.noProfiles }
        return ProfileEvaluationReport(
            pairsWithoutProfile: withoutProfile, pairsNotStored: truth.pairs.count - known,
            overall: ProfileScores(overall),
            sources: Dictionary(uniqueKeysWithValues: bySource.map { ($0.key.rawValue, ProfileScores($0.value)) }))
    }
}

/// Counts over some pairs.
struct ProfileTally {
    struct Field {
        var statements = 0
        var trueStatements = 0
        /// Statements that count as false although they hold for the fan: he did not tell this model, or not in words
        /// that the truth marks.
        var trueOfFan = 0
        var mentions = 0
        var foundMentions = 0
    }

    var pairs = 0
    var fields: [ProfileField: Field] = [:]

    init() {}

    /// Of one pair.
    init(_ profile: FanProfile, mentions: [PairTruth.Mention], fan: FanTruth?) {
        pairs = 1
        for (detail, field) in ProfileEvaluation.fields {
            let told = Set(mentions.filter { $0.detail == detail }.map { StatedValue($0.value, field: field) })
                .filter { !$0.isEmpty }
            let latent = (fan?.values(of: detail) ?? []).map { StatedValue($0, field: field) }
            let stated = profile[field].map { StatedValue($0.text, field: field) }
            var counts = Field(statements: stated.count, mentions: told.count)
            for statement in stated {
                if told.contains(where: statement.agrees) {
                    counts.trueStatements += 1
                } else if latent.contains(where: statement.agrees) {
                    counts.trueOfFan += 1
                }
            }
            counts.foundMentions = told.count { mention in stated.contains(where: mention.agrees) }
            fields[field] = counts
        }
    }

    mutating func add(_ other: ProfileTally) {
        pairs += other.pairs
        for (field, counts) in other.fields { fields[field, default: Field()].add(counts) }
    }
}

extension ProfileTally.Field {
    mutating func add(_ other: Self) {
        statements += other.statements
        trueStatements += other.trueStatements
        trueOfFan += other.trueOfFan
        mentions += other.mentions
        foundMentions += other.foundMentions
    }
}

extension FanTruth {
    /// What is true of the fan, whomever he told.
    fileprivate func values(of detail: String) -> [String] {
        switch detail {
        case "job": [job]
        case "hobby": hobbies
        case "place": [place]
        case "family": [family]
        case "pet": [pet]
        case "relationship": [relationship]
        case "event": events
        case "age": [String(age)]
        default: []
        }
    }
}

/// An evaluation that cannot be.
public enum ProfileEvaluationError: RapportError, Equatable {
    case otherLogs
    case noProfiles

    public var message: String {
        switch self {
        case .otherLogs: "the store holds no pair of this truth; ingest the logs that `rapport synth` wrote with it"
        case .noProfiles: "no pair of this truth has a profile yet; make them with: rapport profile"
        }
    }
}
