import RapportCore

/// What a profile may say where one of some patterns matches.
struct Rule: Sendable {
    let field: ProfileField
    let patterns: [Pattern]
    /// The match takes the thing for granted, as `my dog` does: a question says it just as well.
    let presupposes: Bool
    /// How plainly he says it. Of statements that exclude each other the plainer counts, see `RuleStatements`.
    let plainness: Plainness
    /// The texts of the statements; none where the match means nothing after all.
    let statements: @Sendable (PatternMatch, [Token]) -> [String]

    enum Plainness: Int, Sendable, Comparable {
        /// `my wife`.
        case implied
        /// `I'm married`.
        case said

        static func < (left: Plainness, right: Plainness) -> Bool { left.rawValue < right.rawValue }
    }

    init(
        _ field: ProfileField, _ patterns: [String], presupposes: Bool = false, plainness: Plainness = .said,
        statements: @escaping @Sendable (PatternMatch, [Token]) -> [String]
    ) {
        self.field = field
        self.patterns = patterns.map { Pattern($0) }
        self.presupposes = presupposes
        self.plainness = plainness
        self.statements = statements
    }

    /// What a slot read is the statement.
    init(
        _ field: ProfileField, _ patterns: [String], slot: Slot, presupposes: Bool = false,
        plainness: Plainness = .said
    ) {
        self.init(field, patterns, presupposes: presupposes, plainness: plainness) { match, _ in match.texts(slot) }
    }
}
