/// A word of a message as patterns see it.
struct GuardWord: Sendable, Equatable {
    /// Its number in the vocabulary of the patterns; `unknown` where no pattern names it.
    var id: Int32
    /// The value of a number, in digits or words.
    var number: Int?
    /// Whether a sentence begins with it.
    var startsSentence: Bool

    static let unknown: Int32 = -1
}
