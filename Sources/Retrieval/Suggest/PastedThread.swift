import RapportCore

/// A conversation as a chatter pastes it: `fan:` before what the fan wrote, `me:` before the answers.
///
/// Case and blanks around the marks do not matter; a line without one continues the message before it; blank lines and
/// empty messages are left out.
public struct PastedThread: Sendable, Hashable {
    public enum Speaker: String, Sendable, CaseIterable {
        case fan
        case me
    }

    public struct Message: Sendable, Hashable {
        public var speaker: Speaker
        /// Not blank, without blanks around it.
        public var text: String

        public init(_ speaker: Speaker, _ text: String) {
            self.speaker = speaker
            self.text = text
        }
    }

    /// In order of time.
    public var messages: [Message]

    /// Reads a thread; nil where the first line that is not blank carries no mark: then the text is one message.
    ///
    /// - Complexity: O(length).
    public init?(parsing text: String) {
        var messages: [Message] = []
        for line in text.split(whereSeparator: \.isNewline).map({ Blank.trimmed($0) }) where !line.isEmpty {
            if let (speaker, rest) = Self.marked(line) {
                messages.append(Message(speaker, rest))
            } else if let last = messages.indices.last {
                messages[last].text += messages[last].text.isEmpty ? line : "\n" + line
            } else {
                return nil
            }
        }
        guard !messages.isEmpty else { return nil }
        self.messages = messages.filter { !$0.text.isEmpty }
    }

    /// What the fan wrote last: what is to be answered.
    public var lastFanMessage: String? { messages.last { $0.speaker == .fan }?.text }

    private static func marked(_ line: String) -> (Speaker, String)? {
        guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let mark = Blank.trimmed(line[..<colon]).lowercased()
        return Speaker(rawValue: mark).map { ($0, Blank.trimmed(line[line.index(after: colon)...])) }
    }
}

extension PastedThread: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the texts.
    public var description: String { "PastedThread(\(messages.count) messages, texts hidden)" }
    public var debugDescription: String { description }
}

extension PastedThread.Message: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "Message(\(speaker.rawValue), text hidden)" }
    public var debugDescription: String { description }
}
