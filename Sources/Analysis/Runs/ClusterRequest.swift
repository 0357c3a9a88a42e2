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
