import RapportCore

/// What `format-3.hnsw`, and the file of each later format, holds: a graph of turns with its columns, as the store
/// saves it.
///
/// It follows from integers by rules that no library decides, so that it can be told for ever.
public enum StoreGraphFixture {
    /// Three groups of a code.
    public static let dimension = 384
    /// The indices of all records that were ever inserted.
    public static let inserted = 0..<240

    /// Whether a record was deleted before the file was saved.
    public static func isDeleted(_ index: Int) -> Bool { index % 12 == 5 }

    /// The indices of the records in the file.
    public static let records = inserted.filter { !isDeleted($0) }

    /// Negative for half of the records, as hashes are.
    public static func label(_ index: Int) -> Int64 { Int64(bitPattern: UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15) }

    /// A unit vector near one of eight centres. Records beyond `inserted` serve as queries and as what was replaced.
    public static func vector(_ index: Int) -> [Float] {
        var centre = SeededGenerator(seed: UInt64(index % 8))
        var own = SeededGenerator(seed: 1_000_000 + UInt64(index))
        let raw = (0..<dimension).map { _ in centre.nextSigned() + 0.75 * own.nextSigned() }
        let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return raw.map { Float($0 / length) }
    }
}

// MARK: - Attributes

extension StoreGraphFixture {
    /// Of every kind: numbers and texts, with null, zero, negative numbers, empty texts, and two spellings of one name.
    public static func attributes(_ index: Int) -> [String: AttributeValue] {
        let fans = ["Zo\u{EB}", "Zoe\u{308}", "fan_3", "\u{7B2C}\u{4E00}", "\u{1F642}", "O'Neil \"quoted\""]
        let (fan, model) = (fans[index % fans.count], "Model\(index % 4 + 1)")
        var attributes: [String: AttributeValue] = [
            "model": .text(model), "fan": .text(fan), "pair": .text("\(fan) \(model)"),
            "conversation_id": .text("c\(index / 4)"),
        ]
        attributes["chatter"] = index % 5 == 0 ? AttributeValue.null : .text(index % 2 == 0 ? "" : "Chatter1")
        attributes["stage"] = AttributeValue(index % 3 + 1)
        attributes["success_rate"] = index % 4 == 0 ? AttributeValue.null : .number(Double(index % 4) / 3)
        attributes["offers"] = AttributeValue(index % 6)
        attributes["purchases"] = AttributeValue(index % 2)
        attributes["revenue"] = .number(Double(index) * 1.25 - 20)
        attributes["last_message"] = AttributeValue(1_744_156_800 + 60 * index)
        attributes["message_count"] = AttributeValue(index % 40 + 1)
        attributes["pair_success_rate"] = index % 11 == 0 ? AttributeValue.null : .number(1 / Double(index % 11))
        attributes["pair_offers"] = AttributeValue(index % 13)
        attributes["pair_purchases"] = AttributeValue(index % 7)
        attributes["pair_revenue"] = .number(0.1 * Double(index % 17))
        attributes["cluster"] = index % 9 == 0 ? AttributeValue.null : AttributeValue(index % 9 - 1)
        return attributes
    }

    /// The names of the attributes that are numbers, and of those that are texts, in alphabetical order.
    public static let numberNames = [
        "cluster", "last_message", "message_count", "offers", "pair_offers", "pair_purchases", "pair_revenue",
        "pair_success_rate", "purchases", "revenue", "stage", "success_rate",
    ]
    public static let textNames = ["chatter", "conversation_id", "fan", "model", "pair"]
}

// MARK: - Answers

extension StoreGraphFixture {
    /// What is wrong with the `k` hits of a search for `query` among some records; nothing, where they are the nearest
    /// as far as codes of 12 bits tell.
    public static func findings(
        in hits: [(label: Int64, similarity: Float)], of query: [Float], k: Int, among indices: [Int] = records
    ) -> [String] {
        let known = Dictionary(uniqueKeysWithValues: indices.map { (label($0), similarity(vector($0), query)) })
        let best = known.values.sorted(by: >).prefix(k)
        guard hits.count == best.count, Set(hits.map(\.label)).count == hits.count else {
            return ["\(hits.count) hits instead of \(best.count), or one twice"]
        }
        return zip(hits, best).compactMap { hit, least in
            guard let similarity = known[hit.label] else { return "\(hit.label) is no record" }
            if abs(Double(hit.similarity) - similarity) > tolerance {
                return "\(hit.label) is at \(hit.similarity) instead of \(similarity)"
            }
            return similarity < least - tolerance ? "\(hit.label) at \(similarity) instead of one at \(least)" : nil
        }
    }

    /// Of a similarity: several times what the codes of unit vectors are off by.
    private static let tolerance = 1e-3

    private static func similarity(_ left: [Float], _ right: [Float]) -> Double {
        zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}

extension SeededGenerator {
    /// A multiple of 2^-52 in -1..<1.
    fileprivate mutating func nextSigned() -> Double { Double(Int64(bitPattern: next()) >> 11) / 0x1p52 }
}
