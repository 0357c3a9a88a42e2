/// A place in a pattern that a lexicon fills.
enum Slot: String, Sendable, Hashable {
    /// A trade, with what stands before its head: `icu nurse`.
    case job
    /// As `job`, or whatever stands there: only where nothing but a trade can.
    case trade
    case field
    case employer
    case hobby
    case hobbyist
    case gear
    case place
    /// As `place`, or whatever stands there like a name: only where nothing but a place can.
    case town
    case surroundings
    case kin
    case kins
    case animal
    case name
    case count
    case age
    case decade
    case standing
    case parenthood
    case thing
    case occasion
    case happening
    /// An event as a noun: `a promotion`, `moving to a new apartment`.
    case event
    case business
    case tradeVerb
    case jobStanding

    /// What the slot reads at `index`; nil where nothing there fits.
    func read(_ tokens: [Token], from index: Int) -> Capture? {
        guard index < tokens.count, !tokens[index].isBoundary else { return nil }
        switch self {
        case .job: return Self.job(tokens, index)
        case .trade: return Self.job(tokens, index) ?? Self.unknownTrade(tokens, index)
        case .field: return Self.entry(.fields, tokens, index)
        case .employer: return Self.properName(tokens, index)
        case .hobby: return Self.enumeration(.hobbies, tokens, index)
        case .hobbyist: return Self.entry(.hobbyists, tokens, index)
        case .gear: return Self.entry(.gear, tokens, index)
        case .place: return Self.place(tokens, index)
        case .town: return Self.place(tokens, index) ?? Self.town(tokens, index)
        case .surroundings: return Self.entry(.surroundings, tokens, index)
        case .kin: return Self.kin(tokens, index)
        case .kins: return Self.kins(tokens, index)
        case .animal: return Self.animal(tokens, index)
        case .name: return Self.name(tokens, index)
        case .count: return Self.count(tokens, index)
        case .age: return Self.age(tokens, index)
        case .decade: return Self.decade(tokens, index)
        case .standing: return Self.entry(.standing, tokens, index)
        case .parenthood: return Self.entry(.parenthood, tokens, index)
        case .thing: return Self.thing(tokens, index)
        case .occasion: return Self.entry(.occasions, tokens, index)
        case .event: return Self.event(tokens, index)
        case .happening: return Self.entry(.happenings, tokens, index)
        case .business: return Self.business(tokens, index)
        case .tradeVerb: return Self.entry(.trades, tokens, index)
        case .jobStanding: return Self.entry(.standings, tokens, index)
        }
    }

    static func entry(_ lexicon: Lexicon, _ tokens: [Token], _ index: Int) -> Capture? {
        lexicon.longest(tokens, from: index).map { Capture($0.canonical, length: $0.length) }
    }

    /// One name of a lexicon, or several: `fishing, hiking and old movies`.
    private static func enumeration(_ lexicon: Lexicon, _ tokens: [Token], _ index: Int) -> Capture? {
        guard let first = lexicon.longest(tokens, from: index) else { return nil }
        var texts = [first.canonical]
        var end = index + first.length
        while true {
            var next = end
            if next < tokens.count, tokens[next].isBoundary { next += 1 }
            if next < tokens.count, ["and", "or", "plus"].contains(tokens[next].word) { next += 1 }
            guard next > end, let more = lexicon.longest(tokens, from: next) else { break }
            if !texts.contains(more.canonical) { texts.append(more.canonical) }
            end = next + more.length
        }
        return Capture(texts: texts, length: end - index)
    }
}
