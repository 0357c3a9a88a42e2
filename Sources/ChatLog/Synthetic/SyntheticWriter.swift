import RapportCore

/// Lets the pairs of a plan talk, and lays what they say into columns.
struct SyntheticWriter {
    private let plan: Plan
    private let masses: MassMessages
    private let voices: [Voice]
    private var fanTexts = TextBuffer()
    private var chatterTexts = TextBuffer()
    private var spoken: [SpokenPair] = []

    /// What a pair's talk leaves for the truth; rows are the plan's.
    private struct SpokenPair {
        var mentions: [DetailMention]
        var pickedUp: [Int]
        var asked: [Int]
    }

    init(plan: Plan) {
        self.plan = plan
        masses = MassMessages(seed: plan.seed)
        voices = plan.chatters.indices.map { Voice(chatter: $0, seed: plan.seed) }
        fanTexts.reserve(rows: plan.rows.count, bytes: plan.rows.count * 32)
        chatterTexts.reserve(rows: plan.rows.count, bytes: plan.rows.count * 84)
    }

    /// Appends the texts of a pair's rows. Pairs come in order.
    mutating func write(_ pair: Int) {
        var talk = Talk(plan: plan, pair: pair)
        for conversation in plan.pairs[pair].conversations {
            let range = plan.conversations[conversation].rows
            for row in range {
                let previous = row == range.lowerBound ? nil : row - 1
                let planned = plan.rows[row]
                fanTexts.append(talk.fanMessage(row, previous: previous, isLast: row == range.upperBound - 1))
                let mass =
                    planned.mass == 0
                    ? nil
                    : masses.text(
                        planned.mass, length: Int(planned.chatterLength), emoji: planned.mass % 2 == 0)
                chatterTexts.append(
                    talk.chatterMessage(row, previous: previous, mass: mass, voice: voices[Int(planned.chatter)]))
            }
        }
        spoken.append(SpokenPair(mentions: talk.mentions, pickedUp: talk.pickedUp, asked: talk.asked))
    }

    /// The log in random order.
    func finish() -> SyntheticResult {
        var random = plan.random(.index)
        let order = random.permutation(plan.rows.count)
        var index: [Int64] = []
        index.reserveCapacity(order.count)
        var next: Int64 = 0
        for _ in order {
            next += 1 + Int64(random.int(below: 5))
            index.append(next)
        }
        var indexOfRow = [Int64](repeating: 0, count: order.count)
        for (position, row) in order.enumerated() { indexOfRow[row] = index[position] }
        return SyntheticResult(table: table(order), index: index, truth: truth(indexOfRow))
    }

    private func table(_ order: [Int]) -> LogTable {
        let owners = plan.pairOfRow()
        let rows = plan.rows
        return LogTable(
            chatterName: Self.names(plan.chatters.map(\.name), order.map { Int(rows[$0].chatter) }),
            modelName: Self.names(plan.models.map(\.name), order.map { plan.pairs[owners[$0]].model }),
            fanMessage: fanTexts.column(order),
            chatterMessage: chatterTexts.column(order),
            fanID: Self.names(plan.fans.map(\.id), order.map { plan.pairs[owners[$0]].fan }),
            datetime: order.map { Timestamp(nanoseconds: rows[$0].time * 1_000_000_000) },
            price: order.map { rows[$0].price },
            purchased: order.map { rows[$0].purchased },
            tips: order.map { rows[$0].tip },
            revenue: order.map { (rows[$0].purchased ? rows[$0].price : 0) + rows[$0].tip })
    }

    /// A column whose rows share the bytes of equal names.
    private static func names(_ names: [String], _ choice: [Int]) -> TextColumn {
        let distinct = TextColumn(names)
        return TextColumn(
            store: distinct.store, offsets: choice.map { distinct.offsets[$0] },
            lengths: choice.map { distinct.lengths[$0] })
    }

    private func truth(_ indexOfRow: [Int64]) -> SyntheticTruth {
        let lists = DetailLexicon.self
        let fans = plan.fans.map { fan in
            FanTruth(
                fanID: fan.id, kind: fan.kind.rawValue, job: lists.jobs[fan.details.job],
                hobbies: fan.details.hobbies.map { lists.hobbies[$0].name },
                place: lists.places[fan.details.place].name, family: lists.relatives[fan.details.relative],
                pet: lists.pets[fan.details.pet], relationship: lists.relationships[fan.details.relationship],
                events: fan.details.events.map { lists.events[$0] }, age: fan.details.age, timezone: fan.timezone,
                budgetUSD: rounded(fan.budgetUSD), loyalty: rounded(fan.loyalty))
        }
        let pairs = zip(plan.pairs, spoken).map { pair, spoken in
            PairTruth(
                fanID: plan.fans[pair.fan].id, modelName: plan.models[pair.model].name,
                kind: plan.fans[pair.fan].kind.rawValue, chemistry: rounded(pair.chemistry),
                mentions: spoken.mentions.map {
                    .init(index: indexOfRow[$0.row], detail: $0.detail.listName, value: $0.value)
                },
                pickedUp: spoken.pickedUp.map { indexOfRow[$0] }, asked: spoken.asked.map { indexOfRow[$0] },
                mass: pair.rows.filter { plan.rows[$0].mass > 0 }.map { indexOfRow[$0] },
                conversations: pair.conversations.map {
                    .init(
                        index: indexOfRow[plan.conversations[$0].rows.lowerBound],
                        warmth: rounded(plan.conversations[$0].warmth))
                })
        }
        return SyntheticTruth(fans: fans, pairs: pairs)
    }

    private func rounded(_ value: Double) -> Double {
        (value * 1_000).rounded() / 1_000
    }
}

/// Texts one after another, from which a column in any order is made.
private struct TextBuffer {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []

    mutating func reserve(rows: Int, bytes byteCount: Int) {
        bytes.reserveCapacity(byteCount)
        offsets.reserveCapacity(rows)
        lengths.reserveCapacity(rows)
    }

    mutating func append(_ text: [UInt8]) {
        offsets.append(bytes.count)
        lengths.append(Int32(text.count))
        bytes += text
    }

    func column(_ order: [Int]) -> TextColumn {
        TextColumn(
            store: ByteStore(copying: bytes), offsets: order.map { offsets[$0] }, lengths: order.map { lengths[$0] })
    }
}
