/// An index in another process that is brought up to date from a store's operation log.
///
/// What it holds belongs to a position in the log, noted with the same certainty as the records themselves: after a
/// crash on either side it is asked where it was, and goes on from there.
public protocol FollowingIndex: VectorIndex {
    /// Whether `apply` and `restart` happen whole or not at all, whoever else calls them at the same time. Where they do
    /// not, one process at a time may call them, and changes to attributes come as whole records.
    var appliesAtomically: Bool { get }

    /// How far it has followed; nil where it holds nothing, or nothing of the same store, vectors and attributes.
    var position: IndexPosition? { get async throws }

    /// Empties it and notes where loading begins; does nothing where it is no longer at `old`: somebody else did it.
    func restart(at position: IndexPosition, from old: IndexPosition?) async throws

    /// Applies changes and notes the position that holds then: both or neither, or, where the engine knows no
    /// transactions, the changes first, which do no harm when they are applied again.
    ///
    /// - Returns: false, and nothing is changed, where it is no longer at `old`: somebody else applied them.
    func apply(_ changes: IndexChanges, from old: IndexPosition, to new: IndexPosition) async throws -> Bool

    /// The ids it holds after `id`, ascending, at most `limit`.
    func ids(after id: Int64, limit: Int) async throws -> [Int64]

    /// The vectors of some records; ids that it does not hold are left out.
    func vectors(of ids: [Int64]) async throws -> [Int64: [Float]]
}

/// Where an index is that follows a store.
public struct IndexPosition: Hashable, Sendable {
    /// Everything up to this number of the operation log is in it, and perhaps some of what follows.
    public var sequence: Int64
    /// While the first load goes on: records up to this id are in. Nil once all are.
    public var loadedThrough: Int64?

    public init(sequence: Int64, loadedThrough: Int64? = nil) {
        self.sequence = sequence
        self.loadedThrough = loadedThrough
    }
}

/// What changes between two positions; no id stands in two of the lists.
public struct IndexChanges: Sendable {
    public var upserts: [VectorRecord]
    public var attributes: [AttributeRecord]
    public var deletes: [Int64]

    public init(upserts: [VectorRecord] = [], attributes: [AttributeRecord] = [], deletes: [Int64] = []) {
        self.upserts = upserts
        self.attributes = attributes
        self.deletes = deletes
    }

    public var isEmpty: Bool { upserts.isEmpty && attributes.isEmpty && deletes.isEmpty }
}

/// A server that holds indexes.
public protocol IndexEngine: Sendable {
    /// The index of a name, made where there is none.
    ///
    /// - Parameters:
    ///   - name: Letters, digits, `.` and `_`.
    ///   - owner: Identifies the store that the index belongs to. What another store left under the name is replaced
    ///     by `restart`, and does not count as a position.
    func index(
        named name: String, owner: String, dimension: Int, schema: AttributeSchema
    ) async throws -> any FollowingIndex

    /// Ends its connections.
    func close() async
}

/// What goes wrong between Rapport and an engine.
public protocol IndexEngineError: RapportError {
    /// Whether the engine could not be asked at all, so that another index may answer in its place.
    var isUnreachable: Bool { get }
}
