/// What `suggest` knows before its answer is complete.
public enum SuggestEvent: Sendable {
    /// Comes first, before a language model is asked: the answer as it would be without one.
    case retrieved(SuggestAnswer)
    /// Comes once a language model's reply has passed; the complete answer has it before the retrieved ones.
    case reply(Suggestion)
}
