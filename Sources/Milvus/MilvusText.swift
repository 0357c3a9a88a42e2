import RapportCore

/// Texts as Milvus holds them, and as its expressions write them.
///
/// Fields of Milvus 2.3 know no null. So null is the text U+0001, and a text that begins with U+0001 is stored with a
/// second one before it: no two values look alike, and they sort as before.
enum MilvusText {
    static let null = "\u{1}"
    /// Bytes that a field can hold.
    static let longest = 65_535

    static func stored(_ text: String) -> String {
        // Bytes, not characters: a combining mark would make one character of itself and the mark of null.
        text.utf8.first == 1 ? null + text : text
    }

    static func value(ofStored text: String) -> AttributeValue {
        guard text.utf8.first == 1 else { return .text(text) }
        let rest = String(text.unicodeScalars.dropFirst())
        return rest.isEmpty ? .null : .text(rest)
    }

    /// A stored text as an expression has it. Of what an escape could stand for only these need one.
    static func literal(_ stored: String) -> String {
        var literal = String.UnicodeScalarView()
        literal.append("\"")
        for scalar in stored.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal.append(contentsOf: ["\\", scalar])
            case "\n": literal.append(contentsOf: ["\\", "n"])
            case "\r": literal.append(contentsOf: ["\\", "r"])
            default: literal.append(scalar)
            }
        }
        literal.append("\"")
        return String(literal)
    }
}

extension MilvusText {
    /// What the texts of an expression are made of: what a message must not repeat. Cut at what is escaped, so that it
    /// is found in either form.
    static func parts(ofLiteralsIn expression: String) -> [String] {
        var parts: [String] = []
        var part: [UInt8] = []
        var (isInside, isEscaped) = (false, false)
        for byte in expression.utf8 {
            let ends = byte == UInt8(ascii: "\"") && !isEscaped
            if ends || isEscaped || byte == UInt8(ascii: "\\") {
                parts.append(String(decoding: part, as: UTF8.self))
                part = []
                isEscaped = !ends && !isEscaped
                if ends { isInside.toggle() }
            } else if isInside {
                part.append(byte)
            }
        }
        // What stands for null is nobody's.
        return parts.filter { !$0.isEmpty && $0 != null }
    }
}
