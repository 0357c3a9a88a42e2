import Foundation
import TestSupport

/// Reads a prompt of a report as a model would, from the body of a chat.
struct WordingDouble {
    /// The items between the prompt's marks, each a line of JSON.
    let items: [[String: Any]]

    init(_ body: [String: Any]) {
        let messages = (body["messages"] as? [[String: Any]] ?? []).filter { $0["role"] as? String == "user" }
        let lines = (messages.first?["content"] as? String ?? "").split(separator: "\n").dropFirst().dropLast()
        items = lines.compactMap { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] }
    }

    var isAboutNames: Bool { items.first?["traits"] != nil }

    /// What every wording of this model begins with: words that claim nothing.
    static let opening = "Here is what we found: "
    static let names = [
        "Cosy garden talkers", "Night owls of jazz", "Happy harbour friends", "Quiet chess lovers",
        "Curious cloud spotters",
    ]

    /// The sentences by id, each with `opening`.
    var wordings: [(id: String, wording: String)] {
        items.compactMap { item in
            guard let id = item["id"] as? String, let sentence = item["sentence"] as? String else { return nil }
            return (id, Self.opening + sentence)
        }
    }

    /// - Parameter names: for the clusters in their order.
    static func reply(
        _ body: [String: Any], names: [String] = Self.names,
        change: ([(id: String, wording: String)]) -> [(id: String, wording: String)] = { $0 }
    ) -> String {
        let prompt = WordingDouble(body)
        if prompt.isAboutNames {
            let named = zip(prompt.items, names).map { ["id": $0["id"] as? String ?? "", "name": $1] }
            return ProviderDouble.text(["names": named])
        }
        return ProviderDouble.text(
            ["sentences": change(prompt.wordings).map { ["id": $0.id, "wording": $0.wording] }])
    }

    static func server(
        names: [String] = Self.names,
        change: @escaping @Sendable ([(id: String, wording: String)]) -> [(id: String, wording: String)] = { $0 }
    ) throws -> MisbehavingServer {
        try MisbehavingServer { request in
            ProviderDouble.answer(request) { reply($0, names: names, change: change) }
        }
    }
}
