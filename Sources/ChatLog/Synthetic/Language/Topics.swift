/// The lists of one topic, ready to speak of. A kind's own language is a topic too.
struct Topic: Sendable {
    var things, second, brief, says, asks, echo, talk, quiz: Int

    init(_ name: String, _ grammar: Grammar) {
        things = grammar.list(name + ".things")
        second = grammar.list(name + ".second")
        brief = grammar.list(name + ".brief")
        says = grammar.list(name + ".says")
        asks = grammar.list(name + ".asks")
        echo = grammar.list(name + ".echo")
        talk = grammar.list(name + ".talk")
        quiz = grammar.list(name + ".quiz")
    }

    /// General topics first, then one for each kind.
    static let all: [Topic] = {
        let names = TopicLexicon.all.map(\.name) + FanKind.allCases.map(\.rawValue)
        return names.map { Topic($0, Grammar.shared) }
    }()

    static let generalCount = TopicLexicon.all.count

    /// Weights of the general topics for a kind.
    static func weights(_ kind: FanKind) -> [Double] {
        TopicLexicon.all.map { KindLexicon.topicWeight(kind, $0.name) }
    }

    static func own(_ kind: FanKind) -> Int {
        generalCount + (FanKind.allCases.firstIndex(of: kind) ?? 0)
    }
}

/// The lists of a kind besides its topic.
struct KindLists: Sendable {
    var open, close, emoji, greet, praise, decline, request, gift, bye, ack, flirt: Int

    init(_ kind: FanKind) {
        func list(_ name: String) -> Int { Grammar.shared.list("\(kind.rawValue).\(name)") }
        open = list("open")
        close = list("close")
        emoji = list("emoji")
        greet = list("greet")
        praise = list("praise")
        decline = list("decline")
        request = list("request")
        gift = list("gift")
        bye = list("bye")
        ack = list("ack")
        flirt = list("flirt")
    }

    static let all = FanKind.allCases.map(KindLists.init)

    static func of(_ kind: FanKind) -> KindLists {
        all[FanKind.allCases.firstIndex(of: kind) ?? 0]
    }
}

/// The chatters' lists.
struct ChatterLists: Sendable {
    var greet, bye, brief, echoBrief, ack, open, close, filler, pitch, pitchBrief, pitchEcho, sold, unsold, tipped: Int
    var request, flirted, nudge, wake, mass, emoji, ampersand, short: Int

    static let shared = ChatterLists()

    private init() {
        func list(_ name: String) -> Int { Grammar.shared.list("chatter." + name) }
        greet = list("greet")
        bye = list("bye")
        brief = list("brief")
        echoBrief = list("echo.brief")
        ack = list("ack")
        open = list("open")
        close = list("close")
        filler = list("filler")
        pitch = list("pitch")
        pitchBrief = list("pitch.brief")
        pitchEcho = list("pitch.echo")
        sold = list("sold")
        unsold = list("unsold")
        tipped = list("tipped")
        request = list("request")
        flirted = list("flirted")
        nudge = list("nudge")
        wake = list("wake")
        mass = list("mass")
        emoji = list("emoji")
        ampersand = list("ampersand")
        short = list("short")
    }
}
