import RapportCore
import Store

/// `kmeans(collection, vector, k [, seed, filter])`: the cluster of each record, for SQL.
///
/// Only the filter argument says which records are clustered. A condition of the query that surrounds it says which are
/// shown: clusters of fewer records are other clusters.
struct ClusteredRecords: TableFunction {
    let store: RapportStore

    var name: String { "kmeans" }

    var columns: [TableColumn] {
        [TableColumn("id", .any), TableColumn("cluster", .integer), TableColumn("distance", .real)]
            + RecordCollection.keyColumns
    }

    var arguments: [TableArgument] {
        [
            TableArgument("collection"), TableArgument("vector"), TableArgument("k"),
            TableArgument("seed", isNeeded: false), TableArgument("filter", isNeeded: false),
        ]
    }

    /// - Complexity: that of `KMeans.fit`.
    func rows(_ arguments: [SQLValue], _ call: SQLCall) throws -> any TableRows {
        guard let k = arguments[2].wholeNumber.flatMap({ Int(exactly: $0) }), k >= 1 else {
            throw SQLError.argument("k", function: signature, expected: "a whole number from 1 on")
        }
        let seed = try seed(arguments[3])
        let selected = try SelectedVectors(sql: arguments[0], arguments[1], filter: arguments[4], signature, store)
        return Rows(selected, try KMeans(k: k, seed: seed).fit(selected.rows, checkpoint: call.check))
    }

    private func seed(_ value: SQLValue) throws -> UInt64 {
        if value.isNull { return 1 }
        guard let seed = value.wholeNumber.flatMap({ UInt64(exactly: $0) }) else {
            throw SQLError.argument("seed", function: signature, expected: "a whole number from 0 on")
        }
        return seed
    }

    /// Without the vectors: a query over several k keeps the answers to all.
    private struct Rows: TableRows {
        let collection: RecordCollection
        let ids: [Int64]
        let assignments: [Int]
        /// From the centroid of its cluster.
        let distances: [Double]

        init(_ selected: SelectedVectors, _ result: KMeansResult) {
            collection = selected.graph.collection
            ids = selected.recordIDs
            assignments = result.assignments
            distances = result.assignments.enumerated().map { row, cluster in
                zip(selected.rows[row], result.centroids[cluster]).reduce(0.0) { sum, pair in
                    let difference = Double(pair.0) - Double(pair.1)
                    return sum + difference * difference
                }.squareRoot()
            }
        }

        var count: Int { ids.count }

        func value(row: Int, column: Int) -> SQLValue {
            switch column {
            case 0: collection.sqlID(ids[row])
            case 1: .integer(Int64(assignments[row]))
            case 2: .real(distances[row])
            default: collection.key(ids[row], column: column - 3)
            }
        }
    }
}
