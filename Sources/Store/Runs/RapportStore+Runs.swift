import GRDB
import RapportCore

/// Analyses that were run, and the attribute `cluster` that the current one gives.
extension RapportStore {
    /// Stores a clustering, which from now on gives the attribute `cluster`.
    ///
    /// Records that lost their vector meanwhile are left out.
    ///
    /// - Complexity: O(records · log records).
    public func save(_ run: NewRun, clusters: [RecordCluster], at moment: Timestamp) throws -> StoredRun {
        try writing("storing the clustering") { db in
            let id = try Self.insert(run, at: moment, db)
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO run_clusters (run_id, record_id, pair_id, cluster)
                    SELECT ?, record_id, pair_id, ? FROM vectors
                    WHERE generation_id = ? AND collection = ? AND vector_name = ? AND record_id = ?
                    """)
            for record in clusters {
                try statement.execute(arguments: [id, record.cluster] + run.graph.arguments + [record.recordID])
            }
            try Self.makeCurrent(id, run.graph, db)
            return try Self.run(id, db)
        }
    }

    /// Stores a projection.
    ///
    /// - Complexity: O(records · log records).
    public func save(_ run: NewRun, points: [RecordPoint], at moment: Timestamp) throws -> StoredRun {
        try writing("storing the projection") { db in
            let id = try Self.insert(run, at: moment, db)
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO run_points (run_id, record_id, pair_id, x, y, z)
                    SELECT ?, record_id, pair_id, ?, ?, ? FROM vectors
                    WHERE generation_id = ? AND collection = ? AND vector_name = ? AND record_id = ?
                    """)
            for point in points {
                try statement.execute(
                    arguments: [id, point.x, point.y, point.z] + run.graph.arguments + [point.recordID])
            }
            return try Self.run(id, db)
        }
    }

    /// All runs, the newest first.
    public func runs() throws -> [StoredRun] {
        try reading("reading the runs") { db in
            try Row.fetchAll(db, sql: "SELECT * FROM runs ORDER BY run_id DESC").map(StoredRun.init)
        }
    }

    /// A run by its name or else by its number.
    ///
    /// - Throws: `StoreError.unknownRun`.
    public func run(named name: String) throws -> StoredRun {
        try reading("reading a run") { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM runs WHERE name = ? OR run_id = ? ORDER BY name IS ? DESC",
                arguments: [name, Int64(name), name])
            guard let row else { throw StoreError.unknownRun(name: name) }
            return try StoredRun(row: row)
        }
    }

    /// The run that gives `cluster` in the active generation; nil where there is none.
    public func currentRun(_ collection: RecordCollection) throws -> StoredRun? {
        try reading("reading the current run") { db in
            try Self.currentRunID(collection, db).map { try Self.run($0, db) }
        }
    }

    /// The clusters of a run by record id, ascending.
    public func clusters(ofRun id: Int64) throws -> [RecordCluster] {
        try reading("reading clusters") { db in
            try Row.fetchAll(
                db, sql: "SELECT record_id, cluster FROM run_clusters WHERE run_id = ? ORDER BY record_id",
                arguments: [id]
            ).map { try RecordCluster(recordID: $0.value(0), cluster: $0.value(1)) }
        }
    }

    /// The places of a run by record id, ascending.
    public func points(ofRun id: Int64) throws -> [RecordPoint] {
        try reading("reading places") { db in
            try Row.fetchAll(
                db, sql: "SELECT record_id, x, y, z FROM run_points WHERE run_id = ? ORDER BY record_id",
                arguments: [id]
            ).map { try RecordPoint(recordID: $0.value(0), x: $0.value(1), y: $0.value(2), z: $0.value(3)) }
        }
    }

    /// Makes a stored clustering give the attribute `cluster`.
    ///
    /// - Throws: `StoreError.notAClustering` for a projection.
    public func makeCurrent(_ run: StoredRun) throws {
        guard !run.run.kind.isProjection else { throw StoreError.notAClustering(run: run.id) }
        try writing("choosing the clustering") { db in try Self.makeCurrent(run.id, run.run.graph, db) }
    }

    static func currentRunID(_ collection: RecordCollection, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT run_id FROM runs JOIN generations USING (generation_id)
                    WHERE collection = ? AND is_current = 1 AND generations.is_active = 1
                    """), arguments: [collection.rawValue])
    }

    private static func run(_ id: Int64, _ db: Database) throws -> StoredRun {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM runs WHERE run_id = ?", arguments: [id])
        guard let row else { throw StoreError.unknownRun(name: String(id)) }
        return try StoredRun(row: row)
    }

    private static func insert(_ run: NewRun, at moment: Timestamp, _ db: Database) throws -> Int64 {
        if let name = run.name {
            let old = try Row.fetchOne(db, sql: "SELECT * FROM runs WHERE name = ?", arguments: [name])
            if let old = try old.map(StoredRun.init) {
                // Its clusters, if they were current, are not any more, also where the new run is of other records.
                if old.isCurrent { try makeCurrent(nil, old.run.graph, db) }
                try RunRecords(db).drop(run: old.id)
            }
        }
        try db.execute(
            sql: """
                INSERT INTO runs (kind, name, collection, vector_name, generation_id, filter, parameters, seed, metrics,
                    is_current, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
                """,
            arguments: [
                run.kind.rawValue, run.name, run.graph.collection.rawValue, run.graph.vector.rawValue,
                run.graph.generation, run.filter, run.parameters, Int64(bitPattern: run.seed), run.metrics,
                moment.nanoseconds,
            ])
        return db.lastInsertedRowID
    }

    /// Makes a run current, or none, and tells the graphs of the records whose cluster is another one now.
    private static func makeCurrent(_ id: Int64?, _ graph: GraphID, _ db: Database) throws {
        let place: StatementArguments = [graph.generation, graph.collection.rawValue]
        let old = try Int64.fetchOne(
            db, sql: "SELECT run_id FROM runs WHERE generation_id = ? AND collection = ? AND is_current = 1",
            arguments: place)
        try db.execute(
            sql: "UPDATE runs SET is_current = 0 WHERE generation_id = ? AND collection = ? AND is_current = 1",
            arguments: place)
        if let id { try db.execute(sql: "UPDATE runs SET is_current = 1 WHERE run_id = ?", arguments: [id]) }
        try db.execute(
            sql: """
                INSERT INTO operations (generation_id, collection, vector_name, kind, record_id)
                SELECT generation_id, collection, vector_name, 'attributes', vectors.record_id FROM vectors
                LEFT JOIN run_clusters AS old ON old.run_id = ? AND old.record_id = vectors.record_id
                LEFT JOIN run_clusters AS new ON new.run_id = ? AND new.record_id = vectors.record_id
                WHERE generation_id = ? AND collection = ? AND old.cluster IS NOT new.cluster
                """, arguments: [old, id] + place)
    }
}
