import RapportCore

/// Why a question could not be answered.
public enum RetrievalError: RapportError, Equatable {
    /// `field` names what was blank, such as `text`.
    case blank(field: String)
    case tooLong(field: String, limitCharacters: Int)
    case outOfRange(field: String, allowed: String)
    /// A pasted thread without a line of the fan.
    case noFanLine
    /// No pair of the store has a profile vector.
    case noProfiledVectors
    /// A pair that is asked with has no profile.
    case noProfile(PairID)
    /// A pair that is asked with has a profile that awaits its vector.
    case profileNotEmbedded(PairID)
    /// A profile weight with a method that uses no profile.
    case weightWithoutProfile
    /// A pair that stands twice among the examples.
    case repeatedExample(PairID)
    /// The pair's latest stage awaits its vector.
    case notEmbedded(PairID)
    /// The store's vectors and the query's would come from different embedders.
    case otherEmbedder(store: String, configured: String)
    case noQueryVector(embedder: String)

    public var message: String {
        switch self {
        case .blank(let field): "the \(field) is blank; write what the fan wrote"
        case .tooLong(let field, let limit):
            "the \(field) is longer than \(limit) characters; leave out its oldest part"
        case .outOfRange(let field, let allowed): "\(field) must be \(allowed)"
        case .noFanLine: "the pasted thread has no line of the fan; begin his lines with 'fan:' and your own with 'me:'"
        case .noProfiledVectors:
            "the store holds no profiled vectors yet; make them with: rapport profile, then rapport embed"
        case .noProfile(let pair):
            "\(pair) has no profile; make it with: rapport profile, then rapport embed, or ask with the method text"
        case .profileNotEmbedded(let pair): "the profile of \(pair) has no vector yet; make it with: rapport embed"
        case .weightWithoutProfile: "the profile weight blends profiles in; ask with the method profiled"
        case .repeatedExample(let pair): "\(pair) stands twice among the examples; name each pair once"
        case .notEmbedded(let pair): "the latest stage of \(pair) has no vector yet; make it with: rapport embed"
        case .otherEmbedder(let store, let configured):
            "the store's vectors are of \(store), the embedder is \(configured); set that embedder, or run: rapport embed"
        case .noQueryVector(let embedder): "the embedder \(embedder) gave no vector for the query; try again"
        }
    }
}
