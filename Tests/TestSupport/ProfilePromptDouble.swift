import Foundation

/// Reads a prompt for profiles as a model would, from the body of a chat in either provider's form.
public struct ProfilePromptDouble {
    /// One fan of the prompt.
    public struct Item: Sendable {
        /// As the prompt calls it, such as `P1`.
        public var name: String
        /// What follows the name, such as how much was left out.
        public var remark: String
        public var rows: [Row]
    }

    /// One row of the prompt.
    public struct Row: Sendable {
        public var number: Int
        public var fan: String?
        public var chatter: String?
    }

    /// A statement of an answer.
    public struct Statement: Sendable {
        public var rows: [Int]
        public var field: String
        public var text: String

        public init(rows: [Int], field: String, text: String) {
            self.rows = rows
            self.field = field
            self.text = text
        }
    }

    public let items: [Item]
    /// Whether the model is told that its first answer cannot be used.
    public let isRetry: Bool

    /// - Parameter body: of a request.
    public init(_ body: [String: Any]) {
        let messages = (body["messages"] as? [[String: Any]] ?? []).filter { $0["role"] as? String == "user" }
        isRetry = messages.count > 1
        items = Self.items(in: messages.first?["content"] as? String ?? "")
    }

    /// Every item with a statement about each of its rows in which the fan spoke, up to twenty: `says` and his words.
    public func honestAnswer() -> [(item: String, statements: [Statement])] {
        items.map { item in
            let spoken = item.rows.filter { $0.fan != nil }.prefix(20)
            return (
                item.name,
                spoken.map { Statement(rows: [$0.number], field: "job", text: "says \($0.fan?.prefix(80) ?? "")") }
            )
        }
    }

    /// The answer as JSON.
    public static func json(_ answer: [(item: String, statements: [Statement])]) -> String {
        let profiles = answer.map { item, statements -> [String: Any] in
            [
                "item": item,
                "statements": statements.map {
                    ["rows": $0.rows, "field": $0.field, "text": $0.text] as [String: Any]
                },
            ]
        }
        return ProviderDouble.text(["profiles": profiles])
    }

    private static func items(in text: String) -> [Item] {
        var items: [Item] = []
        for line in text.split(separator: "\n") {
            if let match = line.wholeMatch(of: /ITEM (P\d+)(.*):/) {
                items.append(Item(name: String(match.1), remark: String(match.2), rows: []))
            } else if !items.isEmpty,
                let row = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let number = row["row"] as? Int
            {
                items[items.count - 1].rows.append(
                    Row(number: number, fan: row["fan"] as? String, chatter: row["chatter"] as? String))
            }
        }
        return items
    }
}
