/// Row numbers in a `.npy` file of one axis.
package enum IdFile {
    /// - Parameter rows: what the ids count; each must be below.
    /// - Returns: the ids in ascending order, each once.
    /// - Throws: `VectorFileError`.
    package static func read(_ path: String, rows: Int) throws(VectorFileError) -> [Int64] {
        do throws(VectorFileProblem) {
            let file = try MappedBytes(path)
            let header = try NumpyHeader(file.bytes)
            guard header.type == "<i8" else { throw .wrongType(found: header.type, expected: "<i8") }
            guard header.shape.count == 1 else { throw .wrongShape(header.shape, expected: "(ids,)") }
            let count = header.shape[0]
            guard count > 0 else { throw .empty }
            guard count <= (file.bytes.count - header.dataOffset) / 8 else {
                throw .truncated(needed: header.dataOffset + 8 * count, found: file.bytes.count)
            }
            let ids = (0..<count).map {
                file.bytes.loadUnaligned(fromByteOffset: header.dataOffset + 8 * $0, as: Int64.self)
            }
            if let stray = ids.first(where: { $0 < 0 || $0 >= rows }) { throw .idOutOfRange(stray, rows: rows) }
            return Set(ids).sorted()
        } catch {
            throw VectorFileError(path: path, problem: error)
        }
    }
}
