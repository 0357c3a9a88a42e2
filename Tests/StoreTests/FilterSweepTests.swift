import RapportCore
import Store
import TestSupport
import Testing

/// Recall under filters from one match to all, written in every way, independent of the query and not.
@Suite struct FilterSweepTests {
    /// What a filter has to do with the query.
    enum Correlation: String, CaseIterable {
        case none = "apart"
        case near = "along"
        case far = "against"

        /// The attribute whose small values the filters ask for.
        var attribute: String { rawValue }
    }

    private static let matchCounts = [
        1, 2, 5, 10, 20, 50, 100, 300, 1_000, 2_000, 4_000, 6_000, 8_000, 10_000, 13_000, 16_000, 18_000, 19_000,
        19_900, 19_999, 20_000,
    ]

    /// The same records, as filters can name them. `rank` is unique, so that `in` can, too.
    private static func spellings(_ name: String, below count: Int) -> [String] {
        let half = count / 2
        var spellings = [
            "\(name) < \(count)",
            "not (\(name) >= \(count))",
            "\(name) between 0 and \(count - 1)",
            "\(name) < \(count) and \(name) < \(count + 1)",
            "\(name) < \(half) or \(name) between \(half) and \(count - 1)",
        ]
        if count <= 300 { spellings.append("\(name) in (\((0..<count).map(String.init).joined(separator: ", ")))") }
        return spellings
    }

    @Test(arguments: Correlation.allCases) func recallHoldsHoweverManyMatch(correlation: Correlation) throws {
        let data = try SweptIndex.shared()
        var plans: Set<String> = []
        for count in Self.matchCounts {
            let filter = try Filter(parsing: "\(correlation.attribute) < \(count)")
            let recalls = try data.queries.map { query in
                let answer = try data.index.search(VectorQuery(vector: query.vector, k: 10, filter: filter))
                #expect(answer.matchCount == count)
                #expect(answer.hits.count == min(10, count))
                plans.insert(answer.plan)
                return data.recall(of: answer, query) { data.ranks[correlation]?[$0] ?? .max < count }
            }
            let recall = recalls.reduce(0, +) / Double(recalls.count)
            #expect(recall >= 0.95, "\(count) matches, \(correlation): \(recall)")
        }
        #expect(plans.contains("scan") && plans.contains("graph"))
    }

    @Test(arguments: Correlation.allCases) func recallHoldsForConditionsTogether(correlation: Correlation) throws {
        let data = try SweptIndex.shared()
        let name = correlation.attribute
        for count in [40, 400, 4_000, 10_000, 19_000] {
            for text in [
                "\(name) < \(count) and topic in ('0', '1', '2', '3')", "\(name) < \(count) or topic = '5'",
                "\(name) < \(count) and not (topic in ('4', '5'))",
            ] {
                let filter = try Filter(parsing: text)
                let passes = data.passes(filter)
                let recalls = try data.queries.map { query in
                    let answer = try data.index.search(VectorQuery(vector: query.vector, k: 10, filter: filter))
                    #expect(answer.matchCount == passes.count { $0 })
                    return data.recall(of: answer, query) { passes[$0] }
                }
                #expect(recalls.reduce(0, +) >= 0.95 * Double(recalls.count), "\(text): \(recalls)")
            }
        }
    }

    @Test(arguments: Correlation.allCases) func equivalentFiltersTakeTheSamePlan(correlation: Correlation) throws {
        let data = try SweptIndex.shared()
        for count in Self.matchCounts {
            for query in data.queries.prefix(2) {
                let answers = try Self.spellings(correlation.attribute, below: count).map { text in
                    try data.index.search(
                        VectorQuery(vector: query.vector, k: 10, filter: try Filter(parsing: text)))
                }
                #expect(Set(answers.map(\.plan)).count == 1, "\(count) matches, \(correlation)")
                #expect(Set(answers.map(\.hits)).count == 1, "\(count) matches, \(correlation)")
            }
        }
    }
}

/// 20,000 records of eight topics, and queries of topic 0, with what is true of them.
private struct SweptIndex {
    struct Query {
        let vector: [Float]
        /// By record.
        let similarities: [Double]
        /// Records, nearest first.
        let order: [Int]
    }

    static let count = 20_000
    static let dimension = 32

    let index: GraphIndex
    /// By record: its place in an order at random, from the queries' centre outwards, and back.
    let ranks: [FilterSweepTests.Correlation: [Int]]
    let topics: [Int]
    let queries: [Query]

    private static let made = Result { try SweptIndex() }

    /// One index for all tests, since it takes seconds.
    static func shared() throws -> SweptIndex { try made.get() }

    private init() throws {
        var logs = RandomLogs(seed: 41)
        let topics = (0..<Self.count).map { _ in Int.random(in: 0..<8, using: &logs.generator) }
        let centres = (0..<8).map { _ in Self.unit(logs.noise(Self.dimension)) }
        func vector(_ topic: Int) -> [Float] {
            Self.unit(zip(centres[topic], logs.noise(Self.dimension)).map { $0 + 0.2 * $1 })
        }
        let vectors = topics.map(vector)
        let outwards = Self.order(vectors.map { Self.product(centres[0], $0) })
        let ranks: [FilterSweepTests.Correlation: [Int]] = [
            .none: Array(0..<Self.count).shuffled(using: &logs.generator), .near: Self.ranks(outwards),
            .far: Self.ranks(outwards.reversed()),
        ]
        var schema = AttributeSchema(["topic": .text])
        for correlation in ranks.keys { schema.types[correlation.attribute] = .number }
        index = try GraphIndex(dimension: Self.dimension, schema: schema)
        try index.upsert(
            vectors.indices.map { record in
                var attributes: [String: AttributeValue] = ["topic": .text("\(topics[record])")]
                for (correlation, ranks) in ranks { attributes[correlation.attribute] = AttributeValue(ranks[record]) }
                return VectorRecord(id: Int64(record), vector: vectors[record], attributes: attributes)
            })
        queries = (0..<20).map { _ in
            let query = vector(0)
            let similarities = vectors.map { Self.product(query, $0) }
            return Query(vector: query, similarities: similarities, order: Self.order(similarities))
        }
        (self.topics, self.ranks) = (topics, ranks)
    }

    /// The share of the ten nearest matches that an answer holds; of equals any will do.
    func recall(of answer: VectorAnswer, _ query: Query, where passes: (Int) -> Bool) -> Double {
        let nearest = Array(query.order.lazy.filter(passes).prefix(10))
        guard let last = nearest.last else { return 1 }
        let bar = query.similarities[last]
        let found = answer.hits.count { passes(Int($0.id)) && query.similarities[Int($0.id)] >= bar }
        return Double(found) / Double(nearest.count)
    }

    /// Which records satisfy a filter, by its definition.
    func passes(_ filter: Filter) -> [Bool] {
        (0..<Self.count).map { record in
            filter.isSatisfied { name in
                if name == "topic" { return .text("\(topics[record])") }
                let correlation = FilterSweepTests.Correlation(rawValue: name)
                return AttributeValue((correlation.flatMap { ranks[$0]?[record] }).map(Double.init))
            }
        }
    }

    private static func unit(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }

    private static func product(_ left: [Float], _ right: [Float]) -> Double {
        zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    /// Records, the largest value first.
    private static func order(_ values: [Double]) -> [Int] { values.indices.sorted { values[$0] > values[$1] } }

    private static func ranks(_ order: [Int]) -> [Int] {
        var ranks = order
        for (rank, record) in order.enumerated() { ranks[record] = rank }
        return ranks
    }
}

extension RandomLogs {
    fileprivate mutating func noise(_ dimension: Int) -> [Float] { (0..<dimension).map { _ in generator.nextNormal() } }
}
