import Foundation
import RapportBench
import TestSupport
import Testing

@Suite struct GrowthTests {
    @Test(arguments: Seeds.list(10)) func anExactPowerLawIsFound(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let exponent = Double.random(in: -2...2, using: &random)
        let factor = Double.random(in: 1...1e5, using: &random)
        let points = [1e4, 3e4, 1e5, 1e6].map { (x: $0, y: factor * pow($0, exponent)) }
        let law = try #require(PowerLaw(points))
        #expect(abs(law.exponent - exponent) < 1e-9)
        #expect(abs(law.factor / factor - 1) < 1e-6)
        #expect(abs(law(5e5) / (factor * pow(5e5, exponent)) - 1) < 1e-6)
    }

    /// Least squares: no exponent near the fitted one leaves less.
    @Test(arguments: Seeds.list(10)) func noOtherExponentFitsBetter(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let points = [1e4, 1e5, 1e6, 1e7].map { (x: $0, y: 1e6 * pow($0, -0.3) * exp(Double(random.nextNormal()) / 5)) }
        let law = try #require(PowerLaw(points))
        func rest(_ exponent: Double) -> Double {
            let offsets = points.map { log($0.y) - exponent * log($0.x) }
            let mean = offsets.reduce(0, +) / Double(offsets.count)
            return offsets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        #expect(rest(law.exponent) <= rest(law.exponent + 1e-3) && rest(law.exponent) <= rest(law.exponent - 1e-3))
    }

    @Test func onePointHasNoExponent() {
        #expect(PowerLaw([]) == nil)
        #expect(PowerLaw([(x: 10, y: 5)]) == nil)
        #expect(PowerLaw([(x: 10, y: 5), (x: 10, y: 6)]) == nil)
    }
}
