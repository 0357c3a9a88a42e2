/// Tells which guardrails a message touches.
///
/// Rules of words alone: the same message gives the same classes everywhere, at any time and without a model.
package struct MessageGuard: Sendable {
    private static let lexicons: [(guardClass: GuardClass, lexicon: Lexicon)] = [
        (.minor, .minor), (.selfHarm, .selfHarm), (.threat, .threat), (.healthDistress, .healthDistress),
        (.moneyDistress, .moneyDistress), (.meetUp, .meetUp), (.offPlatform, .offPlatform),
        (.thirdPartyData, .thirdPartyData), (.injection, .injection),
    ]

    /// The rules of `Lexicons/`; compiled once, which takes some ten milliseconds.
    package static let standard = MessageGuard()

    private let matcher = LexiconMatcher(lexicons.map(\.lexicon))
    private let steering = LexiconMatcher([.injection])

    private init() {}

    /// The classes that a message touches, in the order of `GuardClass`.
    ///
    /// - Complexity: O(length).
    package func classes(in text: String) -> [GuardClass] {
        zip(Self.lexicons, matcher.touched(by: text)).filter(\.1).map(\.0.guardClass)
    }

    /// Whether a text tries to steer the language model.
    ///
    /// - Complexity: O(length).
    package func steers(_ text: String) -> Bool { steering.touched(by: text) == [true] }

    /// Patterns that could not be read, and words of patterns that no message can hold as they are written; a test
    /// holds that there are none.
    package var faults: [String] {
        matcher.malformed
            + matcher.reader.vocabulary.keys.sorted().filter { word in
                !word.hasPrefix("<") && !matcher.reader.canRead(word)
            }
    }
}
