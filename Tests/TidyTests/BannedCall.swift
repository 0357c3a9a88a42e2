/// A call that is not written here, and what to write instead.
struct BannedCall: Sendable {
    let word: String
    let instead: String
    /// Whether the rule holds for the file at this path.
    let applies: @Sendable (_ path: String) -> Bool
    /// Files that may, with the reason.
    var exceptions: [String: String] = [:]

    /// Where `source` makes the call, as lines counted from 1.
    func lines(in source: SwiftSource) -> [Int] {
        source.codeLines.indices.filter { index in
            source.codeLines[index].ranges(of: word).contains { range in
                // `print(` is not in `fingerprint(`.
                let before = source.codeLines[index][..<range.lowerBound].last
                let startsWithName = word.first.map { $0.isLetter } ?? false
                return !startsWithName || !(before.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false)
            }
        }.map { $0 + 1 }
    }
}

extension BannedCall {
    static let all: [BannedCall] = [
        BannedCall(word: "try!", instead: "throw on, or handle the error", applies: { _ in true }),
        BannedCall(word: "as!", instead: "`as?` with an error that names what was found", applies: { _ in true }),
        BannedCall(
            word: "fatalError(", instead: "a typed error; `preconditionFailure` for a bug", applies: { _ in true }),
        BannedCall(word: "unowned(unsafe)", instead: "a strong or weak reference", applies: { _ in true }),
        BannedCall(
            word: "print(", instead: "a return value, or a logger; only programs speak",
            applies: { isLibrary($0) }),
        BannedCall(word: "Date()", instead: "a time that comes in as a parameter", applies: { isLibrary($0) }),
        BannedCall(word: "Date.now", instead: "a time that comes in as a parameter", applies: { isLibrary($0) }),
        BannedCall(word: ".shuffled()", instead: "`shuffled(using:)` with a seeded generator", applies: { _ in true }),
        BannedCall(word: ".shuffle()", instead: "`shuffle(using:)` with a seeded generator", applies: { _ in true }),
        BannedCall(
            word: ".randomElement()", instead: "`randomElement(using:)` with a seeded generator",
            applies: { _ in true }),
        BannedCall(
            word: "SystemRandomNumberGenerator", instead: "a seeded generator that comes in as a parameter",
            applies: { _ in true },
            exceptions: [
                "Sources/Retrieval/Retriever.swift": "marks around data in prompts must not be foreseeable"
            ]),
        BannedCall(
            word: ".mappedIfSafe", instead: "`mmap`: Foundation reads large files whole here",
            applies: { _ in true }),
        BannedCall(word: "@testable", instead: "`package` access", applies: { _ in true }),
        BannedCall(
            word: "row[", instead: "`row.value(…)`: a damaged file is no reason to die",
            applies: { $0.hasPrefix("Sources/Store/") }),
    ]

    /// The programs may print and ask for the time; what they call may not.
    private static func isLibrary(_ path: String) -> Bool {
        path.hasPrefix("Sources/") && !path.hasPrefix("Sources/rapport/") && !path.hasPrefix("Sources/RapportBench/")
    }
}
