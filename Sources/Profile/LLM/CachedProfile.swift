import Foundation
import RapportCore

/// What stands of a model's answer about one pair, as the cache keeps it.
struct CachedProfile: Codable, Sendable, Equatable {
    var statements: [ProfileField: [ProfileStatement]]

    private struct Entry: Codable {
        var field: ProfileField
        var text: String
        var evidence: [Int64]
    }

    init(statements: [ProfileField: [ProfileStatement]]) {
        self.statements = statements
    }

    /// nil where the text is none of ours; then the pair is asked about anew.
    init?(parsing text: String) {
        guard let value = try? JSONDecoder().decode(CachedProfile.self, from: Data(text.utf8)) else { return nil }
        self = value
    }

    init(from decoder: any Decoder) throws {
        statements = [:]
        for entry in try decoder.singleValueContainer().decode([Entry].self) {
            statements[entry.field, default: []].append(ProfileStatement(text: entry.text, evidence: entry.evidence))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            ProfileField.allCases.flatMap { field in
                (statements[field] ?? []).map { Entry(field: field, text: $0.text, evidence: $0.evidence) }
            })
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
