/// What `cluster` is asked.
public struct ClusterRequest: Sendable, Equatable {
    /// How many clusters.
    public enum Count: Sendable, Equatable {
        case exactly(Int)
        /// The best of these, or none where there is no structure.
        case best(of: ClosedRange<Int>)
    }

    public var selection: RecordSelection
    public var count: Count
    public var seed: UInt64
    public var restarts: Int
    /// Vectors count by direction alone.
    public var isSpherical: Bool
    /// What the run is to be called.
    public var name: String?

    public init(
        selection: RecordSelection = RecordSelection(), count: Count = .best(of: 2...12), seed: UInt64 = 1,
        restarts: Int = 10, isSpherical: Bool = false, name: String? = nil
    ) {
        self.selection = selection
        self.count = count
        self.seed = seed
        self.restarts = restarts
        self.isSpherical = isSpherical
        self.name = name
    }

    /// Restarts of k-means that may be asked for.
    public static let restartLimits = 1...1_000

    /// What can be said against a request before a vector is read.
    ///
    /// - Throws: `AnalysisError.outOfRange`, `FilterError`.
    public func validate() throws {
        try AnalysisName.validate(name)
        guard Self.restartLimits.contains(restarts) else {
            throw AnalysisError.outOfRange(field: "the number of restarts", allowed: "1 to 1000")
        }
        switch count {
        case .exactly(let k) where k < 1: throw AnalysisError.outOfRange(field: "k", allowed: "1 or more")
        case .best(let range) where range.lowerBound < 2:
            throw AnalysisError.outOfRange(field: "the range of k", allowed: "2 or more")
        default: break
        }
        try selection.validate()
    }
}

/// What a run may be called: a number would name another run.
enum AnalysisName {
    static func validate(_ name: String?) throws(AnalysisError) {
        guard let name else { return }
        guard 1...100 ~= name.count, !name.allSatisfy(\.isNumber) else {
            throw .outOfRange(field: "the name", allowed: "1 to 100 characters, and no number")
        }
    }
}

/// How far a long analysis is: what is done, how much of it, of how much (0 where that is not known).
public typealias AnalysisProgress = (_ stage: String, _ done: Int, _ total: Int) -> Void
