import Profile
import RapportCore
import TestSupport
import Testing

@Suite struct ProfileVectorTests {
    private func product(_ left: [Float], _ right: [Float]) -> Double {
        zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    private func parts(_ profiles: [FanProfile], _ embedder: CountingEmbedder = CountingEmbedder()) async throws
        -> [ProfileVectorizer.Part]
    {
        try await ProfileVectorizer(embedder: embedder).parts(of: profiles.map { ($0, nil) })
    }

    private func profile(
        _ statements: [ProfileField: [String]] = [:], emojiRate: Double = 0.2, median: Double = 30, hour: Int = 20
    ) -> FanProfile {
        var hours = Array(repeating: 0, count: 24)
        hours[hour] = 30
        return FanProfile(
            source: .llm,
            statements: statements.mapValues { $0.map { ProfileStatement(text: $0, evidence: [1]) } },
            communication: CommunicationPattern(
                fanMessages: 30, medianLength: median, meanLength: median, emojiRate: emojiRate, questionRate: 0.3,
                initiative: 0.5, messagesByHour: hours, languages: [.init(language: "en", share: 1)], evidence: []))
    }

    @Test(arguments: Seeds.list(3)) func bothPartsHaveLengthOneWhateverIsKnown(seed: UInt64) async throws {
        var random = RandomProfiles(seed: seed)
        let profiles = (0..<60).map { _ in random.profile() }
        let weights = ProfileWeights()
        for (profile, part) in zip(profiles, try await parts(profiles)) {
            #expect(part.structured.count == weights.structuredDimension)
            #expect(abs(product(part.structured, part.structured) - 1) < 1e-5)
            #expect((part.statements == nil) == profile.statements.isEmpty)
            if let statements = part.statements { #expect(abs(product(statements, statements) - 1) < 1e-5) }
        }
    }

    @Test func howAStatementIsWrittenAndOrderedDoesNotMatter() async throws {
        let written = try await parts([
            profile([.hobbies: ["Fishing", "chess"], .family: ["a daughter"]]),
            profile([.hobbies: ["Chess.", "fishing", "fishing!"], .family: ["Daughter"]]),
        ])
        #expect(written[0].statements == written[1].statements)
        #expect(written[0].structured == written[1].structured)
        #expect(written[0].contentHash == written[1].contentHash)
    }

    @Test func whoMadeTheProfileAndWhichRowsSupportItDoNotMatter() async throws {
        var other = profile([.job: ["nurse"]])
        other.source = .rules
        other.statements[.job] = [ProfileStatement(text: "nurse", evidence: [7, 8])]
        let both = try await parts([profile([.job: ["nurse"]]), other])
        #expect(both[0].statements == both[1].statements && both[0].structured == both[1].structured)
    }

    @Test func aNumberThatIsFartherAwayIsLessAlike() async throws {
        for change in [
            [0.2, 0.3, 0.5, 0.9].map { profile(emojiRate: $0) }, [30, 45, 90, 400].map { profile(median: $0) },
            [20, 21, 22, 23].map { profile(hour: $0) },
        ] {
            let vectors = try await parts(change).map(\.structured)
            let similarities = vectors.map { product(vectors[0], $0) }
            #expect(similarities == similarities.sorted(by: >), "\(similarities)")
            #expect(similarities[3] < similarities[0] - 0.01)
        }
    }

    @Test func aSharedJobOrHobbyMakesFansMoreAlike() async throws {
        let vectors = try await parts([
            profile([.job: ["night nurse"]]), profile([.job: ["nurse"]]), profile([.job: ["plumber"]]),
        ]).map(\.structured)
        #expect(product(vectors[0], vectors[1]) > product(vectors[0], vectors[2]))
    }

    /// Over many pairs of profiles the hashed vectors are as far apart as in a width where no two features meet.
    @Test(arguments: Seeds.list(3)) func hashingKeepsSimilaritiesOnAverage(seed: UInt64) async throws {
        var random = RandomProfiles(seed: seed)
        let profiles = (0..<80).map { _ in random.profile() }
        var wide = ProfileWeights()
        wide.structuredDimension = 1 << 16
        let hashed = try await parts(profiles).map(\.structured)
        let full = try await ProfileVectorizer(embedder: CountingEmbedder(), weights: wide)
            .parts(of: profiles.map { ($0, nil) }).map(\.structured)
        var bias = 0.0
        var error = 0.0
        var count = 0.0
        for left in profiles.indices {
            for right in profiles.indices where right > left {
                let difference = product(hashed[left], hashed[right]) - product(full[left], full[right])
                (bias, error, count) = (bias + difference, error + abs(difference), count + 1)
            }
        }
        #expect(abs(bias / count) < 0.05, "bias \(bias / count)")
        #expect(error / count < 0.15, "mean error \(error / count)")
    }

    @Test(arguments: Seeds.list(3)) func textsThatAreTheSameAreNotEmbeddedAgain(seed: UInt64) async throws {
        var random = RandomProfiles(seed: seed)
        let embedder = CountingEmbedder()
        let vectorizer = ProfileVectorizer(embedder: embedder)
        let profiles = (0..<40).map { _ in random.profile() }
        let first = try await vectorizer.parts(of: profiles.map { ($0, nil) })
        #expect(Set(embedder.texts).count == embedder.texts.count)
        let count = embedder.texts.count
        // What was counted changes; what was stated does not.
        let later = profiles.map { profile in
            var profile = profile
            profile.communication = random.communication()
            return profile
        }
        let second = try await vectorizer.parts(
            of: zip(later, first).map { ($0, ($1.contentHash, $1.statements)) })
        #expect(embedder.texts.count == count)
        #expect(second.map(\.statements) == first.map(\.statements))
        #expect(second.allSatisfy { !$0.isEmbedded })
        #expect(second.map(\.structured) != first.map(\.structured))
        // Another statement costs its own profile's texts and no other's.
        var changed = later
        changed[0].statements[.pets] = [ProfileStatement(text: "two parrots", evidence: [9])]
        let third = try await vectorizer.parts(
            of: zip(changed, second).map { ($0, ($1.contentHash, $1.statements)) })
        #expect(third.filter(\.isEmbedded).count == 1)
        #expect(embedder.texts.dropFirst(count).count == changed[0].statements.count)
    }
}
