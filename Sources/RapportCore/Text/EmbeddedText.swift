/// The templates of what is embedded. A changed template is a new generation of vectors: raise `version`.
public enum EmbeddedText {
    /// Part of every generation's name.
    public static let version = 1

    /// A message as it is embedded: HTML entities decoded, blanks trimmed.
    public static func message(_ text: String) -> String {
        Blank.trimmed(HTMLEntities.decoded(text))
    }

    /// A turn: the fan message alone.
    public static func turn(fanMessage: String) -> String {
        message(fanMessage)
    }

    /// A conversation or a stage: its non-blank messages in order, one a line, `Fan: …`, `Chatter: …`.
    ///
    /// Line breaks inside a message become blanks, so that a line is a message.
    public static func transcript(_ exchanges: some Sequence<(fan: String, chatter: String)>) -> String {
        var lines: [String] = []
        for exchange in exchanges {
            for (speaker, text) in [("Fan", exchange.fan), ("Chatter", exchange.chatter)] {
                let message = message(text)
                if message.isEmpty { continue }
                lines.append("\(speaker): \(message.split(whereSeparator: \.isNewline).joined(separator: " "))")
            }
        }
        return lines.joined(separator: "\n")
    }
}
