/// What a log file's bytes are written in.
enum LogFormat {
    case pickle
    case csv
    case jsonLines
    case jsonArray
    case utf16
    case unknown

    static func isGzip(_ content: UnsafeRawBufferPointer) -> Bool {
        content.starts(with: [0x1F, 0x8B])
    }

    /// What a UTF-8 file may start with to say so.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Decides by the first bytes, and by the path's ending where they fit several formats.
    init(of content: UnsafeRawBufferPointer, path: String) {
        let name = (path.hasSuffix(".gz") ? String(path.dropLast(3)) : path).lowercased()
        let start = content.starts(with: Self.byteOrderMark) ? 3 : 0
        let firstVisible = content[start...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        if content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF]) {
            self = .utf16
        } else if content.count >= 2, content[0] == 0x80, content[1] >= 2 {
            // PROTO, with which every pickle from protocol 2 on starts.
            self = .pickle
        } else if name.hasSuffix(".pkl") || name.hasSuffix(".pickle") || content.starts(with: "ccopy_reg\n".utf8) {
            self = .pickle
        } else if firstVisible == UInt8(ascii: "{") {
            self = .jsonLines
        } else if firstVisible == UInt8(ascii: "[") {
            self = .jsonArray
        } else if name.hasSuffix(".csv") || Self.looksLikeHeader(content) {
            self = .csv
        } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") || name.hasSuffix(".json") {
            self = .jsonLines
        } else {
            self = .unknown
        }
    }

    /// Whether the first line names a column that every log has.
    private static func looksLikeHeader(_ content: UnsafeRawBufferPointer) -> Bool {
        let line = content.prefix(4_096).prefix { $0 != 0x0A }
        return String(decoding: line, as: UTF8.self).contains("fan_id")
    }
}
