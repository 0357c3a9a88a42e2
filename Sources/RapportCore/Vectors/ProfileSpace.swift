/// How Method B puts a stage's text and its pair's profile into one vector; fixed for a generation and stored with it.
///
/// A profile has two unit parts: `u`, its statements embedded, and `s`, what can be counted or named, hashed. Together
/// they are the unit vector p = [√a·u ‖ √(1−a)·s]. A stage with the unit text vector t is stored as
/// [√(1−w)·t ‖ √w·p], so that the inner product of two stored vectors is (1−w)·cos(t, t′) + w·cos(p, p′).
///
/// - Important: The parts are kept apart in the store and joined on reading: other weights need no new embedding.
public struct ProfileSpace: Sendable, Hashable {
    /// Names the version of all rules by which a profile becomes numbers; another one means other vectors.
    public var scheme: String
    /// Components of t and of u: those of the generation's embedder.
    public var textDimension: Int
    /// Components of s.
    public var structuredDimension: Int
    /// a, 0 to 1: the statements' share of the similarity of two profiles.
    public var statementShare: Double
    /// w, above 0 and below 1: the profile's share of the similarity of two stored vectors.
    public var weight: Double

    public init(
        scheme: String, textDimension: Int, structuredDimension: Int, statementShare: Double, weight: Double
    ) {
        self.scheme = scheme
        self.textDimension = textDimension
        self.structuredDimension = structuredDimension
        self.statementShare = statementShare
        self.weight = weight
    }

    /// Components of p.
    public var profileDimension: Int { textDimension + structuredDimension }

    /// Components of a stored vector.
    public var dimension: Int { textDimension + profileDimension }

    /// p: the unit vector of a profile.
    ///
    /// - Parameters:
    ///   - statements: u; nil where the profile states nothing, and then s alone is the profile.
    ///   - structured: s.
    /// - Complexity: O(components).
    public func profile(statements: [Float]?, structured: [Float]) -> [Float] {
        guard let statements else { return Array(repeating: 0, count: textDimension) + structured }
        let (left, right) = (Float(statementShare.squareRoot()), Float((1 - statementShare).squareRoot()))
        return statements.map { left * $0 } + structured.map { right * $0 }
    }

    /// What the index holds of a stage: [√(1−w)·t ‖ √w·p].
    ///
    /// - Complexity: O(components).
    public func stored(text: [Float], profile: [Float]) -> [Float] {
        let (left, right) = (Float((1 - weight).squareRoot()), Float(weight.squareRoot()))
        return text.map { left * $0 } + profile.map { right * $0 }
    }

    /// What asks with the profile's share v in the place of w: [(1−v)/√(1−w)·t ‖ v/√w·p].
    ///
    /// Its inner product with a stored vector is (1−v)·cos(t, t′) + v·cos(p, p′), whatever w is; v = 0 is Method A. It
    /// does not have length 1, which changes no rank.
    ///
    /// - Parameter share: v, 0 to 1.
    /// - Complexity: O(components).
    public func query(text: [Float], profile: [Float], share: Double) -> [Float] {
        let left = Float((1 - share) / (1 - weight).squareRoot())
        let right = Float(share / weight.squareRoot())
        return text.map { left * $0 } + profile.map { right * $0 }
    }

    /// As `query`, of a vector that is stored.
    ///
    /// - Complexity: O(components).
    public func query(stored: [Float], share: Double) -> [Float] {
        let left = Float((1 - share) / (1 - weight))
        let right = Float(share / weight)
        return stored.prefix(textDimension).map { left * $0 } + stored.dropFirst(textDimension).map { right * $0 }
    }
}
