import RapportCore
import Store
import TestSupport
import Testing

extension StoreFixture {
    static let space = ProfileSpace(
        scheme: "test-1", textDimension: 16, structuredDimension: 8, statementShare: 0.4, weight: 0.3)

    /// Profiles of some pairs, new or changed.
    func profileSome(_ random: inout SeededGenerator, share: Double = 0.5) throws {
        var pairs: [Int64] = []
        try store.forEachPair { pair, _ in pairs.append(pair.pairID) }
        for pairID in pairs where Double.random(in: 0..<1, using: &random) < share {
            let profile = Self.profile(jobs: Int.random(in: 0..<3, using: &random))
            try store.save(
                profile, ofPair: pairID, maker: "test", contentHash: ContentHash(of: "\(random.next())"),
                at: Timestamp(nanoseconds: 0))
        }
    }

    /// Gives every pair a profile and every profile its vector; that of one person is like nobody else's.
    func profileAll(_ person: PairID, stating text: String, _ random: inout SeededGenerator) throws {
        try profileSome(&random, share: 1)
        // More jobs than any other: the vectors follow from their number.
        let common = Self.profile(jobs: 7)
        let own = FanProfile(
            source: common.source,
            statements: [
                .job: common[.job].map { ProfileStatement(text: "\(text) \($0.text)", evidence: $0.evidence) }
            ], communication: common.communication)
        let pair = try #require(try store.pair(person))
        try store.save(
            own, ofPair: pair.pairID, maker: "test", contentHash: ContentHash(of: text),
            at: Timestamp(nanoseconds: 0))
        try embedProfiles()
    }

    /// One of a few profiles; that of no job states nothing.
    static func profile(jobs: Int) -> FanProfile {
        FanProfile(
            source: .rules,
            statements: [.job: (0..<jobs).map { ProfileStatement(text: "job \($0)", evidence: [1]) }],
            communication: CommunicationPattern(
                fanMessages: jobs, medianLength: 1, meanLength: 1, emojiRate: 0, questionRate: 0, initiative: 0,
                messagesByHour: Array(repeating: 0, count: 24), languages: [], evidence: []))
    }

    /// Gives every pending profile a vector that follows from it.
    @discardableResult
    func embedProfiles(_ space: ProfileSpace = Self.space) throws -> Generation {
        let generation = try store.prepare(
            space, of: store.generation(embedder: "test", dimension: space.textDimension))
        let pending = try store.pendingProfiles(generation: generation, limit: .max)
        try store.save(pending.map { ($0, Self.parts(of: $0.profile, space)) }, generation: generation)
        return generation
    }

    static func parts(of profile: FanProfile, _ space: ProfileSpace) -> ProfileParts {
        let jobs = profile[.job].count
        func vector(_ dimension: Int, _ seed: Int) -> [Float] {
            var logs = RandomLogs(seed: UInt64(seed))
            return logs.vector(dimension, centres: 1_000)
        }
        return ProfileParts(
            contentHash: ContentHash(of: "\(jobs)"), statements: jobs == 0 ? nil : vector(space.textDimension, jobs),
            structured: vector(space.structuredDimension, 100 + jobs))
    }
}
