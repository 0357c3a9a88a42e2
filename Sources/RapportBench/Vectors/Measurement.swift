/// What one setting gave.
package struct Measurement: Codable, Equatable, Sendable {
    package var contender: Contender
    package var m: Int
    package var efConstruction: Int
    package var ef: Int
    /// The share of the k nearest that was found.
    package var recall: Double
    /// Queries per second on one thread: the best of the rounds, and their median.
    package var queriesPerSecond: Double
    package var medianQueriesPerSecond: Double
    package var buildSeconds: Double
    package var diskBytes: Int
    /// The same on two threads; only of settings that were picked.
    package var twoThreadQueriesPerSecond: Double?
    /// What the index adds to the Pss of its process after 10,000 queries; only of settings that were picked.
    package var memoryBytes: Int?
    /// All of that process, the interpreter and libraries with it.
    package var processPssBytes: Int?

    package init(
        graph: GraphSetting, ef: Int, recall: Double, seconds: [Double], queries: Int, buildSeconds: Double,
        diskBytes: Int
    ) {
        contender = graph.contender
        m = graph.m
        efConstruction = graph.efConstruction
        self.ef = ef
        self.recall = recall
        queriesPerSecond = Double(queries) / (seconds.min() ?? .infinity)
        medianQueriesPerSecond = Double(queries) / seconds.median
        self.buildSeconds = buildSeconds
        self.diskBytes = diskBytes
    }

    package var graph: GraphSetting { GraphSetting(contender: contender, m: m, efConstruction: efConstruction) }
}

extension Measurement {
    /// How many times as many queries two threads answer as one.
    package var twoThreadScaling: Double? { twoThreadQueriesPerSecond.map { $0 / queriesPerSecond } }
}

extension Array where Element == Double {
    /// The middle value, of an even number the upper of the two; infinite where there is none.
    var median: Double { isEmpty ? .infinity : sorted()[count / 2] }
}
