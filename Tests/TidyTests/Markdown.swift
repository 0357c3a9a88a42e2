import Foundation

/// What the link test needs to know of a Markdown file.
struct Markdown {
    /// The targets of `[text](target)`, outside of code.
    let links: [String]
    /// What `#anchor` can point to: the headings as the forge makes anchors of them.
    let anchors: Set<String>

    init(_ text: String) {
        var prose: [String] = []
        var isCode = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                isCode.toggle()
            } else if !isCode {
                prose.append(String(line))
            }
        }
        anchors = Set(prose.filter { $0.hasPrefix("#") }.map(Self.anchor))
        links = prose.flatMap { line in
            line.replacing(/`[^`]*`/, with: "code").matches(of: /\]\(([^()\s]+)(?:\s+"[^"]*")?\)/).map {
                String($0.1)
            }
        }
    }

    /// Lower case, blanks to hyphens, punctuation dropped.
    private static func anchor(_ heading: String) -> String {
        let title = heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
        return String(
            title.compactMap { character in
                character == " "
                    ? "-"
                    : character.isLetter || character.isNumber || "-_".contains(character)
                        ? character : nil
            })
    }
}
