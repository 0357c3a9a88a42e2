/// What stands between statements.
enum SQLText {
    /// Where the next statement begins; nil where nothing follows but blanks, comments and semicolons.
    ///
    /// - Complexity: O(bytes) from `start` on.
    static func start(ofStatementIn query: String, fromByte start: Int) -> Int? {
        let bytes = Array(query.utf8)
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x09...0x0D, 0x20, semicolon: index += 1
            case minus where follows(minus, index, bytes):
                index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
            case slash where follows(star, index, bytes):
                index += 2
                while index < bytes.count, bytes[index] != star || !follows(slash, index, bytes) { index += 1 }
                // SQLite takes a comment that stays open for closed by the end.
                index += 2
            default: return index
            }
        }
        return nil
    }

    private static let semicolon = UInt8(ascii: ";")
    private static let minus = UInt8(ascii: "-")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")

    private static func follows(_ byte: UInt8, _ index: Int, _ bytes: [UInt8]) -> Bool {
        index + 1 < bytes.count && bytes[index + 1] == byte
    }
}
