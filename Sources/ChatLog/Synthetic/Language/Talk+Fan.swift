extension Talk {
    /// The fan's message in a row, as bytes of UTF-8; sets the intent that the chatter answers.
    mutating func fanMessage(_ row: Int, previous: Int?, isLast: Bool) -> [UInt8] {
        let planned = plan.rows[row]
        guard !planned.fanIsSilent else {
            intent = .silent
            return []
        }
        intent = chooseIntent(row, previous: previous, isLast: isLast)
        let emoji = planned.fanEmoji ? emojiRun(kindLists.emoji) : []
        let target = max(1, Int(planned.fanLength) - Composer.scalars(emoji))
        composer.begin()
        if emoji.isEmpty || planned.fanLength > 4 {
            // Room kept free for opening, closing and punctuation makes equal phrases different texts.
            let spared = target > 22 && random.chance(0.75) ? 4 + random.int(below: 9) : 0
            speak(target - spared, row)
            ornament(target, open: kindLists.open, close: kindLists.close, voice: fanVoice)
            punctuate()
            composer.replace(with: fanVoice.typed(composer.bytes, &random))
        }
        addEmoji(emoji)
        return composer.bytes
    }

    /// What the fan wants to say follows from what just happened.
    private mutating func chooseIntent(_ row: Int, previous: Int?, isLast: Bool) -> FanIntent {
        let planned = plan.rows[row]
        if planned.tip > 0 { return .gift }
        guard let previous else {
            if planned.fanLength > 8 { turnTo(newTopic()) }
            return random.chance(0.6) ? .greet : opening(planned)
        }
        let before = plan.rows[previous]
        if before.price > 0, random.chance(0.8) { return before.purchased ? .praise : .decline }
        if planned.price > 0, random.chance(0.35) { return .request }
        if isLast, random.chance(0.45) { return .bye }
        if planned.fanLength < 9 { return .ack }
        return opening(planned)
    }

    private mutating func opening(_ planned: PlannedRow) -> FanIntent {
        if planned.fanLength >= 14, random.chance(0.13) {
            return .mention(SpeechSlot.details[random.index(weights: SpeechSlot.detailWeights)])
        }
        if random.chance(0.08) { return .flirt }
        if !wasAsked, random.chance(0.22) {
            turnTo(newTopic())
        } else if random.chance(0.65) {
            // Same topic, another thing of it.
            context[.x] = drawn(Topic.all[topic].things)
            context[.y] = drawn(Topic.all[topic].second)
        }
        return .say
    }

    /// The clauses of the message: first what the intent asks for, then more until it is long enough.
    private mutating func speak(_ target: Int, _ row: Int) {
        let words = Topic.all[topic]
        let statements = target < 24 ? [words.brief, words.brief, words.asks] : [words.says, words.says, words.asks]
        let first: [Int] =
            switch intent {
            case .silent, .say: statements
            case .greet: [kindLists.greet]
            case .bye: [kindLists.bye]
            case .praise: [kindLists.praise]
            case .decline: [kindLists.decline]
            case .request: [kindLists.request]
            case .gift: [kindLists.gift]
            case .flirt: [kindLists.flirt]
            case .ack: [kindLists.ack, Grammar.shared.list("short"), kindLists.ack]
            case .mention(let detail): [Grammar.shared.list("mention." + detail.listName)]
            }
        if case .mention(let detail) = intent {
            let value = recall(detail)
            mentions.append(DetailMention(row: row, detail: detail, value: value))
            if !known.contains(detail) { known.append(detail) }
        }
        if target < 9 {
            composer.add(
                [kindLists.ack, Grammar.shared.list("short")], room: target, tries: 8, joiner: "", context, &random)
        } else {
            composer.add(first, room: target, tries: target < 40 ? 8 : 5, joiner: "", context, &random)
        }
        if case .ack = intent { context[.ack] = composer.bytes }
        sayMore(target)
    }

    private mutating func sayMore(_ target: Int) {
        var clauses = 0
        while target - composer.count > 14, clauses < 60 {
            clauses += 1
            if clauses % 3 == 0 {
                context[.x] = drawn(Topic.all[topic].things)
                context[.y] = drawn(Topic.all[topic].second)
            }
            if clauses % 8 == 0 { turnTo(newTopic()) }
            let words = Topic.all[topic]
            let room = target - composer.count - 2
            let lists = room < 26 ? [words.brief, kindLists.ack, words.brief] : [words.says, words.says, words.asks]
            composer.add(lists, room: room, tries: 6, joiner: fanVoice.joiner, context, &random)
        }
    }

    /// Opening and closing words where there is room for them.
    mutating func ornament(_ target: Int, open: Int, close: Int, voice: Voice) {
        if target - composer.count >= 4, target > 14, random.chance(0.5) {
            composer.prepend(open, room: target - composer.count - 2, context, &random)
        }
        if target - composer.count >= 4, target > 14 {
            composer.add([close], room: target - composer.count - 1, tries: 4, joiner: " ", context, &random)
        }
    }

    private mutating func punctuate() {
        guard composer.count > 6, composer.bytes.last != UInt8(ascii: "?"), random.chance(0.4) else { return }
        let ends: [StaticString] = ["!", "!!", "..", "...", ".", " :)", " ;)", ".", " x", "!"]
        random.pick(ends).withUTF8Buffer { composer.append(Array($0)) }
    }

    mutating func emojiRun(_ list: Int) -> [UInt8] {
        var run = drawn(list)
        if random.chance(0.35) { run += random.chance(0.5) ? run : drawn(list) }
        return run
    }

    mutating func addEmoji(_ emoji: [UInt8]) {
        guard !emoji.isEmpty else { return }
        if !composer.bytes.isEmpty, random.chance(0.6) { composer.append([UInt8(ascii: " ")]) }
        composer.append(emoji)
    }
}
