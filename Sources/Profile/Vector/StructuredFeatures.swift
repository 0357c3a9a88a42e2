import Foundation
import RapportCore

/// The part of a profile that is counted or named, as a unit vector.
///
/// Each feature group has length 1 times its weight, whatever its value, so that no group drowns the others:
/// - A number x, scaled to 0…1 by fixed bounds, is the point (cos πx, sin πx): equal numbers have the product 1, those
///   half the range apart 0, the two ends −1. Fixed bounds, since those of the data at hand would change every vector
///   with every import.
/// - Shares (hours of the day, languages) are their square roots, whose product is the overlap of two distributions
///   (Bhattacharyya). Hours are spread over their neighbours first, so that 21:55 is near 22:05.
/// - Words of a field are a set; a word that two profiles share counts by how many words both have.
struct StructuredFeatures {
    private var hashing: FeatureHashing

    init(of profile: FanProfile, weights: ProfileWeights) {
        hashing = FeatureHashing(dimension: weights.structuredDimension)
        add(profile.communication)
        for field in ProfileField.allCases where weights.words(field) > 0 {
            let words = Set(profile[field].flatMap { StatementText.words($0.text) })
            addSet(words, named: field.rawValue, weight: weights.words(field))
        }
    }

    /// A profile of no messages and no words points nowhere: it is the feature `nothing known`.
    var unit: [Float] {
        if let unit = hashing.unit { return unit }
        var nothing = FeatureHashing(dimension: hashing.components.count)
        nothing.add("nothing known", 1)
        return nothing.unit ?? []
    }

    private mutating func add(_ communication: CommunicationPattern) {
        guard communication.fanMessages > 0 else { return }
        addNumber(Scales.length(communication.medianLength), named: "median length", weight: ProfileWeights.length)
        addNumber(Scales.rate(communication.emojiRate), named: "emoji rate", weight: ProfileWeights.emoji)
        addNumber(Scales.rate(communication.questionRate), named: "question rate", weight: ProfileWeights.questions)
        addNumber(communication.initiative, named: "initiative", weight: ProfileWeights.initiative)
        addShares(
            communication.hourShares.enumerated().map { ("hour \($0)", $1) }, weight: ProfileWeights.hours)
        addShares(
            communication.languages.map { ("language \($0.language)", $0.share) }, weight: ProfileWeights.languages)
    }

    /// - Parameter scaled: clamped to 0…1.
    private mutating func addNumber(_ scaled: Double, named name: String, weight: Double) {
        guard scaled.isFinite else { return }
        let angle = Double.pi * min(max(scaled, 0), 1)
        hashing.add("\(name) cos", weight * cos(angle))
        hashing.add("\(name) sin", weight * sin(angle))
    }

    private mutating func addShares(_ shares: [(name: String, share: Double)], weight: Double) {
        let total = shares.reduce(0) { $0 + $1.share }
        guard total > 0 else { return }
        for (name, share) in shares { hashing.add(name, weight * (share / total).squareRoot()) }
    }

    private mutating func addSet(_ words: Set<String>, named name: String, weight: Double) {
        let value = weight / Double(max(1, words.count)).squareRoot()
        // In order: sums of floats depend on it.
        for word in words.sorted() { hashing.add("\(name) \(word)", value) }
    }
}

/// Numbers of a profile on a scale of 0 to 1.
enum Scales {
    /// Characters, by their logarithm: 10 and 20 are as far apart as 100 and 200. 500 and more are 1.
    static func length(_ characters: Double) -> Double { log1p(max(0, characters)) / log1p(500) }

    /// A share of messages, by its square root: most fans have small ones, which the root tells apart.
    static func rate(_ share: Double) -> Double { max(0, share).squareRoot() }
}
