import RapportCore

/// Finds the words in ids and messages by which somebody goes.
package enum PersonName {
    /// The name words of a fan id, folded: `tom` of `Tom_88123`, none of `fan_204170`.
    package static func words(ofFanID fanID: String) -> [String] {
        words(of: fanID).filter { !generic.contains($0) }
    }

    /// Runs of at least two letters, folded, with `TomSmith` read as both `tomsmith` and its parts.
    package static func words(of name: String) -> [String] {
        var words: [String] = []
        for run in name.unicodeScalars.split(whereSeparator: { !$0.isLetter }).map(Substring.init) {
            let parts = camelParts(run)
            words.append(ReplyWords.fold(run))
            if parts.count > 1 { words += parts.map(ReplyWords.fold) }
        }
        return words.filter { $0.count >= 2 }
    }

    private static func camelParts(_ run: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = run.startIndex
        for index in run.indices.dropFirst() where run[index].isUppercase && run[run.index(before: index)].isLowercase {
            parts.append(run[start..<index])
            start = index
        }
        return parts + [run[start...]]
    }

    /// Names by which somebody introduces himself: `i'm tom`, `my name is tom`, `call me tom`, `tom here`.
    package static func introduced(in text: String) -> Set<String> {
        let words = ReplyWords.words(of: text)
        var names: Set<String> = []
        for (index, word) in words.enumerated() where !CommonWords.contains(word.folded) && word.folded.count >= 2 {
            let before = words[max(0, index - 3)..<index].map(\.folded).joined(separator: " ")
            if introductions.contains(where: { before == $0 || before.hasSuffix(" " + $0) }) {
                names.insert(word.folded)
            }
            if index + 1 < words.count, words[index + 1].folded == "here", word.startsSentence {
                names.insert(word.folded)
            }
        }
        return names
    }

    /// `i'm` introduces much besides names; words of everyday language are no names here, and what remains is kept.
    private static let introductions = [
        "name is", "name's", "names", "name s", "call me", "im", "i'm", "i am", "its", "it's", "this is", "known as",
        "called", "names is",
    ]

    /// Words that stand in ids of fans who gave no name.
    private static let generic: Set<String> = ["fan", "user", "guest", "anon", "anonymous", "unknown", "id", "member"]
}
