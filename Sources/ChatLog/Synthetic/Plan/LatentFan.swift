/// A fan as he truly is: what the logs only show in words and deeds.
struct LatentFan: Sendable {
    var id: String
    var kind: FanKind
    var details: FanDetails
    /// Hours to add to UTC.
    var timezone: Int
    /// What he finds a fair price, USD.
    var budgetUSD: Double
    /// Raises the number of conversations, logit scale.
    var loyalty: Double
    /// Personal part of the length of messages.
    var verbosity: Double
    /// Number that fixes the personal habits of writing.
    var voice: UInt64

    /// Local hour of the day, 0..<24.
    func localHour(_ secondsSince1970: Int64) -> Int {
        (Int(secondsSince1970 / 3_600 % 24) + timezone + 24) % 24
    }

    /// How much he likes to write at a moment: his daypart times everybody's hours.
    func activity(_ secondsSince1970: Int64) -> Double {
        let hour = Int(secondsSince1970 / 3_600 % 24)
        return SyntheticShape.hourWeights[hour] * kind.traits.dayparts[localHour(secondsSince1970) / 6]
    }
}

/// Personal details, as indices into the lexicon's lists, and plain numbers.
struct FanDetails: Sendable {
    var job: Int
    var hobbies: [Int]
    var place: Int
    var relative: Int
    var pet: Int
    var relationship: Int
    var events: [Int]
    var age: Int
    var years: Int
}

extension Plan {
    mutating func makeFans(_ count: Int) {
        var random = self.random(.fans)
        let shares = FanKind.allCases.map(\.traits.share)
        // Kinds by quota, so that small logs have all of them.
        var kinds = random.strata(count).map { u in
            var left = u
            for (kind, share) in zip(FanKind.allCases, shares) {
                left -= share
                if left < 0 { return kind }
            }
            return FanKind.haggler
        }
        random.shuffle(&kinds)
        var taken: Set<String> = []
        fans = kinds.map { kind in
            var id = FanNames.make(&random)
            while !taken.insert(id).inserted { id = FanNames.make(&random) }
            return LatentFan(id: id, kind: kind, random: &random)
        }
    }
}

extension LatentFan {
    init(id: String, kind: FanKind, random: inout SyntheticRandom) {
        let lists = DetailLexicon.self
        let job = random.int(below: lists.jobs.count)
        let hobbies = Array(lists.hobbies(of: kind, &random).prefix(2))
        let placeIndex = random.int(below: lists.places.count)
        self.id = id
        self.kind = kind
        details = FanDetails(
            job: job, hobbies: hobbies, place: placeIndex, relative: random.int(below: lists.relatives.count),
            pet: random.int(below: lists.pets.count), relationship: random.int(below: lists.relationships.count),
            events: Array(random.permutation(lists.events.count).prefix(1 + random.int(below: 2))),
            age: 24 + random.int(below: 38), years: 2 + random.int(below: 18))
        timezone = lists.places[placeIndex].timezone
        budgetUSD = kind.traits.budgetUSD * PortableMath.exp(0.75 * random.normal())
        loyalty = kind.traits.loyalty + 0.6 * random.normal()
        verbosity = 0.5 * random.normal()
        voice = random.next()
    }
}

/// Names as fans choose them: `fan_204170`, `Tom_88123`, `A.b.c_693154`.
enum FanNames {
    static func make(_ random: inout SyntheticRandom) -> String {
        let digits = random.chance(0.2) ? 10_000 + random.int(below: 90_000) : 100_000 + random.int(below: 900_000)
        return "\(stem(&random))_\(digits)"
    }

    private static func stem(_ random: inout SyntheticRandom) -> String {
        let first = random.pick(NameLexicon.firstNames)
        switch random.int(below: 20) {
        case 0..<7: return "fan"
        case 7..<13: return first
        case 13: return first.lowercased()
        case 14: return "\(first).\(random.pick(NameLexicon.initials))"
        case 15:
            let letters = (0..<3).map { _ in random.pick(NameLexicon.initials).lowercased() }
            return "\(letters[0].uppercased()).\(letters[1]).\(letters[2])"
        case 16: return "\(random.pick(NameLexicon.initials))\(random.pick(NameLexicon.initials))"
        case 17: return random.pick(NameLexicon.nicknames) + first
        default: return random.pick(NameLexicon.nicknames) + random.pick(NameLexicon.nickNouns)
        }
    }
}
