import Foundation

/// JSON as every command and route writes it: sorted keys, snake case by the types' own keys.
public enum JSONOutput {
    public static func data(_ value: some Encodable, isPretty: Bool = false) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            isPretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    public static func text(_ value: some Encodable, isPretty: Bool = false) throws -> String {
        String(decoding: try data(value, isPretty: isPretty), as: UTF8.self)
    }
}
