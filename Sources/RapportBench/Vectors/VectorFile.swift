import Foundation

/// Vectors in a file, mapped: `rows` × `columns` float32, one row after the other.
package final class VectorFile: @unchecked Sendable {
    package let rows: Int
    package let columns: Int
    private let file: MappedBytes
    /// Components of a row that are no vector: the length that `.fvecs` puts before each.
    private let gap: Int
    private let dataOffset: Int

    /// Opens a `.npy` file (float32, little-endian, C order, two axes) or an `.fvecs` file.
    ///
    /// - Throws: `VectorFileError`, naming the file and what to do.
    /// - Complexity: O(1); values are read when they are asked for.
    package convenience init(_ path: String) throws(VectorFileError) {
        do throws(VectorFileProblem) {
            try self.init(path, MappedBytes(path))
        } catch {
            throw VectorFileError(path: path, problem: error)
        }
    }

    private init(_ path: String, _ file: MappedBytes) throws(VectorFileProblem) {
        self.file = file
        if path.hasSuffix(".npy") {
            let header = try NumpyHeader(file.bytes)
            guard header.type == "<f4" else { throw .wrongType(found: header.type, expected: "<f4") }
            guard header.shape.count == 2 else { throw .wrongShape(header.shape, expected: "(rows, components)") }
            (rows, columns, gap, dataOffset) = (header.shape[0], header.shape[1], 0, header.dataOffset)
            guard rows > 0, columns > 0 else { throw .empty }
            let (values, isTooMany) = rows.multipliedReportingOverflow(by: columns)
            guard !isTooMany, values <= (Int.max - dataOffset) / 4, file.bytes.count >= dataOffset + values * 4 else {
                throw .truncated(needed: isTooMany ? Int.max : dataOffset + 4 * values, found: file.bytes.count)
            }
        } else if path.hasSuffix(".fvecs") {
            guard file.bytes.count >= 4 else { throw .empty }
            let length = Int(Int32(littleEndian: file.bytes.loadUnaligned(as: Int32.self)))
            guard (1...65_536).contains(length) else { throw .badRowLength(length) }
            let rowBytes = 4 * (length + 1)
            guard file.bytes.count % rowBytes == 0 else {
                throw .unevenRows(rowBytes: rowBytes, found: file.bytes.count)
            }
            (rows, columns, gap, dataOffset) = (file.bytes.count / rowBytes, length, 1, 0)
        } else {
            throw .unknownFormat
        }
    }

    /// One vector.
    ///
    /// - Precondition: `index` is below `rows`.
    package func row(_ index: Int) -> [Float] {
        var vector = [Float](repeating: 0, count: columns)
        vector.withUnsafeMutableBytes { $0.copyMemory(from: bytes(ofRow: index)) }
        return vector
    }

    /// All vectors, copied into memory one after the other.
    ///
    /// - Complexity: O(file).
    package func values() -> [Float] {
        [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
            let target = UnsafeMutableRawBufferPointer(buffer)
            for row in 0..<rows {
                let place = row * columns * 4..<(row + 1) * columns * 4
                UnsafeMutableRawBufferPointer(rebasing: target[place]).copyMemory(from: bytes(ofRow: row))
            }
            count = rows * columns
        }
    }

    /// Calls `body` with all vectors, one after the other: the mapped file itself where nothing lies between its rows.
    package func withValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        guard gap == 0, dataOffset.isMultiple(of: 4) else { return try values().withUnsafeBufferPointer(body) }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[dataOffset..<dataOffset + 4 * rows * columns])
        return try body(bytes.bindMemory(to: Float.self))
    }

    /// Every vector as an array of its own.
    package func vectors() -> [[Float]] { (0..<rows).map { row($0) } }

    /// Refuses values that no index takes, and what does not fit `other`.
    ///
    /// - Throws: `VectorFileError` naming the first row in question.
    /// - Complexity: O(file).
    package func check(_ path: String, fits other: VectorFile? = nil) throws(VectorFileError) {
        if let other, other.columns != columns {
            throw VectorFileError(path: path, problem: .wrongDimension(expected: other.columns, found: columns))
        }
        for index in 0..<rows {
            let bytes = bytes(ofRow: index)
            // A number minus itself is 0 unless it is infinite or none.
            let sum = (0..<columns).reduce(Float(0)) {
                let component = bytes.loadUnaligned(fromByteOffset: 4 * $1, as: Float.self)
                return $0 + (component - component)
            }
            guard sum == 0 else { throw VectorFileError(path: path, problem: .notFinite(row: index)) }
        }
    }

    private func bytes(ofRow index: Int) -> UnsafeRawBufferPointer {
        let start = dataOffset + 4 * (index * (columns + gap) + gap)
        return UnsafeRawBufferPointer(rebasing: file.bytes[start..<start + 4 * columns])
    }
}
