import RapportCore

/// Makes profiles: rules, or a language model.
public protocol Profiler: Sendable {
    /// Who makes them, as every profile of his says.
    var source: FanProfile.Source { get }
    /// The language model's identifier with the version of its prompt, or the version of the rules: kept with each
    /// profile.
    var maker: String { get }
    /// How many pairs one call of `profiles(of:)` should get: what a stop can cost.
    var pairsPerBatch: Int { get }

    /// Of what a profile follows from. A pair whose stored profile has this hash is not made again, so it must change
    /// with every change that should be seen: of the texts, of the maker.
    func contentHash(of history: PairHistory) -> ContentHash

    /// Profiles of some pairs, each from its own rows alone.
    ///
    /// What concerns one pair is that pair's failure; what concerns all ends the batch, see `ProfileBatch.stop`.
    ///
    /// - Throws: `CancellationError`, or what leaves nothing worth keeping.
    func profiles(of histories: [PairHistory]) async throws -> ProfileBatch

    /// Is told of a pair whose profile follows from the same texts already, so that the saving can be accounted for.
    func noteUnchanged(_ history: PairHistory)

    /// Is told that a run has ended.
    func finish() throws

    /// What asking a language model took so far; nil of rules.
    var counts: LLMProfileCounts? { get }
}

extension Profiler {
    public func noteUnchanged(_ history: PairHistory) {}
    public func finish() throws {}
    public var counts: LLMProfileCounts? { nil }
}

/// What came of a batch.
public struct ProfileBatch: Sendable {
    /// By pair; pairs that were not come to have none, and stay pending.
    public var outcomes: [PairID: ProfileOutcome]
    /// Why nothing more should be asked for now, such as a budget that is spent. The outcomes count all the same.
    public var stop: (any RapportError)?

    public init(outcomes: [PairID: ProfileOutcome], stop: (any RapportError)? = nil) {
        self.outcomes = outcomes
        self.stop = stop
    }
}

/// What came of one pair.
public enum ProfileOutcome: Sendable, Hashable {
    case made(FanProfile)
    /// The reason quotes nothing of the texts.
    case failed(reason: String)
}

extension PairHistory {
    /// A hash of every row's id and texts with `maker`: what a profile from words follows from. An offer that is
    /// unlocked late does not change it.
    public func textHash(maker: String) -> ContentHash {
        ContentHash(
            joining: [maker]
                + entries.flatMap { entry in
                    [
                        String(entry.rowID), String(entry.row.datetime.nanoseconds), entry.row.fanMessage,
                        entry.row.chatterMessage,
                    ]
                })
    }

    /// Whether every statement names rows, and only rows of this pair.
    public func supports(_ profile: FanProfile) -> Bool {
        let rows = Set(entries.map(\.rowID))
        return profile.statements.values.joined().allSatisfy {
            !$0.evidence.isEmpty && rows.isSuperset(of: $0.evidence)
        }
            && rows.isSuperset(of: profile.communication.evidence)
    }
}
