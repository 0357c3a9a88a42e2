import RapportCore

/// What workers store: all of a batch while their lease holds, or nothing.
extension RapportStore {
    /// Stores the vectors of what a worker has taken, tells the graphs and lets the texts go, in one transaction.
    ///
    /// - Returns: how many records got their vector; nil where the lease has ended, and then nothing is stored.
    public func save(
        _ records: [EmbeddedRecord], collection: RecordCollection, generation: Generation, by worker: EmbedWorker
    ) throws -> Int? {
        try writing("storing vectors") { db in
            guard try worker.isValid(db) else { return nil }
            let saved = try Self.save(records, collection: collection, generation: generation, db)
            try worker.release(db)
            return saved
        }
    }

    /// As the other `save`, of the vectors of profiles.
    public func save(
        _ vectors: [(pending: PendingProfile, parts: ProfileParts)], generation: Generation, by worker: EmbedWorker
    ) throws -> Int? {
        try writing("storing profile vectors") { db in
            guard try worker.isValid(db) else { return nil }
            let saved = try Self.save(vectors, generation: generation, db)
            try worker.release(db)
            return saved
        }
    }
}

extension PendingProfile {
    /// What a worker takes when it embeds the profile.
    public var claim: ContentHash { ContentHash(joining: ["profile of pair", "\(pairID)"]) }
}
