/// What an expression of Milvus can say, and the two things that it has no words for.
enum MilvusCondition: Equatable {
    case always
    case never
    case expression(String)

    /// True where all of `conditions` are.
    static func all(_ conditions: [MilvusCondition]) -> MilvusCondition {
        join(conditions, with: " and ", neutral: .always, absorbing: .never)
    }

    /// True where one of `conditions` is.
    static func any(_ conditions: [MilvusCondition]) -> MilvusCondition {
        join(conditions, with: " or ", neutral: .never, absorbing: .always)
    }

    private static func join(
        _ conditions: [MilvusCondition], with word: String, neutral: MilvusCondition, absorbing: MilvusCondition
    ) -> MilvusCondition {
        if conditions.contains(absorbing) { return absorbing }
        let texts = conditions.compactMap { condition in
            if case .expression(let text) = condition { text } else { nil }
        }
        return texts.isEmpty ? neutral : .expression(balanced(texts[...], word))
    }

    /// In halves: a chain of a thousand would nest a thousand deep, and Milvus reads no more than some dozens.
    private static func balanced(_ texts: ArraySlice<String>, _ word: String) -> String {
        guard texts.count > 1 else { return texts.first ?? "" }
        let middle = texts.startIndex + texts.count / 2
        return "(" + balanced(texts[..<middle], word) + word + balanced(texts[middle...], word) + ")"
    }
}
