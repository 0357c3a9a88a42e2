import RapportCore
import Store

/// `silhouette(run)`: how much nearer each record of a stored clustering lies to its own cluster than to the next one.
///
/// Above `Silhouette.exactLimit` records a sample of them.
struct SilhouetteRecords: TableFunction {
    let store: RapportStore

    var name: String { "silhouette" }

    var columns: [TableColumn] {
        [TableColumn("id", .any), TableColumn("cluster", .integer), TableColumn("silhouette", .real)]
            + RecordCollection.keyColumns
    }

    var arguments: [TableArgument] { [TableArgument("run")] }

    /// - Complexity: that of `Silhouette`.
    func rows(_ arguments: [SQLValue], _ call: SQLCall) throws -> any TableRows {
        let stored = try StoredClusters(arguments[0], in: signature, of: store, call)
        let measured = try Silhouette(stored.rows, stored.assignments, checkpoint: call.check)
        return Rows(
            collection: stored.collection, ids: measured.rows.map { stored.recordIDs[$0] },
            clusters: measured.rows.map { stored.assignments[$0] }, values: measured.values)
    }

    private struct Rows: TableRows {
        let collection: RecordCollection
        let ids: [Int64]
        let clusters: [Int]
        let values: [Double]

        var count: Int { ids.count }

        func value(row: Int, column: Int) -> SQLValue {
            switch column {
            case 0: collection.sqlID(ids[row])
            case 1: .integer(Int64(clusters[row]))
            case 2: .real(values[row])
            default: collection.key(ids[row], column: column - 3)
            }
        }
    }
}

/// `centroids(run)`: the mean vector of each cluster of a stored clustering, with the record that is nearest to it.
struct Centroids: TableFunction {
    let store: RapportStore

    var name: String { "centroids" }

    var columns: [TableColumn] {
        [
            TableColumn("cluster", .integer), TableColumn("records", .integer), TableColumn("centroid", .any),
            TableColumn("id", .any), TableColumn("distance", .real),
        ] + RecordCollection.keyColumns
    }

    var arguments: [TableArgument] { [TableArgument("run")] }

    /// - Complexity: O(records × columns).
    func rows(_ arguments: [SQLValue], _ call: SQLCall) throws -> any TableRows {
        let stored = try StoredClusters(arguments[0], in: signature, of: store, call)
        let members = Dictionary(grouping: stored.assignments.indices) { stored.assignments[$0] }
        let clusters = try members.keys.sorted().map { cluster in
            try call.check()
            return Cluster(cluster, members[cluster] ?? [], stored)
        }
        return Rows(collection: stored.collection, clusters: clusters)
    }

    private struct Cluster {
        let number: Int
        let records: Int
        let centroid: [Float]
        /// The record nearest to the centroid, and how far it is.
        var nearest: (id: Int64, distance: Double)

        init(_ number: Int, _ rows: [Int], _ stored: StoredClusters) {
            self.number = number
            records = rows.count
            let members = stored.rows.selecting(rows)
            let mean = members.columnMeans()
            centroid = mean.map { Float($0) }
            nearest = (0, .infinity)
            for (place, row) in rows.enumerated() {
                let distance = zip(members[place], mean).reduce(0.0) { sum, pair in
                    sum + (Double(pair.0) - pair.1) * (Double(pair.0) - pair.1)
                }.squareRoot()
                if distance < nearest.distance { nearest = (stored.recordIDs[row], distance) }
            }
        }
    }

    private struct Rows: TableRows {
        let collection: RecordCollection
        let clusters: [Cluster]

        var count: Int { clusters.count }

        func value(row: Int, column: Int) -> SQLValue {
            let cluster = clusters[row]
            switch column {
            case 0: return .integer(Int64(cluster.number))
            case 1: return .integer(Int64(cluster.records))
            case 2: return SQLValue(vector: cluster.centroid)
            case 3: return collection.sqlID(cluster.nearest.id)
            case 4: return .real(cluster.nearest.distance)
            default: return collection.key(cluster.nearest.id, column: column - 5)
            }
        }
    }
}
