import RapportCore
import TestSupport
import Testing

@Suite struct ProfileSpaceTests {
    private func unit(_ dimension: Int, _ generator: inout SeededGenerator) -> [Float] {
        let raw = (0..<dimension).map { _ in generator.nextNormal() }
        let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return raw.map { $0 / length }
    }

    private func product(_ left: [Float], _ right: [Float]) -> Double {
        zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    @Test(arguments: Seeds.list(20)) func anyShareIsAskedOfVectorsThatWereStoredWithOneWeight(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let space = ProfileSpace(
            scheme: "test", textDimension: 24, structuredDimension: 9,
            statementShare: Double.random(in: 0...1, using: &random),
            weight: Double.random(in: 0.05...0.95, using: &random))
        func profile() -> [Float] {
            let statements = Bool.random(using: &random) ? unit(24, &random) : nil
            return space.profile(statements: statements, structured: unit(9, &random))
        }
        let (text, otherText, own, other) = (unit(24, &random), unit(24, &random), profile(), profile())
        let stored = space.stored(text: otherText, profile: other)
        #expect(stored.count == space.dimension)
        #expect(abs(product(stored, stored) - 1) < 1e-6)
        let asStored = space.stored(text: text, profile: own)
        for share in [0, 0.25, 0.5, 0.75, 1, Double.random(in: 0...1, using: &random), space.weight] {
            let asked = product(space.query(text: text, profile: own, share: share), stored)
            let blend = (1 - share) * product(text, otherText) + share * product(own, other)
            #expect(abs(asked - blend) < 1e-6, "share \(share), weight \(space.weight)")
            #expect(abs(product(space.query(stored: asStored, share: share), stored) - blend) < 1e-6)
        }
        let query = space.query(text: text, profile: own, share: space.weight)
        #expect(zip(query, asStored).allSatisfy { abs($0 - $1) < 1e-6 })
    }
}
