import Embedding
import Foundation
import LanguageModel
import RapportCore

/// What the user set: defaults < config file < environment < flags.
///
/// The config file holds the variables of the environment, one `NAME=value` a line, `#` for comments; it lies at
/// `$RAPPORT_CONFIG`, or at `rapport/config` in the user's folder for settings. Keys come from here or from a key
/// file, never from a flag.
public struct Settings: Sendable {
    /// The config file's variables, overlaid with the environment's.
    public let variables: [String: String]

    /// - Throws: `SettingsError` where the config file that `RAPPORT_CONFIG` names cannot be read, or a line of it.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        let home = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"].map { $0 + "/.config" }) ?? "."
        let named = environment["RAPPORT_CONFIG"]
        let path = named ?? home + "/rapport/config"
        var variables: [String: String] = [:]
        if let data = FileManager.default.contents(atPath: path) {
            variables = try Self.parse(String(decoding: data, as: UTF8.self), path: path)
        } else if named != nil {
            throw SettingsError.unreadable(path: path)
        }
        self.variables = variables.merging(environment) { $1 }
    }

    private static func parse(_ text: String, path: String) throws(SettingsError) -> [String: String] {
        var variables: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = Blank.trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
                throw .badLine(path: path, line: index + 1)
            }
            variables[Blank.trimmed(line[..<equals])] = Blank.trimmed(line[line.index(after: equals)...])
        }
        return variables
    }

    /// The folder of the store where no flag names one.
    public var storeFolder: String {
        variables["RAPPORT_STORE"] ?? variables["RAPPORT_HOME"].map { $0 + "/index" } ?? "index"
    }

    /// The embedder that is set: `RAPPORT_EMBEDDER` is `minilm` (in process, the default), `voyage` or `openai`.
    ///
    /// - Throws: where a setting cannot be, a key is missing, or the local model is not installed.
    public func embedder() throws -> any Embedder {
        let name = variables["RAPPORT_EMBEDDER"] ?? "minilm"
        if name == "minilm" { return try MiniLMEmbedder(folder: ModelFolder(environment: variables)) }
        guard let provider = RemoteEmbedderSettings.Provider(rawValue: name) else {
            throw SettingsError.badValue(name: "RAPPORT_EMBEDDER", allowed: "minilm, voyage or openai")
        }
        let dimension = try variables["RAPPORT_EMBEDDING_DIMENSION"].map { text in
            guard let dimension = Int(text), dimension > 0 else {
                throw SettingsError.badValue(name: "RAPPORT_EMBEDDING_DIMENSION", allowed: "a positive number")
            }
            return dimension
        }
        var settings = try RemoteEmbedderSettings(
            provider, baseURL: variables["RAPPORT_EMBEDDING_BASE_URL"], model: variables["RAPPORT_EMBEDDING_MODEL"],
            dimension: dimension)
        settings.keyFile = variables["RAPPORT_EMBEDDING_API_KEY_FILE"]
        return try RemoteEmbedder(settings, environment: variables)
    }
}

/// Settings that cannot be used.
public enum SettingsError: RapportError, Equatable {
    case unreadable(path: String)
    case badLine(path: String, line: Int)
    case badValue(name: String, allowed: String)

    public var message: String {
        switch self {
        case .unreadable(let path): "the config file \(path) that RAPPORT_CONFIG names cannot be read"
        case .badLine(let path, let line):
            "\(path), line \(line): there is no '='; write NAME=value, or # for a comment"
        case .badValue(let name, let allowed): "\(name) must be \(allowed)"
        }
    }
}
