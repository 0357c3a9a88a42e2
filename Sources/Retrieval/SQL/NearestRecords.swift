import RapportCore
import Store

/// `knn(collection, vector, query, k [, filter])`: the records nearest to a query, for SQL.
///
/// Both `k` and the filter reach the index. A condition of the query that surrounds it never does: the nearest ten of
/// one model are not those of the nearest ten that are the model's.
public struct NearestRecords: TableFunction {
    private let indexes: any IndexSource
    private let queryVector: @Sendable (String) async throws -> [Float]
    private let profileSpace: @Sendable () throws -> ProfileSpace?

    /// - Parameters:
    ///   - queryVector: embeds a text that is asked with.
    ///   - profileSpace: how the store's profiles are vectors.
    package init(
        indexes: any IndexSource, queryVector: @escaping @Sendable (String) async throws -> [Float],
        profileSpace: @escaping @Sendable () throws -> ProfileSpace?
    ) {
        self.indexes = indexes
        self.queryVector = queryVector
        self.profileSpace = profileSpace
    }

    public var name: String { "knn" }

    public var columns: [TableColumn] {
        [TableColumn("id", .any), TableColumn("rank", .integer), TableColumn("similarity", .real)]
            + RecordCollection.keyColumns
    }

    public var arguments: [TableArgument] {
        [
            TableArgument("collection"), TableArgument("vector"), TableArgument("query"), TableArgument("k"),
            TableArgument("filter", isNeeded: false),
        ]
    }

    /// - Complexity: one search of the index.
    public func rows(_ arguments: [SQLValue], _ call: SQLCall) throws -> any TableRows {
        let collection = try RecordCollection(sql: arguments[0], in: signature)
        let name = try VectorName(sql: arguments[1], in: signature)
        guard let k = arguments[3].wholeNumber, (1...Int64(Retriever.largestK)).contains(k) else {
            throw SQLError.argument("k", function: signature, expected: "a number from 1 to \(Retriever.largestK)")
        }
        let filter = try Filter(sql: arguments[4], of: collection, in: signature)
        let asked = arguments[2]
        let hits = try call.wait {
            let index = try await indexes.index(collection, vector: name)
            let vector = try await vector(of: asked, name, dimension: index.dimension)
            var query = VectorQuery(vector: vector, k: Int(k), filter: filter, efSearch: name.efSearch)
            query.countsMatches = false
            return try await index.search(query).hits
        }
        return NearestRows(collection: collection, hits: hits)
    }

    /// The vector to ask with, of a text or of a vector. Without a profile's part, profiled vectors are compared by
    /// their text.
    private func vector(of query: SQLValue, _ name: VectorName, dimension: Int) async throws -> [Float] {
        let found: [Float]
        if let text = query.text {
            found = try await queryVector(text)
        } else if let vector = query.vector {
            found = vector
        } else {
            throw SQLError.argument("query", function: signature, expected: "a text, or a vector")
        }
        guard name == .profiled, let space = try profileSpace(), found.count == space.textDimension,
            dimension == space.dimension
        else { return found }
        return space.query(
            text: found, profile: Array(repeating: 0, count: space.dimension - space.textDimension), share: 0)
    }
}

/// What `knn` found.
private struct NearestRows: TableRows {
    let collection: RecordCollection
    let hits: [VectorHit]

    var count: Int { hits.count }

    func value(row: Int, column: Int) -> SQLValue {
        switch column {
        case 0: collection.sqlID(hits[row].id)
        case 1: .integer(Int64(row + 1))
        case 2: .real(Double(hits[row].similarity))
        default: collection.key(hits[row].id, column: column - 3)
        }
    }
}
