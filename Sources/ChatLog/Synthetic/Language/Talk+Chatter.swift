extension Talk {
    /// The chatter's message in a row, which answers the fan's.
    mutating func chatterMessage(_ row: Int, previous: Int?, mass: [UInt8]?, voice: Voice) -> [UInt8] {
        let planned = plan.rows[row]
        wasAsked = false
        if let mass { return mass }
        let emoji = planned.chatterEmoji ? emojiRun(ChatterLists.shared.emoji) : []
        let target = max(1, Int(planned.chatterLength) - Composer.scalars(emoji) - (planned.blank ? 1 : 0))
        composer.begin()
        answer(row, previous: previous, target)
        if planned.price > 0 { pitch(planned, target, voice) }
        if planned.asks { ask(row, target, voice) }
        fill(target, voice)
        ornament(target, open: ChatterLists.shared.open, close: ChatterLists.shared.close, voice: voice)
        composer.replace(with: voice.typed(composer.bytes, &random))
        if planned.entity {
            composer.add(
                [ChatterLists.shared.ampersand], room: 14, tries: 2, joiner: ", ", context, &random)
            composer.replace(with: Self.escaped(composer.bytes))
        }
        addEmoji(emoji)
        if planned.blank { addBlank() }
        return composer.bytes
    }

    /// The first clause: it takes up what the fan said, or not.
    private mutating func answer(_ row: Int, previous: Int?, _ target: Int) {
        let planned = plan.rows[row]
        let lists = ChatterLists.shared
        if planned.price > 0, target < 70, !planned.picksUp || target < 40 { return }
        let (first, takesUp) = answerLists(planned, previous: previous, target)
        if takesUp, case .mention = intent {
        } else if takesUp, case .silent = intent {
            // A detail told earlier: recalled here, so that it can be named.
            if let detail = known.last { _ = recall(detail) }
        }
        if takesUp { pickedUp.append(row) }
        let brief = target < 12 && !takesUp ? [lists.brief, lists.short] : first
        composer.add(brief, room: target, tries: target < 60 ? 8 : 4, joiner: "", context, &random)
    }

    private mutating func answerLists(
        _ planned: PlannedRow, previous: Int?, _ target: Int
    ) -> (lists: [Int], takesUp: Bool) {
        let lists = ChatterLists.shared
        let words = Topic.all[topic]
        let inPassing = random.chance(0.35) ? [lists.filler] : [words.talk]
        switch intent {
        case .silent:
            guard previous != nil else { return ([lists.wake], false) }
            if planned.picksUp, let detail = known.last {
                return ([Grammar.shared.list("chatter." + detail.listName)], true)
            }
            return (random.chance(0.35) ? [lists.nudge] : inPassing, false)
        case .greet: return ([lists.greet], false)
        case .bye: return ([lists.bye], false)
        case .praise: return ([lists.sold], false)
        case .decline: return ([lists.unsold], false)
        case .request: return ([lists.request], false)
        case .gift: return ([lists.tipped], false)
        case .flirt: return (planned.picksUp ? [lists.flirted] : inPassing, planned.picksUp)
        case .ack: return (planned.picksUp ? [lists.ack, lists.ack] : [lists.brief, words.talk], planned.picksUp)
        case .mention(let detail):
            let list = Grammar.shared.list("chatter." + detail.listName)
            return (planned.picksUp ? [list] : inPassing, planned.picksUp)
        case .say:
            let echoes = target < 22 ? [lists.echoBrief, lists.echoBrief, words.echo] : [words.echo]
            return (planned.picksUp ? echoes : inPassing, planned.picksUp)
        }
    }

    private mutating func pitch(_ planned: PlannedRow, _ target: Int, _ voice: Voice) {
        let lists = ChatterLists.shared
        let room = target - composer.count
        let choice: [Int]
        if room < 34 {
            choice = [lists.pitchBrief]
        } else if planned.picksUp, case .say = intent, room > 60 {
            choice = [lists.pitchEcho, lists.pitch]
        } else {
            choice = [lists.pitch]
        }
        composer.add(choice, room: room, tries: 6, joiner: voice.joiner, context, &random)
    }

    private mutating func ask(_ row: Int, _ target: Int, _ voice: Voice) {
        let room = target - composer.count - 2
        guard room >= 14 || composer.bytes.isEmpty else {
            if composer.bytes.last == UInt8(ascii: "?") { asked.append(row) }
            return
        }
        composer.add(
            [Topic.all[topic].quiz], room: room, tries: 6, joiner: voice.joiner, context, &random)
        wasAsked = true
        asked.append(row)
    }

    private mutating func fill(_ target: Int, _ voice: Voice) {
        let lists = ChatterLists.shared
        var clauses = 0
        while target - composer.count > 16, clauses < 120 {
            clauses += 1
            let talk = Topic.all[clauses % 4 == 3 ? newTopic() : topic].talk
            let room = target - composer.count - 2
            let choice = room < 24 ? [lists.brief, lists.close] : random.chance(0.5) ? [talk] : [lists.filler, talk]
            composer.add(choice, room: room, tries: 5, joiner: voice.joiner, context, &random)
        }
    }

    private mutating func addBlank() {
        switch random.int(below: 10) {
        case 0..<6: composer.append([UInt8(ascii: " ")])
        case 6: composer.append([UInt8(ascii: "\n")])
        default: composer.replace(with: [UInt8(ascii: " ")] + composer.bytes)
        }
    }

    /// As a web form's export escapes.
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): result += Array("&amp;".utf8)
            case UInt8(ascii: "'"): result += Array("&#39;".utf8)
            case UInt8(ascii: "\""): result += Array("&quot;".utf8)
            default: result.append(byte)
            }
        }
        return result
    }
}

/// The texts of mass messages, the same for every fan who gets them.
struct MassMessages {
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    func text(_ number: Int32, length: Int, emoji: Bool) -> [UInt8] {
        var random = SyntheticRandom(
            seed: seed, stream: Plan.Stage.mass.rawValue << 40 + UInt64(UInt32(bitPattern: number)))
        var composer = Composer()
        let context = SpeechContext()
        let lists = ChatterLists.shared
        let voice = Voice(chatter: Int(number) % 97, seed: seed)
        composer.add([lists.mass], room: length, tries: 5, joiner: "", context, &random)
        var clauses = 0
        while length - composer.count > 14, clauses < 120 {
            clauses += 1
            let room = length - composer.count - 3
            let choice = room < 26 ? [lists.close] : clauses % 2 == 0 ? [lists.mass] : [lists.filler, lists.pitch]
            composer.add(choice, room: room, tries: 5, joiner: voice.joiner, context, &random)
        }
        if emoji {
            var run: [UInt8] = [UInt8(ascii: " ")]
            Grammar.shared.append(lists.emoji, context, &random, to: &run)
            composer.append(run)
        }
        return composer.bytes
    }
}
