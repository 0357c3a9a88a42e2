/// What a process that takes upserts is asked, as one argument of JSON in snake case; `peers/upserts_peer.py` says what
/// each field means.
struct UpsertsRequest: Codable {
    /// Rapport's side alone: `prepare` loads rows for the vectors to belong to, `upsert` gives them their vectors,
    /// `load` does so without a search in between, as a first embedding of a whole log does, and `add` leaves the graph to
    /// whoever searches.
    enum Operation: String, Codable { case prepare, upsert, load, add }

    var operation: Operation?
    var contender: String
    var count: Int
    /// Vectors that came before these, by the same seed.
    var first: Int?
    var dimension: Int
    var batch: Int
    var folder: String
    var base: String?
    var attributes: String?
    var m = 16
    var efConstruction = 200
    var ef = 128
}

/// What such a process answers.
struct UpsertsAnswer: Codable {
    var error: String?
    /// All batches, from giving the first to the acknowledgement of the last.
    var seconds: Double?
    var upsertSeconds: Double?
    /// Bringing it to the disk, where that is a step of its own; for Rapport bringing the graph up to date.
    var syncSeconds: Double?
    var searchSeconds: Double?
    /// On disk; of `load` the graph's file.
    var bytes: Int?
    /// The largest resident set, mapped files counted.
    var peakBytes: Int?
    /// What of the largest resident set was no file.
    var peakAnonymousBytes: Int?
}
