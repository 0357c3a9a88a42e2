import Analysis
import RapportCore
import Store

/// Finds the clusters that documents speak of, and names them.
struct ClusterSource {
    let store: RapportStore
    let session: SQLSession

    /// Clusters where there are no groups: few enough to act upon.
    private static let divisions = 4
    private static let typicalStages = 3

    /// The current clusters of the stages; where there are none, they are made, and where the vectors form no groups,
    /// the stages are divided all the same.
    func clusters(now: Timestamp, progress: AnalysisProgress) async throws -> ClusterNames {
        let (runID, structure) = try run(now: now, progress: progress)
        progress("naming clusters", 0, 0)
        let stages = try await Inquiry.ask(
            """
            SELECT record_id, cluster, stages.pair_id, stage, stage_id FROM run_clusters JOIN stages USING (record_id)
            WHERE run_id = \(runID) ORDER BY record_id
            """, session)
        var clusterOfStage: [DistinguishingTerms.StageKey: Int] = [:]
        var members: [Int: [Int64]] = [:]
        for row in stages.rows.indices {
            let cluster = stages.count("cluster", row: row)
            guard let pairID = stages.value("pair_id", row: row).wholeNumber,
                let recordID = stages.value("record_id", row: row).wholeNumber
            else { continue }
            clusterOfStage[.init(pairID: pairID, stage: stages.count("stage", row: row))] = cluster
            members[cluster, default: []].append(recordID)
        }
        let terms = try DistinguishingTerms(store: store, clusters: clusterOfStage)
        let traits = try await traits(runID)
        let typical = try typical(members, runID)
        var names: [String: Int] = [:]
        let clusters = members.keys.sorted().map { number -> ClusterNames.Cluster in
            let own = terms.terms(of: number)
            let figures = traits.clusters[number] ?? .init()
            var name = ClusterNames.name(figures, all: traits.all, terms: own)
            names[name, default: 0] += 1
            if let count = names[name], count > 1 { name += String(repeating: " again", count: count - 1) }
            return .init(
                number: number, name: name, nameByRule: name, traits: ClusterNames.words(figures, all: traits.all),
                terms: own, typicalStages: (typical[number] ?? []).map(ContentHash.hex))
        }
        return ClusterNames(runID: runID, structure: structure, clusters: clusters, persons: terms.persons)
    }

    private func run(now: Timestamp, progress: AnalysisProgress) throws -> (Int64, ClusterStructure) {
        let name = "report without structure"
        if let current = try store.currentRun(.stages) {
            if current.run.name == name { return (current.id, .absent) }
            // A sweep stores its clusters only where it finds structure.
            return (current.id, current.run.parameters.contains("\"k_range\"") ? .shown : .untested)
        }
        let analysis = ClusterAnalysis(store: store)
        if let runID = try analysis.run(ClusterRequest(), now: now, progress: progress).runID {
            return (runID, .shown)
        }
        let divided = try analysis.run(
            ClusterRequest(count: .exactly(Self.divisions), name: name), now: now, progress: progress)
        guard let runID = divided.runID else { throw ReportError.noClusters }
        return (runID, .absent)
    }

    /// The stages nearest to the mean of their cluster.
    private func typical(_ members: [Int: [Int64]], _ runID: Int64) throws -> [Int: [Int64]] {
        guard let graph = try store.runs().first(where: { $0.id == runID })?.run.graph else { return [:] }
        let selected = try SelectedVectors(
            RecordSelection(collection: graph.collection, vector: graph.vector), of: store)
        let places = Dictionary(
            zip(selected.recordIDs, selected.recordIDs.indices), uniquingKeysWith: { first, _ in first })
        return members.mapValues { records in
            let known = records.compactMap { id in places[id].map { (id, selected.rows[$0]) } }
            var centre = [Double](repeating: 0, count: selected.rows.columns)
            for (_, vector) in known {
                for (column, value) in vector.enumerated() { centre[column] += Double(value) / Double(known.count) }
            }
            let distances = known.map { id, vector in
                (zip(vector, centre).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }, id)
            }
            return distances.sorted { $0 < $1 }.prefix(Self.typicalStages).map(\.1)
        }
    }

    /// What sets each cluster apart in figures.
    private func traits(_ runID: Int64) async throws -> (clusters: [Int: ClusterNames.Traits], all: [Int: Double]) {
        let figures = try await Inquiry.ask(
            """
            WITH \(Inquiry.members(ofRun: runID)),
            text AS (
              SELECT cluster, avg(length(fan_message)) AS length, avg(has_emoji(fan_message)) AS emoji
              FROM member JOIN log_rows USING (pair_id, stage) WHERE is_turn GROUP BY cluster)
            SELECT cluster, avg(message_count) AS rows, length, emoji,
              CASE WHEN sum(offers > 0) >= 10 THEN 1.0 * sum(purchases) / sum(offers) END AS success, count(*) AS stages,
              sum(stage = 1) AS stage1, sum(stage = 2) AS stage2, sum(stage = 3) AS stage3
            FROM member LEFT JOIN text USING (cluster) GROUP BY cluster ORDER BY cluster
            """, session)
        var traits: [Int: ClusterNames.Traits] = [:]
        var all: [Int: Double] = [:]
        let total = figures.rows.indices.reduce(0) { $0 + figures.count("stages", row: $1) }
        for row in figures.rows.indices {
            let stages = max(1, figures.count("stages", row: row))
            var own = ClusterNames.Traits()
            for stage in 1...3 {
                let count = figures.count("stage\(stage)", row: row)
                own.stageShares[stage] = Double(count) / Double(stages)
                all[stage, default: 0] += Double(count) / Double(max(1, total))
            }
            traits[figures.count("cluster", row: row)] = own
        }
        for trait in ClusterNames.Trait.allCases {
            let values = figures.rows.indices.compactMap { figures.number(trait.rawValue, row: $0) }
            guard values.count > 1 else { continue }
            let mean = values.reduce(0, +) / Double(values.count)
            let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
            guard spread > 0 else { continue }
            for row in figures.rows.indices {
                guard let value = figures.number(trait.rawValue, row: row) else { continue }
                traits[figures.count("cluster", row: row)]?.distances[trait] = (value - mean) / spread
            }
        }
        return (traits, all)
    }
}
