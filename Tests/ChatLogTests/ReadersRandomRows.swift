import ChatLog
import RapportCore
import TestSupport

/// Rows with the texts that break writers and readers.
func randomRows(_ count: Int, seed: UInt64) -> [LogRow] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { number in
        let price = Bool.random(using: &generator) ? 0 : Double(Int.random(in: 1...20_000, using: &generator)) / 100
        let purchased = price > 0 && Bool.random(using: &generator)
        let tips = Double(Int.random(in: 0...3, using: &generator))
        return LogRow(
            chatterName: "Chatter\(number % 9)", modelName: "Model, \"the\" \(number % 4)",
            fanMessage: randomText(&generator), chatterMessage: "say " + randomText(&generator), price: price,
            purchased: purchased, fanID: "fan@\u{1F600}/\(number % 13)",
            datetime: Timestamp(nanoseconds: Int64.random(in: 0...4_000_000_000, using: &generator) * 1_000_000_000),
            tips: tips, revenue: (purchased ? price : 0) + tips)
    }
}

private func randomText(_ generator: inout SeededGenerator) -> String {
    let pieces = [
        "hi", " ", ",", "=1+1", "-2", "@x", "+3", "\"", "\"\"", "\n", "\r", "\r\n", "\t", "\\", "\\u0041", "é",
        "e\u{301}", "日本", "\u{1F525}",
        "'", ";", "\u{2028}", "/", "{", "}", "null", "\u{1}", "\u{7F}", "\u{0}", String(repeating: "long ", count: 60),
    ]
    return (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
    }.joined()
}

/// Writes rows as a log and hands its path to `body`.
func withLog<Result>(
    _ rows: [LogRow], named name: String, index: [Int64]? = nil, _ body: (String) throws -> Result
) throws -> Result {
    try withTemporaryFolder { folder in
        let path = folder.file(name).path
        try LogWriter.write(LogTable(rows: rows), index: index, to: path)
        return try body(path)
    }
}
