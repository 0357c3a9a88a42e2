import RapportCore

/// A record's attributes, read by name with their types.
struct RecordAttributes {
    let values: [String: AttributeValue]

    func number(_ name: String) -> Double? {
        if case .number(let number)? = values[name] { return number }
        return nil
    }

    func count(_ name: String) -> Int { Int(number(name) ?? 0) }

    func text(_ name: String) -> String? {
        if case .text(let text)? = values[name] { return text }
        return nil
    }

    var pair: PairID { PairID(fanID: text("fan") ?? "", modelName: text("model") ?? "") }

    /// The moment of the record's last row.
    var lastMessage: Timestamp { moment("last_message") }

    /// A moment that is kept in seconds since 1970.
    func moment(_ name: String) -> Timestamp {
        number(name).flatMap { Timestamp(seconds: Int64($0)) } ?? Timestamp(nanoseconds: 0)
    }

    func satisfies(_ filter: Filter?) -> Bool {
        filter?.isSatisfied { values[$0] ?? .null } ?? true
    }
}

/// A cosine as people read it: rounded to six digits, so that JSON does not show float32's tail, and within -1 and 1,
/// which an index that compares codes of vectors misses by a little.
func rounded(_ similarity: Float) -> Double { rounded(Double(min(1, max(-1, similarity)))) }

func rounded(_ similarity: Double) -> Double { (similarity * 1e6).rounded() / 1e6 }
