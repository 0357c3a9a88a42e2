import Foundation
import Profile
import RapportCore
import Testing

struct FanProfileCodingTests {
    private static let communication = CommunicationPattern(
        fanMessages: 3, medianLength: 12, meanLength: 14.5, emojiRate: 1.0 / 3, questionRate: 0, initiative: 0.5,
        messagesByHour: Array(repeating: 0, count: 23) + [3], languages: [.init(language: "en", share: 1)],
        evidence: [4])

    @Test func aProfileReadsBackFromItsJSON() throws {
        let profile = FanProfile(
            source: .rules,
            statements: Dictionary(
                uniqueKeysWithValues: ProfileField.allCases.enumerated().map { index, field in
                    (field, [ProfileStatement(text: "statement \(index)", evidence: [Int64(index), 99])])
                }), communication: Self.communication)
        let json = try JSONEncoder().encode(profile)
        #expect(try JSONDecoder().decode(FanProfile.self, from: json) == profile)
        let object = try JSONSerialization.jsonObject(with: json) as? [String: Any]
        #expect((object?["demographics"] as? [String: Any])?.count == 2)
        #expect((object?["personal_details"] as? [String: Any])?.count == 5)
    }

    @Test func aFieldWithoutStatementsIsAnEmptyListAndReadsBackAsNothing() throws {
        let profile = FanProfile(source: .llm, statements: [.job: []], communication: Self.communication)
        #expect(profile.statements.isEmpty)
        let json = try JSONEncoder().encode(profile)
        #expect(String(decoding: json, as: UTF8.self).contains(#""job":[]"#))
        #expect(try JSONDecoder().decode(FanProfile.self, from: json) == profile)
    }
}
