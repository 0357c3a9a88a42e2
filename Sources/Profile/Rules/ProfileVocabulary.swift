import RapportCore

/// What the lexicons call a thing, whatever words were used for it.
package enum ProfileVocabulary {
    /// The names of what a short text mentions in some field, such as `weightlifting` for `lifting weights`; empty where
    /// the lexicons do not know it, or for fields that they do not name things in.
    package static func names(in text: String, of field: ProfileField) -> Set<String> {
        let lexicons: [Lexicon] =
            switch field {
            case .job: [.jobs]
            case .hobbies: [.hobbies]
            case .family: [.relative, .relatives]
            default: []
            }
        var names: Set<String> = []
        for tokens in ClauseReader.clauses(of: text).map(\.tokens) {
            var index = 0
            while index < tokens.count {
                let found = lexicons.compactMap { $0.longest(tokens, from: index) }.max { $0.length < $1.length }
                if let found { names.insert(found.canonical) }
                index += found?.length ?? 1
            }
        }
        return names
    }
}
