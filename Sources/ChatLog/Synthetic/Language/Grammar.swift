/// A part of a message that depends on who speaks and what was said.
enum SpeechSlot: String, CaseIterable, Sendable {
    /// What the fan named, and what belongs to it.
    case x, y
    /// The fan's last short answer.
    case ack
    case job, hobby, place, relative, pet, event, age, years, relationship
}

/// The words for the slots, in the order of `SpeechSlot.allCases`.
struct SpeechContext: Sendable {
    private var words = [[UInt8]](repeating: [], count: SpeechSlot.allCases.count)

    subscript(slot: SpeechSlot) -> [UInt8] {
        get { words[slot.index] }
        set { words[slot.index] = newValue }
    }

    fileprivate subscript(index: Int) -> [UInt8] { words[index] }
}

extension SpeechSlot {
    fileprivate var index: Int {
        Self.allCases.firstIndex(of: self) ?? 0
    }
}

/// The compiled lexicon: lists of phrases, each of literal bytes, slots and references to other lists.
///
/// Works on UTF-8 bytes, since 884,000 rows ask for some ten million phrases.
struct Grammar: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        case slot(Int)
        case list(Int)
    }

    private var names: [String: Int] = [:]
    private(set) var lists: [[[Part]]] = []

    static let shared = Grammar()

    private init() {
        var raw: [(name: String, phrases: [String])] = []
        raw += Self.sections(ChatterLexicon.slots, prefix: "")
        raw += Self.sections(ChatterLexicon.text, prefix: "chatter.")
        raw += Self.sections(ChatterLexicon.mentions, prefix: "mention.")
        for topic in TopicLexicon.all { raw += Self.sections(topic.text, prefix: topic.name + ".") }
        for kind in FanKind.allCases { raw += Self.sections(KindLexicon.text(kind), prefix: kind.rawValue + ".") }
        for (index, list) in raw.enumerated() { names[list.name] = index }
        lists = raw.map { list in list.phrases.map(compiled) }
    }

    /// The number of a list. A name that does not exist gives a list without phrases, which says nothing.
    func list(_ name: String) -> Int {
        names[name] ?? -1
    }

    func isEmpty(_ list: Int) -> Bool {
        list < 0 || lists[list].isEmpty
    }

    /// Appends one phrase of a list, its slots filled.
    ///
    /// - Returns: a number that stands for the phrase, whatever its slots hold.
    @discardableResult
    func append(
        _ list: Int, _ context: SpeechContext, _ random: inout SyntheticRandom, to bytes: inout [UInt8]
    ) -> Int {
        guard !isEmpty(list) else { return -1 }
        let phrase = random.int(below: lists[list].count)
        for part in lists[list][phrase] {
            let start = bytes.count
            switch part {
            case .text(let text): bytes += text
            case .slot(let slot): bytes += context[slot]
            case .list(let inner): append(inner, context, &random, to: &bytes)
            }
            Self.mendArticle(&bytes, before: start)
        }
        return list << 16 | phrase
    }

    /// "a engineer" becomes "an engineer" where a slot begins with a vowel.
    private static func mendArticle(_ bytes: inout [UInt8], before start: Int) {
        guard start >= 2, start < bytes.count, bytes[start - 1] == UInt8(ascii: " "),
            bytes[start - 2] == UInt8(ascii: "a"), start == 2 || bytes[start - 3] == UInt8(ascii: " "),
            "aeio".utf8.contains(bytes[start])
        else { return }
        bytes.insert(UInt8(ascii: "n"), at: start - 1)
    }

    /// `[name]` begins a list; phrases stand on lines of their own or between bars.
    private static func sections(_ text: String, prefix: String) -> [(name: String, phrases: [String])] {
        var result: [(name: String, phrases: [String])] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                result.append((prefix + line.dropFirst().dropLast(), []))
            } else if !result.isEmpty {
                result[result.count - 1].phrases += DetailLexicon.lines(String(line))
            }
        }
        return result
    }

    private func compiled(_ phrase: String) -> [Part] {
        var parts: [Part] = []
        var rest = phrase[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.text(Array(rest[..<open].utf8))) }
            let name = String(rest[rest.index(after: open)..<close])
            if let slot = SpeechSlot(rawValue: name) {
                parts.append(.slot(slot.index))
            } else {
                parts.append(.list(list(name)))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(Array(rest.utf8))) }
        return parts
    }
}
