import Analysis
import TestSupport

/// Rows with groups that are known.
struct Planted {
    let rows: Matrix
    /// The group of each row.
    let groups: [Int]

    /// Normal clouds of standard deviation 1 around centres `distance` times a standard normal vector apart.
    init(
        rows count: Int, columns: Int, groups groupCount: Int, distance: Float, seed: UInt64, offset: Float = 0
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let centres = (0..<groupCount).map { _ in (0..<columns).map { _ in generator.nextNormal() * distance } }
        let groups = (0..<count).map { _ in Int.random(in: 0..<groupCount, using: &generator) }
        let values = groups.flatMap { group in centres[group].map { $0 + offset + generator.nextNormal() } }
        self.groups = groups
        rows = try Matrix(columns: columns, values: values)
    }
}

extension Matrix {
    /// The squared distance from a row to a row of `other`, in double precision.
    func squaredDistance(_ row: Int, to other: Matrix, _ otherRow: Int) -> Double {
        zip(self[row], other[otherRow]).reduce(0) { sum, pair in
            let difference = Double(pair.0) - Double(pair.1)
            return sum + difference * difference
        }
    }
}
