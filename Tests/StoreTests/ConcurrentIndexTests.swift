import RapportCore
import Store
import TestSupport
import Testing

/// One thread changes an index, others search it: vectors, attributes and counts are those of one state.
@Suite struct ConcurrentIndexTests {
    @Test(arguments: Seeds.list(3)) func everyAnswerIsTheAnswerOfOneState(seed: UInt64) throws {
        let run = try ConcurrentIndexRun(seed: seed, batches: 200, readers: 3)
        #expect(run.answers.contains { $0.states.count > 1 }, "no search ran beside a change")
        for answer in run.answers {
            let isRight = answer.states.contains { run.states[$0].allows(answer) }
            #expect(isRight, "stage \(answer.stage) in one of the states \(answer.states)")
        }
        try run.index.checkInvariants()
        #expect(run.index.count == run.states.last?.records.count)
    }
}

/// What a search for a stage and a rate answered, and which states it could have seen.
private struct IndexAnswer: Sendable {
    let stage: Int
    let isExact: Bool
    let answer: VectorAnswer
    let states: ClosedRange<Int>
}

/// The records of an index after a batch.
private struct IndexState {
    struct Record {
        var stage: Int
        var rate: Double
    }

    var records: [Int64: Record] = [:]

    /// Whether the answer names matches of this state, as many as there are, with vectors of their stage.
    func allows(_ found: IndexAnswer) -> Bool {
        let matches = Set(
            records.filter { $0.value.stage == found.stage && $0.value.rate >= ConcurrentIndexRun.leastRate }.keys)
        let ids = Set(found.answer.hits.map(\.id))
        let count = found.isExact ? matches.count : min(ConcurrentIndexRun.k, matches.count)
        return found.answer.matchCount == matches.count && found.answer.hits.count == count && ids.count == count
            && ids.isSubset(of: matches) && found.answer.hits.allSatisfy { $0.similarity > 0.9 }
    }
}

private struct ConcurrentIndexRun {
    static let stages = 3
    static let leastRate = 0.5
    static let k = 5
    private static let dimension = 8
    private static let idCount: Int64 = 300

    let index: GraphIndex
    private(set) var states = [IndexState()]
    private(set) var answers: [IndexAnswer] = []
    private var generator: SeededGenerator

    init(seed: UInt64, batches: Int, readers: Int) throws {
        generator = SeededGenerator(seed: seed)
        index = try GraphIndex(
            dimension: Self.dimension, schema: AttributeSchema(["stage": .number, "rate": .number, "name": .text]))
        let index = index
        let threads = ReaderThreads(readers, seed: seed) { generator, oldest, newest in
            try Self.search(index, &generator, oldest, newest)
        }
        do {
            for batch in 1...batches { try threads.changing(to: batch) { try change() } }
        } catch {
            try threads.stop()
            throw error
        }
        answers = try threads.stop()
    }

    private mutating func change() throws {
        var state = states[states.count - 1]
        let ids = (0..<20).map { _ in Int64.random(in: 0..<Self.idCount, using: &generator) }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            for id in ids { state.records[id] = nil }
            try index.delete(ids)
        case 1:
            for id in Set(ids) { state.records[id]?.rate = Double.random(in: 0..<1, using: &generator) }
            index.updateAttributes(
                Set(ids).compactMap { id in
                    state.records[id].map { AttributeRecord(id: id, attributes: Self.attributes($0)) }
                })
        default:
            var records: [VectorRecord] = []
            for id in ids {
                let record = IndexState.Record(
                    stage: Int.random(in: 0..<Self.stages, using: &generator),
                    rate: Double.random(in: 0..<1, using: &generator))
                state.records[id] = record
                records.append(
                    VectorRecord(id: id, vector: vector(record.stage), attributes: Self.attributes(record)))
            }
            try index.upsert(records)
        }
        states.append(state)
    }

    private static func attributes(_ record: IndexState.Record) -> [String: AttributeValue] {
        [
            "stage": .number(Double(record.stage)), "rate": .number(record.rate),
            "name": .text("\(record.stage) \(record.rate)"),
        ]
    }

    /// A unit vector near the axis of a stage.
    private mutating func vector(_ stage: Int) -> [Float] {
        var vector = (0..<Self.dimension).map { _ in 0.05 * generator.nextNormal() }
        vector[stage] = 1
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }

    private static func search(
        _ index: GraphIndex, _ generator: inout SeededGenerator, _ oldest: Int, _ newest: () -> Int
    ) throws -> IndexAnswer {
        let stage = Int.random(in: 0..<stages, using: &generator)
        let isExact = Bool.random(using: &generator)
        let query = VectorQuery(
            vector: (0..<dimension).map { $0 == stage ? 1 : 0 }, k: isExact ? Int(idCount) : k,
            filter: try Filter(parsing: "stage = \(stage) and rate >= \(leastRate)"))
        let answer = try isExact ? index.exactSearch(query) : index.search(query)
        return IndexAnswer(stage: stage, isExact: isExact, answer: answer, states: oldest...newest())
    }
}
