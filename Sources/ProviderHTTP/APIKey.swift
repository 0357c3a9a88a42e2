import Foundation

/// A provider's key. It shows itself to the request and to nothing else.
public struct APIKey: Sendable, Equatable {
    package let secret: String

    /// - Parameter source: where the key came from, for the error: a variable or a file.
    /// - Throws: `ProviderError.badKey` where the key is blank or could not stand in a header.
    package init(_ text: String, source: String) throws(ProviderError) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else { throw .badKey(source: source, problem: "it is blank") }
        guard trimmed.utf8.count <= APIKey.longestBytes, trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .badKey(
                source: source,
                problem: "it must be one word of at most \(APIKey.longestBytes) visible ASCII characters")
        }
        self.secret = trimmed
    }

    private static let longestBytes = 4_096
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "APIKey(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// Where a key may come from.
///
/// A variable of the provider's own, such as `OPENAI_API_KEY`, is read for the provider's own host and for local
/// servers only: no other host should see that key unless the user names it for Rapport.
public struct KeySource: Sendable, Equatable {
    /// Read first, for any host; the first is named when nothing is found.
    public var variables: [String]
    /// Read next, for `ownHosts` and for local servers.
    public var ownVariables: [String]
    public var ownHosts: [String]
    /// A file that holds the key and nothing else; read where no variable is set.
    public var file: String?

    public init(variables: [String], ownVariables: [String] = [], ownHosts: [String] = [], file: String? = nil) {
        self.variables = variables
        self.ownVariables = ownVariables
        self.ownHosts = ownHosts
        self.file = file
    }

    /// The key for a host; nil where there is none and the host is local.
    ///
    /// - Throws: `ProviderError.noKey` or `.badKey`.
    public func key(for baseURL: BaseURL, environment: [String: String]) throws(ProviderError) -> APIKey? {
        let isOwn = baseURL.isLocal || ownHosts.contains(baseURL.host)
        let candidates = variables + (isOwn ? ownVariables : [])
        for variable in candidates {
            if let text = environment[variable], !text.isEmpty { return try APIKey(text, source: variable) }
        }
        if let file { return try KeySource.read(file) }
        if baseURL.isLocal { return nil }
        // The provider's own variable is the one that its users know.
        throw .noKey(host: baseURL.host, variables: (isOwn ? ownVariables : []) + variables)
    }

    private static func read(_ path: String) throws(ProviderError) -> APIKey {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .badKey(source: "the key file \(path)", problem: "the file cannot be opened")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: 8_192), let text = String(data: data, encoding: .utf8) else {
            throw .badKey(source: "the key file \(path)", problem: "the file is empty or not text")
        }
        return try APIKey(text, source: "the key file \(path)")
    }
}
