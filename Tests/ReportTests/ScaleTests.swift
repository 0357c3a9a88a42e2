import Foundation
import Report
import TestSupport
import Testing

@Suite struct ScaleTests {
    @Test(arguments: Seeds.list(20)) func ticksHoldTheValuesAndAreToldApart(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let size = pow(10, Double.random(in: -4...5, using: &random))
            let middle = Double.random(in: -3...3, using: &random) * size
            let values = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                middle + Double(random.nextNormal()) * size
            }
            let scale = Scale(values)
            #expect(values.allSatisfy { (0.0...1.0).contains(scale.share($0)) }, "\(values)")
            #expect((2...12).contains(scale.ticks.count), "\(values)")
            #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0 < $1 })
            #expect(Set(scale.ticks.map(scale.label)).count == scale.ticks.count, "\(scale.ticks)")
        }
    }

    @Test func nothingAndNoNumbersHaveAnAxisToo() {
        for values in [[], [.nan], [.infinity, -.infinity], [3, 3], [0]] as [[Double]] {
            let scale = Scale(values)
            #expect(scale.low < scale.high)
        }
    }

    /// What a query gives is drawn, however large, small or near to each other its numbers are.
    @Test(arguments: [false, true]) func theEndsOfWhatADoubleHoldsHaveAnAxis(includesZero: Bool) {
        let values = [
            0, .leastNonzeroMagnitude, 1e-300, 1e-12, 1, 1.nextUp, 1e15, 1e15.nextUp, 1.7e18, 1.7e18.nextUp, 1e300,
            1.7e308, .greatestFiniteMagnitude,
        ]
        for first in values.flatMap({ [$0, -$0] }) {
            for second in values.flatMap({ [$0, -$0] }) {
                let scale = Scale([first, second], includesZero: includesZero)
                #expect(scale.low < scale.high && scale.low.isFinite && scale.high.isFinite, "\(first), \(second)")
                #expect((2...12).contains(scale.ticks.count), "\(first), \(second)")
                #expect(scale.ticks.map(scale.label).allSatisfy { Double($0)?.isFinite == true }, "\(first), \(second)")
                let drawn = [first, second].filter { abs($0) <= 1e300 }
                #expect(drawn.allSatisfy { (0...1).contains(scale.share($0)) }, "\(first), \(second)")
            }
        }
    }

    @Test func barsStandOnZero() {
        #expect(Scale([5, 9], includesZero: true).low == 0)
        #expect(Scale([-5, -9], includesZero: true).high == 0)
    }
}
