import RapportCore

/// Why a question could not be answered.
public enum RetrievalError: RapportError, Equatable {
    /// `field` names what was blank, such as `text`.
    case blank(field: String)
    case tooLong(field: String, limitCharacters: Int)
    case outOfRange(field: String, allowed: String)
    /// A pasted thread without a line of the fan.
    case noFanLine
    case noProfiledVectors
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
        case .noProfiledVectors: "the store holds no profiled vectors yet; ask with the method text"
        case .notEmbedded(let pair): "the latest stage of \(pair) has no vector yet; make it with: rapport embed"
        case .otherEmbedder(let store, let configured):
            "the store's vectors are of \(store), the embedder is \(configured); set that embedder, or run: rapport embed"
        case .noQueryVector(let embedder): "the embedder \(embedder) gave no vector for the query; try again"
        }
    }
}
