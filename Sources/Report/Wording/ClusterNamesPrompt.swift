import Foundation
import LanguageModel
import ProviderHTTP
import RapportCore

/// All clusters of a run, to be named in one call: what sets each apart in words, and the words that its fans use more.
package struct ClusterNamesPrompt: Sendable {
    /// Part of the content hash: raise it with every change that a model could notice.
    static let version = 1

    /// What the model is told of a cluster.
    package struct Item: Sendable {
        /// Such as `very talkative`.
        package let traits: [String]
        /// Words that many of its fans use; each from fans' texts.
        package let terms: [String]

        package init(traits: [String], terms: [String]) {
            self.traits = traits
            self.terms = terms
        }
    }

    /// What the model answers: `schemas/cluster-names-reply.schema.json`.
    struct Reply: Codable, Sendable {
        struct Item: Codable, Sendable {
            var id: String
            var name: String
        }

        var names: [Item]
    }

    private let items: [Item]
    private let fence: Fence

    package init(_ items: [Item]) {
        self.items = items
        fence = Fence(
            items.enumerated().map { index, item in
                [
                    ("id", .string(Letters.name(index))), ("traits", .array(item.traits.map { .string($0) })),
                    ("words", .array(item.terms.map { .string($0) })),
                ]
            })
    }

    static func maker(_ model: any ChatModel) -> String { "\(model.identifier) names-\(version)" }

    func contentHash(maker: String) -> ContentHash { ContentHash(joining: ["names", maker] + fence.lines) }

    /// - Throws: `LLMError.badSchema` where the program carries no schema for the answer.
    package func request() throws(LLMError) -> ChatRequest {
        var request = ChatRequest(
            messages: [ChatMessage(.system, instructions), ChatMessage(.user, fence.text)],
            schema: try ReplySchema.carried("cluster-names-reply"), temperature: 0,
            maxTokens: 200 + 40 * items.count, seed: 1)
        request.items = items.count
        return request
    }

    /// The name given to each cluster; empty where there is not exactly one.
    func names(in reply: Reply) -> [String] {
        items.indices.map { index in
            let own = reply.names.filter { $0.id == Letters.name(index) }
            return own.count == 1 ? own[0].name : ""
        }
    }

    private var instructions: String {
        """
        You name groups of fans for the people who chat with them. Give each item a name that is easy to remember, of \
        two to five words, such as "Chatty weekend gardeners". It must fit the item's traits and words and fit no other \
        item; all names differ. Letters, blanks and hyphens only: no digits, no number words, no person's name, no \
        place. Names are friendly and respectful, never sexual, and say nothing of age.
        Answer with JSON: for every item its id and its name.
        \(fence.rule)
        """
    }
}
