import Foundation
import RapportCore

/// The shape that an answer must have: a JSON Schema, of the part of that language that providers understand.
///
/// The text is sent as it is written but for blanks, since a model fills properties in that order. Answers are checked here
/// too: a server that does not know schemas ignores them without a word.
public struct ReplySchema: Sendable, Equatable {
    /// Letters, digits, `_` and `-`, at most 64.
    public let name: String
    public let jsonText: String
    let root: SchemaNode

    /// - Throws: `LLMError.badSchema`: a bad name, no JSON, or a keyword that could not be checked here.
    public init(name: String, jsonText: String) throws(LLMError) {
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(ReplySchema.isNameByte) else {
            throw .badSchema(name: "?", problem: "its name must be 1 to 64 letters, digits, '_' or '-'")
        }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(jsonText.utf8)) else {
            throw .badSchema(name: name, problem: "it is not JSON")
        }
        do {
            self.root = try SchemaNode(value, path: "")
        } catch {
            throw .badSchema(name: name, problem: error.text)
        }
        self.name = name
        self.jsonText = ReplySchema.compact(jsonText)
    }

    /// `schemas/FILE.schema.json` of the repository, which the program carries.
    ///
    /// - Parameter name: what providers are told; by default the file's.
    /// - Throws: `LLMError.badSchema` where it does not, or cannot check it.
    package static func carried(_ file: String, named name: String? = nil) throws(LLMError) -> ReplySchema {
        let name = name ?? file
        let asset = "schemas/\(file).schema.json"
        guard let text = Asset.named(asset)?.text else {
            throw .badSchema(name: name, problem: "the program does not carry \(asset)")
        }
        return try ReplySchema(name: name, jsonText: text)
    }

    /// What is wrong with an answer, or nil where it fits. Quotes nothing from the answer.
    ///
    /// - Complexity: O(length of the answer).
    public func problem(in json: Data) -> String? {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: json) else { return "it is not JSON" }
        return root.problem(in: value, path: "")
    }

    /// JSON without the blanks between its parts, which every request would be billed for.
    private static func compact(_ json: String) -> String {
        var bytes: [UInt8] = []
        var isInString = false
        var isEscaped = false
        for byte in json.utf8 {
            if !isInString, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { continue }
            bytes.append(byte)
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            isEscaped = isInString && byte == UInt8(ascii: "\\") && !isEscaped
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
