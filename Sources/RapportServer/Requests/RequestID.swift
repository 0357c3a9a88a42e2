/// Names one request in its answer, in problem documents and in the log.
struct RequestID {
    static let field = "X-Request-Id"
    static let longest = 64
    let text: String

    /// The caller's name where it is fit for a log; otherwise `ours`.
    ///
    /// Letters, digits, `-` and `.` only: no line breaks, which would forge lines of a log, and no `_`, which the ids of
    /// fans have.
    init(_ theirs: String?, else ours: String) {
        if let theirs, !theirs.isEmpty, theirs.utf8.count <= Self.longest, theirs.utf8.allSatisfy(Self.isSane) {
            text = theirs
        } else {
            text = ours
        }
    }

    private static func isSane(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
