import Milvus
import PgVector
import RapportCore
import Retrieval
import Store

/// Where the indexes are that searches ask.
public enum IndexPlace: Sendable, Equatable {
    /// In the store's folder: our own HNSW graphs.
    case embedded
    /// In a PostgreSQL server with pgvector.
    ///
    /// - Parameter hasReplica: whether the store's own index answers while the server cannot be reached.
    case postgres(PgAddress, hasReplica: Bool)
    /// In a Milvus server; `hasReplica` as for `postgres`.
    case milvus(MilvusAddress, hasReplica: Bool)

    /// - Parameter text: `embedded`, `postgres://…` as `PgAddress` reads it, or `milvus://…` as `MilvusAddress` does.
    /// - Throws: `PgError.badAddress`, `MilvusError.badAddress`; `SettingsError.badValue` for another scheme.
    public init(_ text: String, hasReplica: Bool = false) throws {
        if text == "embedded" {
            self = .embedded
        } else if PgAddress.schemes.contains(where: { text.hasPrefix($0 + "://") }) {
            self = .postgres(try PgAddress(text), hasReplica: hasReplica)
        } else if MilvusAddress.schemes.contains(where: { text.hasPrefix($0 + "://") }) {
            self = .milvus(try MilvusAddress(text), hasReplica: hasReplica)
        } else {
            throw SettingsError.badValue(
                name: "the place of the index",
                allowed: "embedded, postgres://user@host:5432/database, or milvus://host:19530")
        }
    }

    /// The engine; nil for the store's own indexes. Connects when it is first asked.
    func engine() throws -> Engine? {
        switch self {
        case .embedded: nil
        case .postgres(let address, let hasReplica): Engine(engine: PgEngine(address), hasReplica: hasReplica)
        case .milvus(let address, let hasReplica): Engine(engine: try MilvusEngine(address), hasReplica: hasReplica)
        }
    }

    /// An engine and what answers in its place.
    struct Engine: Sendable {
        let engine: any IndexEngine
        let hasReplica: Bool

        func indexes(
            of store: RapportStore, own: IndexSet, notice: @escaping @Sendable (String) -> Void
        ) -> any IndexSource {
            let indexes = EngineIndexes(store: store, engine: engine, notice: notice)
            return hasReplica ? ReplicatedIndexes(engine: indexes, own: own, notice: notice) : indexes
        }
    }
}

extension Settings {
    /// Where the indexes are: `RAPPORT_INDEX`, by default in the store's folder.
    ///
    /// - Throws: as `IndexPlace`.
    public func indexPlace(_ text: String? = nil, hasReplica: Bool = false) throws -> IndexPlace {
        try IndexPlace(text ?? variables["RAPPORT_INDEX"] ?? "embedded", hasReplica: hasReplica)
    }
}
