/// What is asked of a process that holds an index; one line of JSON, keys in snake case.
///
/// `peers/vectors_peer.py` says what each operation needs.
struct PeerRequest: Codable {
    enum Operation: String, Codable { case build, open, search, memory, filtered, truth, recall }

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
}

/// What nearness means, as options and peers call it.
package enum VectorMetric: String, CaseIterable, Codable, Sendable {
    case ip
    case l2
}
