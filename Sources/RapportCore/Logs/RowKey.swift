import Crypto

/// What makes a row that row: the first 16 bytes of SHA-256 of fan_id, model_name, chatter_name, datetime,
/// price and both texts, then its ordinal among equal ones in its file.
///
/// `purchased`, `tips` and `revenue` are no part of it, since unlocks come late.
public struct RowKey: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64
    /// 0 for the first such row of a file.
    public let ordinal: UInt32

    /// 20 bytes, big-endian: what the store keeps.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: high.bigEndian, Array.init) + withUnsafeBytes(of: low.bigEndian, Array.init)
            + withUnsafeBytes(of: ordinal.bigEndian, Array.init)
    }

    /// The keys of all rows of a table, in its order.
    ///
    /// - Complexity: O(bytes of the table's texts).
    public static func keys(of table: LogTable) -> [RowKey] {
        var seen: [Digest: UInt32] = [:]
        seen.reserveCapacity(table.count)
        var buffer: [UInt8] = []
        return (0..<table.count).map { row in
            let digest = Digest(of: table, row: row, buffer: &buffer)
            let ordinal = seen[digest, default: 0]
            seen[digest] = ordinal + 1
            return RowKey(high: digest.high, low: digest.low, ordinal: ordinal)
        }
    }

    private struct Digest: Hashable {
        let high: UInt64
        let low: UInt64

        init(of table: LogTable, row: Int, buffer: inout [UInt8]) {
            buffer.removeAll(keepingCapacity: true)
            // Each text is led by its length, so that no two different rows make the same bytes.
            for column in [table.fanID, table.modelName, table.chatterName, table.fanMessage, table.chatterMessage] {
                column.withBytes(row) { bytes in
                    withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { buffer.append(contentsOf: $0) }
                    buffer.append(contentsOf: bytes)
                }
            }
            withUnsafeBytes(of: table.datetime[row].nanoseconds.littleEndian) { buffer.append(contentsOf: $0) }
            // 0 and -0 are the same price.
            withUnsafeBytes(of: (table.price[row] + 0).bitPattern.littleEndian) { buffer.append(contentsOf: $0) }
            (high, low) = SHA256.hash(data: buffer).withUnsafeBytes { bytes in
                (
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
        }
    }
}
