import Profile
import RapportCore
import TestSupport
import Testing

@Suite struct ProfileAgreementTests {
    @Test(arguments: Seeds.list(5)) func profilesAgreeBothWaysAndWithThemselvesOnAll(seed: UInt64) {
        var random = RandomProfiles(seed: seed)
        for _ in 0..<60 {
            let (first, second) = (random.profile(), random.profile())
            let there = ProfileAgreement.all(first, second)
            let back = ProfileAgreement.all(second, first)
            #expect(there.map(\.field) == back.map(\.field))
            #expect(there.map(\.first) == back.map(\.second))
            let own = ProfileAgreement.all(first, first)
            for (field, statements) in first.statements {
                #expect(own.count { $0.field == field.rawValue } == Set(statements.map(\.text)).count)
            }
        }
    }

    @Test(arguments: Seeds.list(5)) func whatAgreesLiesWithinTheStatedBounds(seed: UInt64) {
        typealias Bounds = ProfileAgreement.Bounds
        var random = RandomProfiles(seed: seed)
        for _ in 0..<200 {
            let (first, second) = (random.profile(), random.profile())
            let agreements = ProfileAgreement.all(first, second)
            for agreement in agreements {
                if let field = ProfileField(rawValue: agreement.field) {
                    #expect(first[field].contains { $0.text == agreement.statement })
                    #expect(second[field].contains { $0.text == agreement.statement })
                } else if let one = agreement.first, let two = agreement.second {
                    switch agreement.field {
                    case "median_length": #expect(max(one, two) / min(one, two) <= Bounds.lengthRatio)
                    case "messages_by_hour": #expect((0..<24).contains(one) && (0..<24).contains(two))
                    default: #expect(abs(one - two) <= Bounds.share)
                    }
                }
            }
            let isChance = min(first.communication.fanMessages, second.communication.fanMessages) < Bounds.leastMessages
            if isChance { #expect(agreements.allSatisfy { ProfileField(rawValue: $0.field) != nil }) }
            let (rate, other) = (first.communication.emojiRate, second.communication.emojiRate)
            if !isChance {
                #expect(agreements.contains { $0.field == "emoji_rate" } == (abs(rate - other) <= Bounds.share))
            }
        }
    }

    @Test func whatAgreesIsNotShownInDescriptions() {
        let statement = ProfileStatement(text: "lighthouse keeper", evidence: [1])
        var random = RandomProfiles(seed: 1)
        let profile = FanProfile(
            source: .llm, statements: [.job: [statement]], communication: random.communication())
        let agreements = ProfileAgreement.all(profile, profile)
        #expect(agreements.first?.statement == "lighthouse keeper")
        #expect(!"\(agreements)".contains("lighthouse"))
    }
}
