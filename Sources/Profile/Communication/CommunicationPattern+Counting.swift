import RapportCore

extension CommunicationPattern {
    /// Rows of each kind that are kept as evidence: with an emoji, a question, another language than the commonest.
    private static let evidenceRows = (emoji: 8, questions: 8, languages: 4)

    /// Counts how the fan of a pair writes. HTML entities are decoded and blanks trimmed first.
    ///
    /// - Complexity: O(characters of the fan's messages).
    public init(of history: PairHistory) {
        var counts = MessageCounts()
        for entry in history.entries { counts.add(entry) }
        let languages = counts.languageShares
        let foreign = counts.languageOfRow.filter { $0.language != languages.first?.language }.map(\.rowID)
        let evidence =
            counts.withEmoji.prefix(Self.evidenceRows.emoji) + counts.questions.prefix(Self.evidenceRows.questions)
            + foreign.prefix(Self.evidenceRows.languages)
        self.init(
            fanMessages: counts.lengths.count, medianLength: counts.medianLength, meanLength: counts.meanLength,
            emojiRate: counts.share(counts.withEmoji.count), questionRate: counts.share(counts.questions.count),
            initiative: Self.initiative(history), messagesByHour: counts.byHour, languages: languages,
            evidence: Set(evidence).sorted())
    }

    /// The share of conversations that the fan began; 0 without any.
    private static func initiative(_ history: PairHistory) -> Double {
        var begun: [String: Bool] = [:]
        for entry in history.entries where begun[entry.conversationID] == nil {
            begun[entry.conversationID] = !Blank.isBlank(entry.row.fanMessage)
        }
        return begun.isEmpty ? 0 : Double(begun.values.count { $0 }) / Double(begun.count)
    }
}

private struct MessageCounts {
    var lengths: [Int] = []
    var withEmoji: [Int64] = []
    var questions: [Int64] = []
    var byHour = Array(repeating: 0, count: 24)
    var languageOfRow: [(rowID: Int64, language: String)] = []

    mutating func add(_ entry: PairHistory.Entry) {
        let message = EmbeddedText.message(entry.row.fanMessage)
        guard !message.isEmpty else { return }
        lengths.append(message.count)
        if Emoji.occurs(in: message) { withEmoji.append(entry.rowID) }
        if Question.isAsked(in: message) { questions.append(entry.rowID) }
        byHour[entry.row.datetime.hourOfDay] += 1
        if let language = LanguageDetector.language(of: message) { languageOfRow.append((entry.rowID, language)) }
    }

    func share(_ count: Int) -> Double { lengths.isEmpty ? 0 : Double(count) / Double(lengths.count) }

    var meanLength: Double { lengths.isEmpty ? 0 : Double(lengths.reduce(0, +)) / Double(lengths.count) }

    var medianLength: Double {
        guard !lengths.isEmpty else { return 0 }
        let sorted = lengths.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
    }

    var languageShares: [CommunicationPattern.LanguageShare] {
        let counts = Dictionary(grouping: languageOfRow, by: \.language).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { language, count in
            .init(language: language, share: Double(count) / Double(languageOfRow.count))
        }
    }
}

extension Timestamp {
    /// 0 to 23, UTC.
    var hourOfDay: Int {
        let hour = nanoseconds / 3_600_000_000_000 % 24
        let isBefore1970 = nanoseconds < 0 && nanoseconds % 3_600_000_000_000 != 0
        return Int((hour + 24 - (isBefore1970 ? 1 : 0)) % 24)
    }
}

/// Whether a message asks something.
enum Question {
    /// A question mark outside of a link, or one of the ways in which English begins a question, since chat leaves the
    /// mark out.
    static func isAsked(in message: String) -> Bool {
        for part in message.split(whereSeparator: \.isWhitespace) {
            guard let mark = part.firstIndex(of: "?") else { continue }
            if !part.contains("://") || part[mark...].allSatisfy({ $0 == "?" || $0 == "!" }) { return true }
        }
        let words = message.lowercased().filter { $0 != "'" && $0 != "\u{2019}" }
            .split { !$0.isLetter }.prefix(2).map(String.init)
        return words.count == 2 && begins(with: words[0], words[1])
    }

    /// Whether two words begin a question, as `do you` does.
    static func begins(with first: String, _ second: String) -> Bool {
        openings[first]?.contains(second) ?? false
    }

    private static let openings: [String: Set<String>] = {
        let pronouns: Set<String> = ["you", "u", "ya", "i", "we", "they", "it", "that", "your", "ur", "there"]
        let verbs: Set<String> = [
            "are", "is", "was", "were", "do", "does", "did", "have", "has", "would", "will", "can", "should", "r",
        ]
        let auxiliaries = ["do", "did", "are", "r", "can", "could", "would", "will", "have", "were", "is", "should"]
        var openings = Dictionary(uniqueKeysWithValues: auxiliaries.map { ($0, pronouns) })
        for word in ["what", "where", "when", "why", "who", "how", "which"] { openings[word] = verbs }
        openings["how", default: []].formUnion(["about", "much", "many", "come", "old", "long"])
        openings["what", default: []].formUnion(["about", "kind", "time", "if"])
        openings["whats"] = ["your", "ur", "up", "new", "the"]
        openings["hows"] = ["your", "ur", "it", "the"]
        return openings
    }()
}
