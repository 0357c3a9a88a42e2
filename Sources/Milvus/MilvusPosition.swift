import RapportCore

/// A position in the log as a property of the collection: it goes with the collection, and is known at once to all who
/// ask, while records are seen only some tenths of a second after they were written.
struct MilvusPosition: Equatable, Sendable {
    var position: IndexPosition
    /// Milvus' time after the last write that the position stands for: reads that wait for it see them all. 0 where the
    /// server has no such time: reads wait for everything then.
    var timestamp: UInt64

    init(_ position: IndexPosition, timestamp: UInt64) {
        self.position = position
        self.timestamp = timestamp
    }

    /// `SEQUENCE LOADED-THROUGH TIMESTAMP`, with `-` where all is loaded.
    var text: String {
        "\(position.sequence) \(position.loadedThrough.map(String.init) ?? "-") \(timestamp)"
    }

    /// Nil where the text is not one of ours.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 3, let sequence = Int64(words[0]), let timestamp = UInt64(words[2]) else { return nil }
        let loaded = Int64(words[1])
        guard loaded != nil || words[1] == "-" else { return nil }
        self.init(IndexPosition(sequence: sequence, loadedThrough: loaded), timestamp: timestamp)
    }
}
