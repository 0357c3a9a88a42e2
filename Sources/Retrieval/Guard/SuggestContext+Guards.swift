extension SuggestContext {
    /// Which guardrails the fan's messages touch; the message itself first, each class once.
    ///
    /// A pasted thread is one conversation, and all of it counts. Of stored rows, which may be days old, only what
    /// still matters does: that a person could be harmed, and what the language model would read.
    ///
    /// - Complexity: O(length of the messages).
    func guards(_ messageGuard: MessageGuard = .standard) -> [GuardNote] {
        var notes = messageGuard.classes(in: message).map { GuardNote($0, foundIn: .message) }
        for earlier in messages where earlier.speaker == .fan && earlier.text != message {
            for found in messageGuard.classes(in: earlier.text) where isPasted || found.lasts {
                if !notes.contains(where: { $0.guardClass == found }) {
                    notes.append(GuardNote(found, foundIn: .context))
                }
            }
        }
        return notes
    }
}

extension GuardClass {
    /// Whether it still matters some messages later.
    fileprivate var lasts: Bool { suppressesSales || self == .injection }
}
