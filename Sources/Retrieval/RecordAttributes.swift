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
    var lastMessage: Timestamp {
        number("last_message").flatMap { Timestamp(seconds: Int64($0)) } ?? Timestamp(nanoseconds: 0)
    }

    func satisfies(_ filter: Filter?) -> Bool {
        filter?.isSatisfied { values[$0] ?? .null } ?? true
    }
}

/// A similarity as people read it: rounded to six digits, so that JSON does not show float32's tail.
func rounded(_ similarity: Float) -> Double {
    (Double(similarity) * 1e6).rounded() / 1e6
}
