import Foundation
import RapportCore

/// Where the next page of a list begins, in a form that means nothing to those who pass it on.
///
/// Base64 for URLs of a JSON list: which list, the key of the last entry, and the beginning of a hash of both, so that
/// what we did not make is known as such.
public struct PageCursor: Sendable, Equatable {
    /// The key of the last entry that was shown.
    public var key: [String]

    public init(key: [String]) { self.key = key }

    /// - Parameter list: which list; a cursor of one is none of another.
    public func text(of list: String) -> String {
        let words = [list] + key
        let data = (try? JSONEncoder().encode(words + [Self.seal(words)])) ?? Data()
        return data.base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    /// - Throws: `PageError.foreignCursor`.
    public init(_ text: String, of list: String) throws(PageError) {
        var base64 = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64),
            let words = try? JSONDecoder().decode([String].self, from: data),
            words.count >= 2, words[0] == list, words.last == Self.seal(words.dropLast())
        else { throw .foreignCursor }
        self.init(key: Array(words[1..<(words.count - 1)]))
    }

    private static func seal(_ words: [String]) -> String {
        ContentHash(of: words.map { "\($0.utf8.count):\($0)" }.joined()).shortHex
    }
}

/// Which part of a list.
public struct Page: Sendable {
    public static let limits = 1...1_000
    public static let usual = 50
    /// Entries at most.
    public var limit: Int
    /// As the page before gave it; nil for the first.
    public var cursor: String?

    /// - Throws: `PageError.limit`.
    public init(limit: Int? = nil, cursor: String? = nil) throws(PageError) {
        self.limit = limit ?? Self.usual
        self.cursor = cursor
        guard Self.limits.contains(self.limit) else { throw .limit }
    }

    /// The key after which this page of a list begins.
    ///
    /// - Throws: `PageError.foreignCursor`, also where the key has another number of parts.
    func key(of list: String, parts: Int) throws(PageError) -> [String]? {
        guard let cursor else { return nil }
        let key = try PageCursor(cursor, of: list).key
        guard key.count == parts else { throw .foreignCursor }
        return key
    }

    /// Cuts off the entry that tells whether there is another page.
    ///
    /// - Parameter found: one more than the limit, where there are so many.
    func cut<Entry>(_ found: [Entry], list: String, key: (Entry) -> [String]) -> (entries: [Entry], next: String?) {
        let entries = Array(found.prefix(limit))
        let next = found.count > limit ? entries.last.map { PageCursor(key: key($0)).text(of: list) } : nil
        return (entries, next)
    }
}

/// Why there is no such page.
public enum PageError: RapportError, Equatable {
    case foreignCursor
    case limit

    public var message: String {
        switch self {
        case .foreignCursor: "the cursor is none of this list; send next_cursor of the page before as it is, or none"
        case .limit: "the limit must lie in \(Page.limits.lowerBound)...\(Page.limits.upperBound)"
        }
    }
}
