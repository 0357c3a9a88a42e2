import Foundation
import RapportCore

extension GuardEvaluation.Labelled: Decodable {
    private enum CodingKeys: String, CodingKey {
        case text
        case oneClass = "class"
        case classes
    }

    /// What marks an ordinary message where one class is named.
    private static let ordinary = "none"

    /// Reads `text` with `class` (one, or `none`) or `classes` (a list, empty for an ordinary message).
    ///
    /// - Throws: `DecodingError` where a class is unknown: a misspelt one would pass for an ordinary message.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .text)
        if container.contains(.classes) {
            self.init(text: text, expected: Set(try container.decode([GuardClass].self, forKey: .classes)))
        } else if try container.decode(String.self, forKey: .oneClass) == Self.ordinary {
            self.init(text: text, expected: [])
        } else {
            self.init(text: text, expected: [try container.decode(GuardClass.self, forKey: .oneClass)])
        }
    }

    /// The marked messages of a file of JSON lines.
    ///
    /// - Throws: what reading the file throws, and `DecodingError`.
    package static func read(_ file: URL) throws -> [Self] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            try JSONDecoder().decode(Self.self, from: Data(line.utf8))
        }
    }
}
