/// What gives one kind of message away, as patterns over words (`WordPattern`).
///
/// Phrases that only sound like it are taken out first: what is left of `my son is 15 and i am killing it at work`
/// holds neither an age nor a death.
///
/// One pattern a line; a line that is set in goes on with the one before it.
struct Lexicon: Sendable {
    /// Patterns that others refer to as `$name`; later ones may use earlier ones, and those of `SharedWords`.
    let named: KeyValuePairs<String, String>
    /// Phrases that mean something else.
    let harmless: [String]
    /// Each is enough.
    let signs: [String]
    /// Two different ones are enough.
    let hints: [String]

    init(
        named: KeyValuePairs<String, String> = [:], harmless: String = "", signs: String, hints: String = ""
    ) {
        self.named = named
        self.harmless = Self.patterns(in: harmless)
        self.signs = Self.patterns(in: signs)
        self.hints = Self.patterns(in: hints)
    }

    /// A pattern that is written over several lines, on one.
    static func joined(_ text: String) -> String { patterns(in: text).joined(separator: " ") }

    /// The patterns of a block of lines, each on one line.
    static func patterns(in block: String) -> [String] {
        var patterns: [String] = []
        for line in block.split(separator: "\n") {
            guard line.first == " ", let last = patterns.last else {
                patterns.append(String(line))
                continue
            }
            // A list that ends in a slash is broken in the middle.
            patterns[patterns.count - 1] += (last.hasSuffix("/") ? "" : " ") + line.drop { $0 == " " }
        }
        return patterns
    }
}

/// Patterns that several lexicons use.
enum SharedWords {
    static let named: KeyValuePairs<String, String> = [
        // Those whose age, school and data are not the fan's.
        "kin": """
        (mom/mother/dad/father/son/sons/daughter/daughters/kid/kids/child/children/brother/brothers/sister/sisters/nephew/
          nephews/niece/nieces/cousin/cousins/grandma/grandmother/grandpa/grandfather/grandson/granddaughter/grandkids/
          wife/husband/girlfriend/boyfriend/ex/fiance/fiancee/partner/uncle/aunt/stepson/stepdaughter/stepdad/stepmom/
          godson/goddaughter/baby/toddler/twins/roommate/neighbor/neighbour/coworker/boss/buddy/friend/mate/bestie/
          student/students/family | best friend | little one)
        """,
        "pet": """
        dog/dogs/cat/cats/puppy/kitten/horse/lab/labrador/truck/car/bike/boat/house/whisky/whiskey/scotch/laptop/phone
        """,
        "not": "(not/never/no/without/nobody/noone | not even)",
    ]
}
