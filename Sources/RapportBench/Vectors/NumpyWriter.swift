import Foundation

/// Writes a `.npy` file of float32 rows piece by piece, so that it may be larger than memory.
package final class NumpyWriter {
    private let path: String
    private let handle: FileHandle
    private var left: Int
    private let columns: Int

    /// Creates the file, over one that is there.
    ///
    /// - Throws: `VectorFileError`.
    package init(_ path: String, rows: Int, columns: Int) throws(VectorFileError) {
        self.path = path
        self.columns = columns
        left = rows * columns
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw VectorFileError(path: path, problem: .system("it cannot be written")) }
        self.handle = handle
        try write(Data(NumpyHeader.bytes(type: "<f4", shape: [rows, columns])))
    }

    /// Adds whole rows.
    ///
    /// - Precondition: No more rows come than were promised.
    package func append(_ values: [Float]) throws(VectorFileError) {
        precondition(values.count <= left && values.count.isMultiple(of: columns))
        left -= values.count
        try write(values.withUnsafeBytes { Data($0) })
    }

    /// Closes the file; all rows must have come.
    package func finish() throws(VectorFileError) {
        precondition(left == 0)
        do { try handle.close() } catch { throw failed(error) }
    }

    private func write(_ data: Data) throws(VectorFileError) {
        do { try handle.write(contentsOf: data) } catch { throw failed(error) }
    }

    private func failed(_ error: any Error) -> VectorFileError {
        VectorFileError(path: path, problem: .system("writing failed (\(error.localizedDescription))"))
    }
}
