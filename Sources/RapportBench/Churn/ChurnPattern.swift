import ArgumentParser

/// Which records go.
package enum ChurnPattern: String, CaseIterable, Sendable, ExpressibleByArgument {
    case random
    /// Those nearest to one record: a hole is left in the graph.
    case clustered
    case oldest
    /// Random records stay and get other vectors.
    case update
}

/// The records of a graph that is changed, and which vector each had last. Vectors are made when they are asked for,
/// so that they do not lie in the memory that is measured.
package struct ChurningRecords {
    private let source: ClusteredVectors
    private var draw: SplitMix64
    /// Rows of `source` that were given out.
    private var usedRows = 0
    private var rows: [Int64: Int] = [:]
    private var nextLabel: Int64 = 0
    /// All labels, the oldest first.
    package private(set) var labels: [Int64] = []

    package init(count: Int, dimension: Int, seed: UInt64) {
        source = ClusteredVectors(count: count, dimension: dimension, seed: seed)
        draw = SplitMix64(seed: seed)
        _ = add(count)
    }

    /// The vector that a record has.
    ///
    /// - Complexity: O(dimension), slow.
    package func vector(_ label: Int64) -> [Float] { source.row(rows[label] ?? 0, stream: 1) }

    /// Adds new records.
    package mutating func add(_ count: Int) -> [Int64] {
        let added = (0..<Int64(count)).map { nextLabel + $0 }
        nextLabel += Int64(count)
        labels += added
        replace(added)
        return added
    }

    /// Gives records other vectors.
    package mutating func replace(_ labels: [Int64]) {
        for label in labels {
            rows[label] = usedRows
            usedRows += 1
        }
    }

    /// Picks records by a pattern.
    package mutating func pick(_ count: Int, _ pattern: ChurnPattern) -> [Int64] {
        switch pattern {
        case .oldest: return Array(labels.prefix(count))
        case .random, .update: return Array(labels.shuffled(using: &draw).prefix(count))
        case .clustered:
            guard let centre = labels.randomElement(using: &draw) else { return [] }
            let all = ExactAnswers(labels.map { ($0, vector($0)) })
            return all.nearest(to: vector(centre), k: count)
        }
    }

    package mutating func remove(_ labels: [Int64]) {
        let gone = Set(labels)
        self.labels.removeAll { gone.contains($0) }
        for label in labels { rows[label] = nil }
    }

    /// Vectors like those of the records, and none of them.
    package func queries(_ count: Int) -> [[Float]] { (0..<count).map { source.row($0, stream: 2) } }
}
