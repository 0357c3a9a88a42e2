/// The columns that the store keeps beside the graph, as the page gives them.
extension IndexPageReader {
    /// The names of the columns whose sections begin with `prefix`, such as `n:`, without it.
    public func columnNames(_ prefix: String) -> [String] {
        sections.filter { $0.kind == 1 && $0.name.hasPrefix(prefix) }.map { String($0.name.dropFirst(prefix.count)) }
    }

    /// Whether a record lies in each slot.
    public func live() throws -> [Bool] {
        let words = try elements("live", 8)
        try require(words.count == (slots + 63) / 64, "live does not fit the slots")
        let bits = (0..<64 * words.count).map { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
        try require(!bits.dropFirst(slots).contains(true), "live has slots beyond the last")
        return Array(bits.prefix(slots))
    }

    /// A number attribute of each slot; nil is null. What it says of a slot that is not live means nothing.
    public func numbers(_ name: String) throws -> [Double?] {
        if name == "cluster", !columnNames("n:").contains(name) { return Array(repeating: nil, count: slots) }
        let numbers = try elements("n:\(name)", 8).map { Double(bitPattern: $0) }
        try require(numbers.count == slots, "n:\(name) does not fit the slots")
        return numbers.map { $0.isNaN ? nil : $0 }
    }

    /// A text attribute of each slot; nil is null. What it says of a slot that is not live means nothing.
    public func texts(_ name: String) throws -> [String?] {
        let codes = try elements("c:\(name)", 4)
        try require(codes.count == slots, "c:\(name) does not fit the slots")
        let content = Array(try column("d:\(name)", kind: 1))
        var texts: [String] = []
        var start = 0
        for end in try elements("e:\(name)", 4).map({ Int($0) }) {
            try require(start <= end && end <= content.count, "e:\(name) leads out of d:\(name)")
            texts.append(String(decoding: content[start..<end], as: UTF8.self))
            start = end
        }
        try require(start == content.count, "d:\(name) is longer than its texts")
        try require(codes.allSatisfy { $0 <= texts.count }, "c:\(name) names no text")
        return codes.map { $0 == 0 ? nil : texts[Int($0) - 1] }
    }

    /// Records replaced or deleted since the graph was built.
    public func changes() throws -> Int {
        let isMissing = !columnNames("").contains("changes")
        return isMissing ? 0 : Int(try elements("changes", 8).first ?? 0)
    }

    /// A section of the caller's as unsigned integers of `width` bytes.
    private func elements(_ name: String, _ width: Int) throws -> [UInt64] {
        let column = try column(name, kind: 1)
        try require(column.count % width == 0, "\(name) ends within an element")
        return stride(from: column.startIndex, to: column.endIndex, by: width).map { UInt64(number($0, width)) }
    }
}
