import Foundation

extension SyntheticTruth {
    /// The truth as JSON lines: one object a fan, then one a pair. Keys are sorted, so equal truths are equal bytes.
    ///
    /// - Parameter write: receives whole lines in pieces of some megabytes.
    /// - Throws: what `write` throws.
    public func writeLines(_ write: (Data) throws -> Void) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var buffer = Data()
        func add(_ record: some Encodable) throws {
            buffer += try encoder.encode(record)
            buffer.append(UInt8(ascii: "\n"))
            guard buffer.count > 4_000_000 else { return }
            try write(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        for fan in fans { try add(fan) }
        for pair in pairs { try add(pair) }
        if !buffer.isEmpty { try write(buffer) }
    }
}
