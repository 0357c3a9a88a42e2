import RapportCore

/// Rows in PostgreSQL's binary form of `COPY`: vectors and numbers arrive as they are, without a detour over digits.
///
/// Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"; a vector is its dimension and a
/// zero, 16 bits each, then its components (pgvector, `vector_recv`).
struct PgCopyRows {
    private(set) var bytes: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + [UInt8](repeating: 0, count: 8)

    /// Begins a row of `fields` fields.
    mutating func beginRow(fields: Int) { append(Int16(fields)) }

    mutating func appendNull() { append(Int32(-1)) }

    mutating func append(_ id: Int64) {
        append(Int32(8))
        appendBytes(of: id)
    }

    mutating func append(_ number: Double) {
        append(Int32(8))
        appendBytes(of: number.bitPattern)
    }

    mutating func append(_ text: String) {
        append(Int32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ vector: [Float]) {
        append(Int32(4 + 4 * vector.count))
        append(Int16(vector.count))
        append(Int16(0))
        for component in vector { appendBytes(of: component.bitPattern) }
    }

    /// The rows with the mark of their end.
    consuming func finished() -> [UInt8] {
        append(Int16(-1))
        return bytes
    }

    private mutating func append(_ value: Int16) { appendBytes(of: value) }
    private mutating func append(_ value: Int32) { appendBytes(of: value) }

    private mutating func appendBytes(of value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
