import Foundation
import RapportCore

/// What every engine gets: vectors, each with a number `part` from 0 to 999 that filters are about, and queries.
struct EngineData: Sendable {
    let basePath: String
    let queriesPath: String
    /// The numbers, as int64 in a `.npy` file.
    let partsPath: String
    let base: VectorFile
    let queries: [[Float]]
    let parts: [Int64]

    static let partCount: Int64 = 1_000
    static let attribute = "part"
    static let schema = AttributeSchema([attribute: .number])

    var dimension: Int { base.columns }

    /// Makes clustered vectors in `folder`, the same for the same seed.
    ///
    /// - Throws: `VectorFileError`.
    init(vectors: Int, dimension: Int, queryCount: Int, seed: UInt64, in folder: URL) throws {
        let clustered = ClusteredVectors(count: vectors, dimension: dimension, seed: seed)
        basePath = folder.appendingPathComponent("base.npy").path
        queriesPath = folder.appendingPathComponent("queries.npy").path
        partsPath = folder.appendingPathComponent("parts.npy").path
        try clustered.write(vectors, stream: 1, to: basePath)
        try clustered.write(queryCount, stream: 2, to: queriesPath)
        base = try VectorFile(basePath)
        queries = try VectorFile(queriesPath).vectors()
        // The numbers have nothing to do with the vectors.
        var draw = SplitMix64(seed: seed ^ 0xA5A5)
        parts = (0..<vectors).map { _ in Int64(draw.below(Int(Self.partCount))) }
        try NumpyWriter.write(parts, to: partsPath)
    }

    func record(_ row: Int) -> VectorRecord {
        VectorRecord(
            id: Int64(row), vector: base.row(row), attributes: [Self.attribute: .number(Double(parts[row]))])
    }
}

/// A condition on `part` that a share of the records satisfies.
struct EngineFilter: Sendable {
    /// 0 to 1; 1 is no filter.
    let share: Double

    /// Records pass whose number is below; nil where all do.
    var limit: Int64? {
        share < 1 ? max(1, Int64((share * Double(EngineData.partCount)).rounded())) : nil
    }

    var filter: Filter? {
        limit.map { .compare(attribute: EngineData.attribute, .less, .number(Double($0))) }
    }

    var name: String { limit == nil ? "none" : String(format: "%g%%", 100 * share) }
}

extension NumpyWriter {
    /// Writes int64 numbers of one axis.
    ///
    /// - Throws: `VectorFileError`.
    static func write(_ numbers: [Int64], to path: String) throws(VectorFileError) {
        let head = NumpyHeader.bytes(type: "<i8", shape: [numbers.count])
        do {
            try (Data(head) + numbers.withUnsafeBytes { Data($0) }).write(to: URL(fileURLWithPath: path))
        } catch {
            throw VectorFileError(path: path, problem: .system("writing failed (\(error.localizedDescription))"))
        }
    }
}
