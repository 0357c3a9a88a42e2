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

    /// As `init(_:hasReplica:)`, from the command line, which whoever is on this machine can read.
    ///
    /// - Throws: also where the address has a password or a token in it.
    public init(flag text: String, hasReplica: Bool = false) throws {
        try self.init(text, hasReplica: hasReplica)
        let holdsSecret =
            switch self {
            case .embedded: false
            case .postgres(let address, _): address.holdsSecret
            case .milvus(let address, _): address.holdsSecret
            }
        guard !holdsSecret else {
            throw SettingsError.badValue(
                name: "an address on the command line",
                allowed: "without a password or token, which others on this machine could read there; it belongs into "
                    + "PGPASSWORD, ~/.pgpass, RAPPORT_MILVUS_TOKEN, or with the whole address into RAPPORT_INDEX")
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
            of store: RapportStore, own: IndexSet, notice: @escaping @Sendable (String) -> Void,
            loading: @escaping @Sendable () throws -> Void
        ) -> any IndexSource {
            let indexes = EngineIndexes(store: store, engine: engine, notice: notice, loading: loading)
            return hasReplica ? ReplicatedIndexes(engine: indexes, own: own, notice: notice) : indexes
        }
    }
}

extension Settings {
    /// Where the indexes are: `RAPPORT_INDEX`, by default in the store's folder.
    ///
    /// - Parameter flag: what the command line says instead.
    /// - Throws: as `IndexPlace`.
    public func indexPlace(flag: String? = nil, hasReplica: Bool = false) throws -> IndexPlace {
        try flag.map { try IndexPlace(flag: $0, hasReplica: hasReplica) }
            ?? IndexPlace(variables["RAPPORT_INDEX"] ?? "embedded", hasReplica: hasReplica)
    }
}
