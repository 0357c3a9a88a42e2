import RapportCore
import Store

/// A stored clustering with the vectors that its records have.
///
/// Records that lost their vector since are not in it.
struct StoredClusters {
    let run: StoredRun
    let recordIDs: [Int64]
    /// The cluster of each record.
    let assignments: [Int]
    let rows: Matrix

    /// Records that are read at a time.
    private static let batchSize = 5_000

    /// - Parameter run: the run's name or number, as a query gives it.
    /// - Throws: `SQLError.argument`, `StoreError.unknownRun`, `.notAClustering`; `AnalysisError.noRecords`.
    /// - Complexity: O(records × columns).
    init(_ run: SQLValue, in function: String, of store: RapportStore, _ call: SQLCall) throws {
        guard let name = run.text ?? run.wholeNumber.map(String.init) else {
            throw SQLError.argument("run", function: function, expected: "the name or number of a stored run")
        }
        let stored = try store.run(named: name)
        guard !stored.run.kind.isProjection else { throw StoreError.notAClustering(run: stored.id) }
        let graph = stored.run.graph
        guard let generation = try store.activeGeneration(), generation.id == graph.generation,
            let columns = generation.dimension(of: graph.vector, in: graph.collection)
        else { throw AnalysisError.otherGeneration(run: stored.id) }
        let clusters = try store.clusters(ofRun: stored.id)
        var (ids, values, assignments): ([Int64], [Float], [Int]) = ([], [], [])
        for start in stride(from: 0, to: clusters.count, by: Self.batchSize) {
            try call.check()
            let part = clusters[start..<min(start + Self.batchSize, clusters.count)]
            let found = try store.vectors(of: graph, dimension: columns, recordIDs: part.map(\.recordID))
            let vectors = Dictionary(uniqueKeysWithValues: found.map { ($0.recordID, $0.vector) })
            for record in part {
                guard let vector = vectors[record.recordID] else { continue }
                ids.append(record.recordID)
                values += vector
                assignments.append(record.cluster)
            }
        }
        guard !ids.isEmpty else { throw AnalysisError.noRecords(condition: stored.run.filter) }
        self.run = stored
        recordIDs = ids
        self.assignments = assignments
        rows = try Matrix(columns: columns, values: values)
    }

    var collection: RecordCollection { run.run.graph.collection }
}
