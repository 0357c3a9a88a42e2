import RapportCore

/// What `compare` is asked.
public struct CompareRequest: Sendable, Equatable {
    /// Clusters of each method.
    public var k: Int
    /// The profile's shares of the similarity that are compared with the text alone, above 0 to 1.
    public var weights: [Double]
    /// The part of the log's time, at its end, that outcomes are taken from.
    public var laterShare: Double
    public var seed: UInt64

    public init(
        k: Int = 6, weights: [Double] = [0.1, 0.25, 0.5, 0.75, 1], laterShare: Double = 0.3, seed: UInt64 = 1
    ) {
        self.k = k
        self.weights = weights
        self.laterShare = laterShare
        self.seed = seed
    }

    func validate() throws(CompareError) {
        guard k >= 2 else { throw .outOfRange(field: "k", allowed: "2 or more") }
        guard !weights.isEmpty, weights.allSatisfy({ $0 > 0 && $0 <= 1 }), Set(weights).count == weights.count else {
            throw .outOfRange(field: "the profile weights", allowed: "different numbers above 0 up to 1")
        }
        guard laterShare > 0, laterShare < 1 else {
            throw .outOfRange(field: "the later part", allowed: "a number between 0 and 1")
        }
    }
}

/// Why the methods could not be compared.
public enum CompareError: RapportError, Equatable {
    case outOfRange(field: String, allowed: String)
    case emptyStore
    case tooFewPairs(found: Int, needed: Int)
    /// What was to be known before the cut changed when rows after it were exchanged.
    case leak(pairs: Int, of: Int)

    public var message: String {
        switch self {
        case .outOfRange(let field, let allowed): "\(field) must be \(allowed)"
        case .emptyStore: "the store holds no rows; load some with: rapport ingest FILE"
        case .tooFewPairs(let found, let needed):
            "a comparison needs \(needed) pairs with texts before the cut and found \(found); load longer logs"
        case .leak(let pairs, let all):
            "\(pairs) of \(all) pairs were described by rows after the cut; the comparison would prove nothing"
        }
    }
}
