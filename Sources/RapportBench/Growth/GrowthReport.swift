import Foundation

/// What `growth --json` prints.
struct GrowthReport: Encodable {
    let dimension: Int
    let recallTarget: Double
    var contenders: [Contender]

    struct Contender: Encodable {
        let name: String
        /// e where queries per second grow as vectors to the power of e; nil of fewer than two sizes.
        let exponent: Double?
        let sizes: [Size]
    }

    struct Size: Encodable {
        let vectors: Int
        let ef: Int
        let recall: Double
        /// On one thread.
        let queriesPerSecond: Double
        let buildSeconds: Double
        let diskBytes: Int
    }

    init(
        _ results: [(size: Int, best: Measurement)], _ series: [GrowthPlot.Series], dimension: Int,
        recallTarget: Double
    ) {
        self.dimension = dimension
        self.recallTarget = recallTarget
        contenders = series.map { line in
            let own = results.filter { $0.best.contender.rawValue == line.name }
            return Contender(
                name: line.name, exponent: line.law?.exponent,
                sizes: own.map { size, best in
                    Size(
                        vectors: size, ef: best.ef, recall: best.recall, queriesPerSecond: best.queriesPerSecond,
                        buildSeconds: best.buildSeconds, diskBytes: best.diskBytes)
                })
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
