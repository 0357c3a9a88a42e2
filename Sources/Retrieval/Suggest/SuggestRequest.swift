import RapportCore
import Store

/// What `suggest` is asked.
public struct SuggestRequest: Sendable, Hashable {
    /// What the fan wrote, or a thread of `fan:` and `me:` lines, which then stands for the stored context.
    public var text: String
    /// Who wrote it to whom. His stored rows are the context, and his current conversation is not shown.
    public var pair: PairID?
    /// Of the turns that are searched.
    public var conditions: Conditions

    public init(text: String, pair: PairID? = nil, conditions: Conditions = Conditions()) {
        self.text = text
        self.pair = pair
        self.conditions = conditions
    }

    func validate() throws {
        try Retriever.validate(text: text)
        try conditions.validate()
        try conditions.all()?.validate(against: RecordCollection.turns.attributeSchema)
    }
}

extension SuggestRequest: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the text.
    public var description: String { "SuggestRequest(\(pair?.description ?? "no pair"), text hidden)" }
    public var debugDescription: String { description }
}
