import Foundation

/// Where a Milvus server is: `milvus://HOST:PORT/DATABASE?prefix=rapport&tls=true&ca=FILE`.
///
/// A user's password, or a token, comes from the variable `RAPPORT_MILVUS_TOKEN` (`USER:PASSWORD`, or an API key), from
/// the file of `token_file`, or stands before the host. `answer_timeout=SECONDS` is for how long an answer may take, 60
/// by default; 0 is for ever.
public struct MilvusAddress: Sendable, Equatable {
    let host: String
    let port: Int
    /// Empty for the server's default.
    let database: String
    /// What the names of Rapport's collections begin with.
    let prefix: String
    let encryption: Encryption
    /// As the server wants it, `USER:PASSWORD` or a key; nil where it asks for none.
    let token: String?
    /// How long an answer may take; nil for ever.
    let answerSeconds: Double?
    /// Host, port and database: what messages may show.
    public let shown: String
    /// Whether the address itself has a token in it.
    public let holdsSecret: Bool

    public static let schemes = ["milvus"]
    /// Writes are in batches of some MiB, reads in pages.
    private static let defaultAnswerSeconds = 60.0

    enum Encryption: Sendable, Equatable {
        case none
        /// - Parameter authorities: a PEM file with those who may vouch for the server; the system's, where nil.
        case tls(authorities: String?)
    }

    /// - Parameter variables: the process's environment.
    /// - Throws: `MilvusError.badAddress`.
    public init(
        _ url: String, variables: [String: String] = ProcessInfo.processInfo.environment
    ) throws(MilvusError) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, Self.schemes.contains(scheme),
            let host = parts.host, !host.isEmpty
        else { throw .badAddress(problem: "it does not begin with milvus:// and a host") }
        self.host = host
        port = parts.port ?? 19_530
        database = String(parts.path.drop { $0 == "/" })
        guard database.isEmpty || Self.isName(database) else {
            throw .badAddress(problem: "a database's name has letters, digits and _, at most 40")
        }
        var items = try Self.items(parts)
        prefix = items.removeValue(forKey: "prefix") ?? "rapport"
        guard Self.isName(prefix), !(prefix.first?.isNumber ?? true) else {
            throw .badAddress(problem: "a prefix has letters, digits and _, at most 40, and no digit first")
        }
        let isEncryptionChosen = items["tls"] != nil
        encryption = try Self.encryption(&items)
        answerSeconds = try Self.answerSeconds(items.removeValue(forKey: "answer_timeout"))
        token = try Self.token(parts, file: items.removeValue(forKey: "token_file"), variables)
        // What is misspelt must not go without a word: it may be what should encrypt.
        if let unknown = items.keys.min() { throw .badAddress(problem: "there is no parameter \(unknown)") }
        holdsSecret = parts.user != nil
        guard token == nil || isEncryptionChosen || Self.isOfThisMachine(host) else {
            throw .badAddress(
                problem: "the token would go through the network as it is; add tls=true, "
                    + "or tls=false where the network is safe")
        }
        shown = "\(host):\(port)" + (database.isEmpty ? "" : "/\(database)")
    }

    private static func items(_ parts: URLComponents) throws(MilvusError) -> [String: String] {
        var items: [String: String] = [:]
        for item in parts.queryItems ?? [] {
            guard items.updateValue(item.value ?? "", forKey: item.name) == nil else {
                throw .badAddress(problem: "it has the parameter \(item.name) twice")
            }
        }
        return items
    }

    private static func encryption(_ items: inout [String: String]) throws(MilvusError) -> Encryption {
        let authorities = items.removeValue(forKey: "ca")
        switch items.removeValue(forKey: "tls") {
        case "true": return .tls(authorities: authorities)
        case nil where authorities == nil, "false" where authorities == nil: return .none
        case nil: throw .badAddress(problem: "ca has no use without tls=true")
        default: throw .badAddress(problem: "tls is true or false, and ca goes with true")
        }
    }

    private static func answerSeconds(_ text: String?) throws(MilvusError) -> Double? {
        guard let seconds = text.map({ Double($0) }) ?? defaultAnswerSeconds, seconds >= 0, seconds <= 86_400 else {
            throw .badAddress(problem: "answer_timeout takes seconds, 0 to 86400")
        }
        return seconds == 0 ? nil : seconds
    }

    private static func token(
        _ parts: URLComponents, file: String?, _ variables: [String: String]
    ) throws(MilvusError) -> String? {
        if let user = parts.user { return user + ":" + (parts.password ?? "") }
        guard let file else {
            let variable = variables["RAPPORT_MILVUS_TOKEN"] ?? ""
            return variable.isEmpty ? nil : variable
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw .badAddress(problem: "the token_file \(file) cannot be read")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func isOfThisMachine(_ host: String) -> Bool {
        ["localhost", "::1", "[::1]"].contains(host.lowercased())
            || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }

    private static func isName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || (0x30...0x39).contains(byte)
                    || byte == 0x5f
            }
    }
}
