import Store

extension StoreCheck {
    /// What SQLite and an engine hold of one index.
    public struct EngineCounts: Codable, Sendable {
        public var sqlite: Int
        public var engine: Int
        /// Vectors that were compared with SQLite's.
        public var compared: Int
        /// recall@10 against exact search over SQLite's vectors; by a deep check.
        public var recallAt10: Double?

        enum CodingKeys: String, CodingKey {
            case sqlite, engine, compared
            case recallAt10 = "recall_at_10"
        }
    }

    /// The name under which figures of an index stand.
    static func name(_ collection: RecordCollection, _ vector: VectorName) -> String {
        vector == .text ? collection.rawValue : "\(collection.rawValue).\(vector.rawValue)"
    }

    mutating func check(
        _ collection: RecordCollection, _ vector: VectorName, in indexes: EngineIndexes, isDeep: Bool
    ) async throws {
        let name = Self.name(collection, vector)
        let agreement = try await indexes.agreement(collection, vector: vector, queries: isDeep ? 200 : 0)
        var counts = engine ?? [:]
        counts[name] = EngineCounts(
            sqlite: agreement.sqlite, engine: agreement.engine, compared: agreement.compared,
            recallAt10: agreement.recallAt10)
        engine = counts
        if agreement.missing + agreement.surplus > 0 {
            problems.append(
                "the engine's index of \(name) lacks \(agreement.missing) records of SQLite and holds "
                    + "\(agreement.surplus) others")
        }
        if agreement.differing > 0 {
            problems.append(
                "\(agreement.differing) of \(agreement.compared) vectors of \(name) are not in the engine as in SQLite")
        }
    }
}
