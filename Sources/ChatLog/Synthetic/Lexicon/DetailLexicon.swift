/// Personal details that a fan can have: the truth behind what he mentions.
enum DetailLexicon {
    static let jobs = lines(
        """
        nurse | truck driver | electrician | teacher | plumber | accountant | carpenter | chef | programmer | mechanic
        paramedic | welder | bartender | security guard | farmer | architect | dentist | pilot | postman | engineer
        firefighter | salesman | bus driver | roofer | pharmacist | barber | surveyor | warehouse worker | lawyer
        graphic designer | machinist | real estate agent | train conductor | physiotherapist | baker | night porter
        """)

    struct Hobby: Sendable {
        var name: String
        var topic: String
    }

    static let hobbies: [Hobby] = [
        ("fishing", "outdoors"), ("playing guitar", "music"), ("gaming", "gaming"), ("restoring old cars", "cars"),
        ("hiking", "outdoors"), ("cooking", "food"), ("boxing", "gym"), ("lifting weights", "gym"),
        ("photography", "travel"), ("collecting vinyl", "music"), ("woodworking", "weekend"), ("chess", "gaming"),
        ("running", "gym"), ("riding my motorbike", "cars"), ("playing golf", "sports"),
        ("watching football", "sports"),
        ("camping", "outdoors"), ("brewing beer", "food"), ("building model trains", "weekend"),
        ("surfing", "outdoors"),
        ("playing poker", "weekend"), ("reading fantasy novels", "shows"), ("stargazing", "outdoors"),
        ("gardening", "outdoors"), ("playing drums", "music"), ("climbing", "outdoors"), ("baking bread", "food"),
        ("drawing comics", "shows"), ("learning spanish", "travel"), ("playing bass", "music"),
    ].map { Hobby(name: $0.0, topic: $0.1) }

    /// All hobbies in an order in which those that suit the kind tend to come first.
    static func hobbies(of kind: FanKind, _ random: inout SyntheticRandom) -> [Int] {
        let scores = hobbies.map { hobby in
            PortableMath.log(0.3 + KindLexicon.topicWeight(kind, hobby.topic)) + random.gumbel()
        }
        return Ranking.ascending(scores).reversed()
    }

    struct Place: Sendable {
        var name: String
        /// Hours to add to UTC.
        var timezone: Int
    }

    static let places: [Place] = [
        ("seattle", -7), ("portland", -7), ("phoenix", -7), ("san diego", -7), ("las vegas", -7), ("sacramento", -7),
        ("los angeles", -7), ("denver", -6), ("salt lake city", -6), ("boise", -6), ("dallas", -5), ("houston", -5),
        ("chicago", -5), ("nashville", -5), ("kansas city", -5), ("minneapolis", -5), ("atlanta", -4), ("miami", -4),
        ("boston", -4), ("toronto", -4), ("pittsburgh", -4), ("charlotte", -4), ("london", 1), ("manchester", 1),
        ("glasgow", 1), ("dublin", 1), ("amsterdam", 2), ("berlin", 2), ("stockholm", 2), ("vienna", 2),
        ("sydney", 10), ("melbourne", 10), ("perth", 8), ("singapore", 8),
    ].map { Place(name: $0.0, timezone: $0.1) }

    static let relatives = lines(
        """
        mom | dad | sister | brother | grandma | uncle | cousin | aunt | twin brother | stepdad | ex wife | grandpa
        """)

    static let pets = lines(
        """
        labrador called max | cat called luna | husky called rex | beagle called daisy | parrot called coco
        old bulldog called otto | german shepherd called bruno | cat called tiger | terrier called milo | two cats
        """)

    static let relationships = lines(
        "single | divorced | separated | widowed | married | in something complicated | freshly single")

    static let events = lines(
        """
        starting a new job | moving to a new apartment | knee surgery | my divorce papers | a promotion | losing my job
        my birthday party | a family wedding | my dad in hospital | buying a house | quitting smoking | a car accident
        going back to school | my best friend's funeral | a trip to italy | running my first marathon | opening my own shop
        a court date | a high school reunion | learning to sail | retiring from the army | paying off my debts
        """)

    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").flatMap { $0.split(separator: "|") }.map(trimmed)
    }

    private static func trimmed(_ part: Substring) -> String {
        var part = part
        while part.first == " " { part.removeFirst() }
        while part.last == " " { part.removeLast() }
        return String(part)
    }
}

/// What fan ids are made of.
enum NameLexicon {
    static let firstNames = DetailLexicon.lines(
        """
        Tom | Mike | John | Dave | Chris | Steve | Mark | Paul | Alex | Ben | Dan | Jake | Luke | Ryan | Sam | Nick
        Matt | Greg | Kevin | Brian | Eric | Adam | Scott | Tony | Rob | Jim | Joe | Pete | Carl | Leo | Max | Oscar
        Victor | Hans | Pierre | Marco | Diego | Raj | Omar | Yuki | Ivan | Sven | Lars | Phil | Frank | George
        """)
    static let initials = DetailLexicon.lines("A | B | C | D | E | G | H | J | K | L | M | N | P | R | S | T | V | W")
    static let nicknames = DetailLexicon.lines(
        "Big | Tall | Mr | Sir | The | Old | Lucky | Crazy | Just | Real | Iron | Night")
    static let nickNouns = DetailLexicon.lines(
        "Wolf | Bear | Rider | Ghost | Tiger | King | Falcon | Viking | Surfer | Gamer | Joker | Hawk | Ace | Duke")
}
