import Profile
import RapportCore
import Synchronization
import TestSupport

/// Profiles of any kind: of fans who said nothing up to those of whom much is known.
struct RandomProfiles {
    var random: SeededGenerator
    static let words = [
        "fishing", "chess", "nurse", "electrician", "Berlin", "a daughter", "his cat", "divorced", "shy", "generous",
        "wants to be heard", "lonely at night", "buys when praised", "34", "moved house",
    ]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func profile() -> FanProfile {
        var statements: [ProfileField: [ProfileStatement]] = [:]
        for field in ProfileField.allCases where Bool.random(using: &random) {
            statements[field] = (0..<Int.random(in: 0...3, using: &random)).map { row in
                ProfileStatement(
                    text: Self.words.randomElement(using: &random) ?? "", evidence: [Int64(row + 1)])
            }
        }
        return FanProfile(source: .rules, statements: statements, communication: communication())
    }

    mutating func communication() -> CommunicationPattern {
        let count = Bool.random(using: &random) ? Int.random(in: 1...80, using: &random) : 0
        var hours = Array(repeating: 0, count: 24)
        for _ in 0..<count { hours[Int.random(in: 0..<24, using: &random)] += 1 }
        let share = Double.random(in: 0...1, using: &random)
        return CommunicationPattern(
            fanMessages: count, medianLength: Double.random(in: 1...300, using: &random),
            meanLength: Double.random(in: 1...300, using: &random), emojiRate: Double.random(in: 0...1, using: &random),
            questionRate: Double.random(in: 0...1, using: &random),
            initiative: Double.random(in: 0...1, using: &random),
            messagesByHour: hours,
            languages: count == 0
                ? [] : [.init(language: "en", share: share), .init(language: "de", share: 1 - share)], evidence: [])
    }
}

/// Embeds by characters, and counts how often and how much it was asked.
final class CountingEmbedder: Embedder {
    let identifier = "counting"
    let dimension = 32
    private let asked = Mutex<[String]>([])

    /// Every text that was embedded, in order.
    var texts: [String] { asked.withLock { $0 } }

    func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        asked.withLock { $0 += texts }
        return texts.map { text in
            var generator = SeededGenerator(seed: UInt64(bitPattern: ContentHash(of: text).recordID))
            let raw = (0..<dimension).map { _ in generator.nextNormal() }
            let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return raw.map { $0 / length }
        }
    }
}
