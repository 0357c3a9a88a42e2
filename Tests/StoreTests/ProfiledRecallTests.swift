import HNSW
import RapportCore
import Store
import TestSupport
import Testing

/// One graph, built with one weight, finds the nearest by any share of the profile.
@Suite struct ProfiledRecallTests {
    private static let space = ProfileSpace(
        scheme: "test", textDimension: 48, structuredDimension: 16, statementShare: 0.5, weight: 0.5)

    private struct Fans {
        var generator: SeededGenerator
        let texts: [[Float]]
        let statements: [[Float]]
        let structured: [[Float]]

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            func centres(_ count: Int, _ dimension: Int) -> [[Float]] {
                (0..<count).map { _ in (0..<dimension).map { _ in generator.nextNormal() } }
            }
            texts = centres(60, space.textDimension)
            statements = centres(40, space.textDimension)
            structured = centres(20, space.structuredDimension)
            self.generator = generator
        }

        /// A unit vector near one of the centres.
        mutating func near(_ centres: [[Float]]) -> [Float] {
            let centre = centres.randomElement(using: &generator) ?? []
            let raw = centre.map { $0 + 0.8 * generator.nextNormal() }
            let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return raw.map { $0 / length }
        }

        /// The stored vectors of a pair's stages: they share its profile; one pair in ten states nothing.
        mutating func stages() -> [[Float]] {
            let stated = Int.random(in: 0..<10, using: &generator) == 0 ? nil : near(statements)
            let profile = space.profile(statements: stated, structured: near(structured))
            return (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                space.stored(text: near(texts), profile: profile)
            }
        }
    }

    @Test(arguments: Seeds.list(2)) func recallIsHighAtEveryShare(seed: UInt64) throws {
        var fans = Fans(seed: seed)
        let vectors = (0..<6_000).flatMap { _ in fans.stages() }
        let index = try GraphIndex(dimension: Self.space.dimension, schema: AttributeSchema([:]))
        try index.upsert(
            vectors.enumerated().map { VectorRecord(id: Int64($0), vector: $1, attributes: [:]) })
        let asked = Array(stride(from: 0, to: vectors.count, by: vectors.count / 60))
        for share in [0, 0.25, 0.5, 0.75, 1] {
            var found = 0
            for number in asked {
                let query = Self.space.query(stored: vectors[number], share: share)
                let similarities = vectors.map { HNSWMetric.innerProduct.similarity(query, $0) }
                // Stages of one pair are equally near by their profile: any of equals is right.
                let bar = similarities.sorted(by: >)[9] - 1e-6
                let answer = try index.search(VectorQuery(vector: query, k: 10, efSearch: VectorName.profiled.efSearch))
                #expect(answer.plan == "graph")
                found += answer.hits.count { similarities[Int($0.id)] >= bar }
            }
            let recall = Double(found) / Double(10 * asked.count)
            #expect(recall >= 0.95, "share \(share): \(recall)")
        }
    }
}
