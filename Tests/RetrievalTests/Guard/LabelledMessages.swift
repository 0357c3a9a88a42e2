import Foundation
import RapportCore
import Retrieval
import TestSupport

/// A set of marked messages: JSON lines of `text` and `class`, where `none` marks an ordinary one.
enum LabelledMessages {
    private struct Line: Decodable {
        var text: String
        var guardClass: String

        enum CodingKeys: String, CodingKey {
            case text
            case guardClass = "class"
        }
    }

    enum Fault: Error {
        case unknownClass(String, line: Int)
    }

    static func read(_ name: String) throws -> [GuardEvaluation.Labelled] {
        let file = RepositoryRoot.file("Tests/RetrievalTests/Guard/Sets/\(name)")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.enumerated().map { index, text in
            let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
            guard line.guardClass == "none" || GuardClass(rawValue: line.guardClass) != nil else {
                throw Fault.unknownClass(line.guardClass, line: index + 1)
            }
            return GuardEvaluation.Labelled(text: line.text, expected: GuardClass(rawValue: line.guardClass))
        }
    }
}
