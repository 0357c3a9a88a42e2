/// What a fan message is about, which the chatter's answer depends on.
enum FanIntent: Sendable {
    case silent, greet, bye, praise, decline, request, gift, flirt, ack, say
    case mention(SpeechSlot)
}

/// A personal detail that a fan gave away.
struct DetailMention: Sendable {
    var row: Int
    var detail: SpeechSlot
    var value: String
}

/// The words of one pair: the state that makes a conversation hang together.
///
/// Row after row it carries the topic, the thing last named, the details that the chatters know, and what
/// became of the last offer.
struct Talk {
    let plan: Plan
    let pair: Int
    let fan: LatentFan
    let kindLists: KindLists
    let fanVoice: Voice
    var random: SyntheticRandom
    var composer = Composer()
    var context = SpeechContext()
    var topic = 0
    var intent = FanIntent.silent
    /// The chatter's last message asked about the topic.
    var wasAsked = false
    var known: [SpeechSlot] = []
    var mentions: [DetailMention] = []
    /// Rows in which the chatter really took something up, and really asked.
    var pickedUp: [Int] = []
    var asked: [Int] = []

    init(plan: Plan, pair: Int) {
        self.plan = plan
        self.pair = pair
        fan = plan.fans[plan.pairs[pair].fan]
        kindLists = KindLists.of(fan.kind)
        fanVoice = Voice(fan: fan)
        random = SyntheticRandom(seed: plan.seed, stream: Plan.Stage.speech.rawValue + UInt64(pair))
        turnTo(newTopic())
    }

    /// Share of topics that are the kind's own; with the kind's phrases it sets how plainly a fan shows his kind.
    static let ownTopicShare = 0.4

    mutating func newTopic() -> Int {
        random.chance(Self.ownTopicShare)
            ? Topic.own(fan.kind) : random.index(weights: Topic.weights(fan.kind))
    }

    mutating func turnTo(_ topic: Int) {
        self.topic = topic
        context[.x] = drawn(Topic.all[topic].things)
        context[.y] = drawn(Topic.all[topic].second)
    }

    mutating func drawn(_ list: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        Grammar.shared.append(list, context, &random, to: &bytes)
        return bytes
    }

    /// The truth of a detail, and its words in the context.
    mutating func recall(_ detail: SpeechSlot) -> String {
        let lists = DetailLexicon.self
        let details = fan.details
        let value: String =
            switch detail {
            case .job: lists.jobs[details.job]
            case .hobby: lists.hobbies[random.pick(details.hobbies)].name
            case .place: lists.places[details.place].name
            case .relative: lists.relatives[details.relative]
            case .pet: lists.pets[details.pet]
            case .event: lists.events[random.pick(details.events)]
            case .age: String(details.age)
            case .relationship: lists.relationships[details.relationship]
            case .x, .y, .ack, .years: ""
            }
        context[detail] = Array(value.utf8)
        context[.years] = Array(String(details.years).utf8)
        return value
    }
}

extension SpeechSlot {
    /// The details that a fan can mention, with how readily he does.
    static let details: [SpeechSlot] = [.job, .hobby, .place, .relative, .pet, .event, .age, .relationship]
    static let detailWeights: [Double] = [3, 3, 2, 2, 1.5, 2.5, 1, 1.5]

    /// The part of a list's name that stands for the detail.
    var listName: String {
        self == .relative ? "family" : rawValue
    }
}
