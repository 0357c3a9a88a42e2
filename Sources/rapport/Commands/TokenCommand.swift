import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Say who may ask the server.",
        discussion: """
            As soon as there is a token, the server asks everybody for one. A token is shown once; the store keeps its
            hash alone. What is revoked is refused with the next request, without a restart.

              rapport token create "Anna, nights" --role chatter --model Model3 --model Model7
              rapport token list
              rapport token revoke 2
            """,
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Make a token and show it, once.")

        @Argument(help: "Whose it is: what the audit calls its holder.")
        var name: String
        @Option(help: "chatter answers fans, analyst reads everything, admin also starts long work.")
        var role: AccessRole
        @Option(name: .customLong("model"), help: "Only the fans of this model; may be repeated. Without it: of all.")
        var models: [String] = []
        @Flag(help: "Let a chatter see the fans of all models.")
        var allModels = false
        @Option(help: ArgumentHelp("Days until it expires.", valueName: "days"))
        var days: Int = 90
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var common: CommonOptions

        func validate() throws {
            guard (1...3_650).contains(days) else { throw ValidationError("--days must lie in 1...3650") }
            let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
            guard (1...100).contains(name.count), isPlain else {
                throw ValidationError("a name has 1 to 100 characters, none of them a control character")
            }
            guard models.isEmpty || !allModels else { throw ValidationError("give --model or --all-models, not both") }
            guard role != .chatter || allModels || !models.isEmpty else {
                throw ValidationError("name a chatter's models with --model, or give --all-models")
            }
            guard models.isEmpty || role != .admin else {
                throw ValidationError("an admin sees all models; leave out --model")
            }
        }

        func run() async throws {
            let store = try storeOptions.open()
            let known = Set(try store.models().map(\.name))
            for model in models where !known.contains(model) {
                common.remark("the store has no fan of \(model) yet")
            }
            let now = Timestamp.now
            let expiry = Timestamp(nanoseconds: now.nanoseconds + Int64(days) * 86_400_000_000_000)
            let made = try AccessStore(folder: storeOptions.folder).makeToken(
                name: name, role: role, models: models.isEmpty ? nil : models, expiresAt: expiry, now: now)
            try common.show(TokenCard(made.token, secret: made.secret.text)) {
                """
                \(made.secret.text)
                token \(made.token.id) of \(name), \(role.rawValue) of \(TokenCard.shown(made.token.models)), until \
                \(made.token.expiresAt); it is not shown again
                """
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tokens.")

        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            _ = try storeOptions.open()
            let tokens = try AccessStore.existing(folder: storeOptions.folder)?.tokens() ?? []
            let now = Timestamp.now
            try common.show(tokens.map { TokenCard($0, now: now) }) {
                if tokens.isEmpty {
                    return "there are no tokens; make one with: rapport token create NAME --role admin"
                }
                return tokens.map { token in
                    let card = TokenCard(token, now: now)
                    return "\(token.id)  \(token.name), \(token.role.rawValue) of \(TokenCard.shown(token.models)), "
                        + "\(card.state ?? "valid") (expires \(token.expiresAt))"
                }.joined(separator: "\n")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Revoke a token; its next request is refused.")

        @Argument(help: "The token's number, as `rapport token list` shows it.")
        var id: Int64
        @OptionGroup var storeOptions: StoreOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            _ = try storeOptions.open()
            guard try AccessStore.existing(folder: storeOptions.folder)?.revoke(id, at: .now) == true else {
                throw ValidationError("there is no token \(id); see: rapport token list")
            }
            try common.show(["revoked": id]) { "token \(id) is revoked" }
        }
    }
}

extension AccessRole: ExpressibleByArgument {}

/// A token as `token create` and `token list` print it; `schemas/token.schema.json`.
private struct TokenCard: Encodable {
    var id: Int64
    var name: String
    var role: AccessRole
    /// Null for all.
    @OrNull var models: [String]?
    var createdAt: String
    var expiresAt: String
    /// `valid`, `expired` or `revoked`; of a new token left out.
    var state: String?
    /// Of a new token alone.
    var token: String?

    enum CodingKeys: String, CodingKey {
        case id, name, role, models, state, token
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }

    init(_ token: AccessToken, secret: String) {
        self.init(token)
        self.token = secret
    }

    init(_ token: AccessToken, now: Timestamp) {
        self.init(token)
        state = token.revokedAt != nil ? "revoked" : token.isValid(at: now) ? "valid" : "expired"
    }

    private init(_ token: AccessToken) {
        (id, name, role, models) = (token.id, token.name, token.role, token.models)
        (createdAt, expiresAt) = (token.createdAt.description, token.expiresAt.description)
    }

    static func shown(_ models: [String]?) -> String { models?.joined(separator: ", ") ?? "all models" }
}
