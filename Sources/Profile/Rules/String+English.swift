extension String {
    /// `denver` as `Denver`.
    var capitalisedWord: String { prefix(1).uppercased() + dropFirst() }

    /// English plural of a noun.
    var plural: String {
        if hasSuffix("y"), !hasSuffix("ey") { return dropLast() + "ies" }
        if hasSuffix("s") || hasSuffix("x") || hasSuffix("ch") { return self + "es" }
        return self == "fish" ? self : self + "s"
    }

    /// `a nurse`, `an electrician`.
    var withArticle: String {
        let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
        return (first.map { vowels.contains(Character($0.lowercased())) } == true ? "an " : "a ") + self
    }

    /// `daughter` of `a daughter`.
    var withoutArticle: String {
        for article in ["a ", "an "] where hasPrefix(article) { return String(dropFirst(article.count)) }
        return self
    }
}
