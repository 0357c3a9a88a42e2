/// Numbers in rows and columns, one row after the other: vectors that an analysis runs over.
public struct Matrix: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    /// `rows` × `columns` numbers, row-major.
    public internal(set) var values: [Float]

    /// - Parameter values: row-major.
    /// - Throws: `AnalysisError.outOfRange` without columns, `.notRectangular` where the last row is short,
    ///   `.notFinite` for the first row with an infinite or undefined number.
    /// - Complexity: O(values)
    public init(columns: Int, values: [Float]) throws(AnalysisError) {
        guard columns > 0 else { throw .outOfRange(field: "columns", allowed: "1 or more") }
        guard values.count.isMultiple(of: columns) else {
            throw .notRectangular(values: values.count, columns: columns)
        }
        if let bad = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: bad / columns) }
        self.init(unchecked: values, rows: values.count / columns, columns: columns)
    }

    /// - Precondition: `values` are finite and `rows` × `columns`.
    init(unchecked values: [Float], rows: Int, columns: Int) {
        precondition(values.count == rows * columns, "a matrix has as many numbers as places")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// One row.
    ///
    /// - Complexity: O(columns)
    public subscript(row: Int) -> ArraySlice<Float> { values[row * columns..<(row + 1) * columns] }

    /// The rows at `indexes`, in that order.
    ///
    /// - Complexity: O(indexes × columns)
    public func selecting(_ indexes: [Int]) -> Matrix {
        var picked: [Float] = []
        picked.reserveCapacity(indexes.count * columns)
        for index in indexes { picked += self[index] }
        return Matrix(unchecked: picked, rows: indexes.count, columns: columns)
    }

    /// Each row scaled to length 1; a row of zeros stays one.
    ///
    /// - Complexity: O(values)
    public func normalized() -> Matrix {
        var scaled = values
        for start in stride(from: 0, to: scaled.count, by: columns) {
            var squares = 0.0
            for index in start..<start + columns { squares += Double(scaled[index]) * Double(scaled[index]) }
            guard squares > 0 else { continue }
            let factor = Float(1 / squares.squareRoot())
            for index in start..<start + columns { scaled[index] *= factor }
        }
        return Matrix(unchecked: scaled, rows: rows, columns: columns)
    }

    /// The mean of each column, added up in double precision.
    ///
    /// - Complexity: O(values)
    func columnMeans() -> [Double] {
        var sums = [Double](repeating: 0, count: columns)
        sums.withUnsafeMutableBufferPointer { sums in
            values.withUnsafeBufferPointer { values in
                for row in 0..<rows {
                    for column in 0..<columns { sums[column] += Double(values[row * columns + column]) }
                }
            }
        }
        return rows == 0 ? sums : sums.map { $0 / Double(rows) }
    }

    /// Every row less `centre`: differences of large numbers would lose the digits that distances live in.
    ///
    /// - Complexity: O(values)
    func subtracting(_ centre: [Double]) -> Matrix {
        var moved = values
        moved.withUnsafeMutableBufferPointer { moved in
            for row in 0..<rows {
                for column in 0..<columns {
                    let index = row * columns + column
                    moved[index] = Float(Double(moved[index]) - centre[column])
                }
            }
        }
        return Matrix(unchecked: moved, rows: rows, columns: columns)
    }
}
