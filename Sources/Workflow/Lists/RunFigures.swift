import Analysis
import RapportCore
import Store

/// What a clustering's groups came to: `GET /v1/runs/{run}/clusters`.
public struct RunClusters: Encodable, Sendable {
    /// A group with the sums of its records.
    public struct Cluster: Encodable, Sendable {
        public var cluster: Int
        public var records = 0
        /// Fan-model pairs that have a record in it.
        public var pairs = 0
        /// Rows of its records.
        public var messageCount = 0
        public var outcome = Outcome(offers: 0, purchases: 0)

        enum CodingKeys: String, CodingKey {
            case cluster, records, pairs, offers, purchases, revenue
            case messageCount = "message_count"
            case successRate = "success_rate"
        }

        public func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(cluster, forKey: .cluster)
            try object.encode(records, forKey: .records)
            try object.encode(pairs, forKey: .pairs)
            try object.encode(messageCount, forKey: .messageCount)
            try object.encode(outcome, to: (.offers, .purchases, .revenue, .successRate))
        }
    }

    public var run: RunList.Entry
    /// By number; empty for a projection.
    public var clusters: [Cluster]

    /// - Complexity: O(records of the run).
    /// - Throws: `StoreError.unknownRun`.
    public init(ofRun id: Int64, in store: RapportStore) throws {
        let stored = try store.run(numbered: id)
        run = RunList.Entry(stored)
        let found = try store.clusters(ofRun: id)
        let attributes = try store.attributes(of: found.map(\.recordID), in: stored.run.graph.collection)
        clusters = Dictionary(grouping: found, by: \.cluster).sorted { $0.key < $1.key }.map { number, records in
            var cluster = Cluster(cluster: number)
            var pairs: Set<String> = []
            for figures in records.compactMap({ attributes[$0.recordID].map(RecordFigures.init) }) {
                cluster.records += 1
                pairs.insert(figures.pair)
                cluster.messageCount += figures.messageCount
                cluster.outcome = Outcome(
                    offers: cluster.outcome.offers + figures.offers,
                    purchases: cluster.outcome.purchases + figures.purchases,
                    revenue: cluster.outcome.revenue + figures.revenue)
            }
            cluster.pairs = pairs.count
            return cluster
        }
    }
}

/// Where a projection put its records, with their figures to colour them by: `GET /v1/runs/{run}/points`.
public struct RunPoints: Encodable, Sendable {
    public static let limits = 1...20_000
    public static let usual = 5_000

    /// A record's place. Of more than two dimensions the third is `z`, else null.
    public struct Point: Encodable, Sendable {
        var place: RecordPoint
        var figures: RecordFigures

        enum CodingKeys: String, CodingKey {
            case x, y, z, stage, offers, purchases, revenue, cluster
            case fanID = "fan_id"
            case modelName = "model_name"
            case messageCount = "message_count"
            case successRate = "success_rate"
        }

        public func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(place.x, forKey: .x)
            try object.encode(place.y, forKey: .y)
            try object.encode(place.z, forKey: .z)
            try object.encode(figures.fan, forKey: .fanID)
            try object.encode(figures.model, forKey: .modelName)
            try object.encode(figures.stage, forKey: .stage)
            try object.encode(figures.messageCount, forKey: .messageCount)
            let outcome = Outcome(offers: figures.offers, purchases: figures.purchases, revenue: figures.revenue)
            try object.encode(outcome, to: (.offers, .purchases, .revenue, .successRate))
            try object.encode(figures.cluster, forKey: .cluster)
        }
    }

    public var run: RunList.Entry
    /// Records of the run.
    public var total: Int
    /// Spread evenly over the run where it has more than were asked for; empty for a clustering.
    public var points: [Point]

    enum CodingKeys: String, CodingKey {
        case run, total, points
    }

    /// Whom the points are about, one as often as he has points.
    public var pairs: [PairID] {
        points.map { PairID(fanID: $0.figures.fan, modelName: $0.figures.model) }
    }

    /// - Parameter limit: points at most.
    /// - Complexity: O(records of the run).
    /// - Throws: `StoreError.unknownRun`, `RunPointsError.limit`.
    public init(ofRun id: Int64, in store: RapportStore, limit: Int = usual) throws {
        guard Self.limits.contains(limit) else { throw RunPointsError.limit }
        let stored = try store.run(numbered: id)
        run = RunList.Entry(stored)
        let all = try store.points(ofRun: id)
        total = all.count
        let count = min(limit, all.count)
        let chosen = (0..<count).map { all[$0 * all.count / count] }
        let attributes = try store.attributes(of: chosen.map(\.recordID), in: stored.run.graph.collection)
        points = chosen.compactMap { place in
            attributes[place.recordID].map { Point(place: place, figures: RecordFigures($0)) }
        }
    }
}

/// Why there are no such points.
public enum RunPointsError: RapportError, Equatable {
    case limit

    public var message: String {
        switch self {
        case .limit:
            "the limit must lie in \(RunPoints.limits.lowerBound)...\(RunPoints.limits.upperBound) points"
        }
    }
}

/// A record's attributes, by type.
struct RecordFigures: Sendable {
    var fan: String
    var model: String
    var pair: String
    var stage: Int
    var messageCount: Int
    var offers: Int
    var purchases: Int
    var revenue: Double
    /// Of the current clustering; nil where it has none.
    var cluster: Int?

    init(_ attributes: [String: AttributeValue]) {
        func text(_ name: String) -> String {
            if case .text(let text)? = attributes[name] { return text }
            return ""
        }
        func number(_ name: String) -> Double? {
            if case .number(let number)? = attributes[name] { return number }
            return nil
        }
        func count(_ name: String) -> Int { Int(number(name) ?? 0) }
        (fan, model, pair) = (text("fan"), text("model"), text("pair"))
        (stage, messageCount) = (count("stage"), count("message_count"))
        (offers, purchases, revenue) = (count("offers"), count("purchases"), number("revenue") ?? 0)
        cluster = number("cluster").map { Int($0) }
    }
}

extension RunList.Entry {
    /// A run as the list of runs shows it.
    init(_ stored: StoredRun) { self = RunList([stored]).runs[0] }
}

extension RapportStore {
    /// - Throws: `StoreError.unknownRun`; a run whose name is that number does not count.
    fileprivate func run(numbered id: Int64) throws -> StoredRun {
        guard let run = try runs().first(where: { $0.id == id }) else { throw StoreError.unknownRun(name: "\(id)") }
        return run
    }
}
