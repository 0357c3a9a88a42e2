/// What is asked of a process that holds an index; one line of JSON, keys in snake case.
///
/// `peers/vectors_peer.py` says what each operation needs.
struct PeerRequest: Codable {
    enum Operation: String, Codable {
        case build, open, search, memory, filtered, truth, recall
        case columns, cell, sweep
        case cellRecall = "cell_recall"
    }

    var operation: Operation
    var contender: String?
    var metric: VectorMetric?
    var base: String?
    var queries: String?
    var index: String?
    var passIds: String?
    var answers: String?
    var m: Int?
    var efConstruction: Int?
    var threads: Int?
    var k: Int?
    var ef: Int?
    /// Of an index that is opened; peers verify nothing.
    var verifiesOnUse: Bool?
    /// A folder with columns that filters are about.
    var columns: String?
    var correlation: FilterCorrelation?
    /// Rows that are to satisfy a filter.
    var matches: Int?
    /// Of each query the values that pass, both ends included.
    var ranges: [[Double]]?
    var queryCount: Int?
    var strength: Double?
    var repeats: Int?
    var limitSeconds: Double?
}

/// What such a process answers.
struct PeerAnswer: Codable {
    var error: String?
    var seconds: Double?
    /// On disk.
    var bytes: Int?
    /// Bytes in memory without programs and libraries, and with them.
    var dataPss: Int?
    var pss: Int?
    var prepareSeconds: Double?
    var medianSeconds: Double?
    var unsupported: Bool?
    var recall: Double?
    var ranges: [[Double]]?
    /// Queries that there was time for.
    var answered: Int?
    /// Of the same queries without a filter.
    var plainMedianSeconds: Double?
    /// How often each plan was taken.
    var plans: [String: Int]?
}

/// What nearness means, as options and peers call it.
package enum VectorMetric: String, CaseIterable, Codable, Sendable {
    case ip
    case l2
}
