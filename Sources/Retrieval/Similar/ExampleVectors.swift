import RapportCore
import Store

/// What `similar` asks with: the mean of the pairs that matches should be like, less a share of the mean of those that
/// they should not be like.
///
/// So a match's similarity is its mean similarity to the one kind less `unlikeWeight` times that to the other. With one
/// example that is the plain similarity. Of two matches, the one that is nearer to what is unlike is never raised over
/// the other by it.
///
/// Source: Rocchio, "Relevance feedback in information retrieval" (in Salton, The SMART Retrieval System, 1971), without
/// the query's own term, since examples are all there is.
struct ExampleVectors {
    /// Rocchio's γ. Below 1, for what a fan is unlike says less of whom he is than what he is like.
    static let unlikeWeight = 0.5

    /// Of the examples' latest stages.
    var text: [Float]
    /// Of the examples' profiles; nil for the method `text`.
    var profile: [Float]?

    /// - Parameters:
    ///   - like: not empty; vectors of one width.
    ///   - unlike: of the same width.
    static func combined(like: [[Float]], unlike: [[Float]]) -> [Float] {
        var sum = Array(repeating: 0.0, count: like.first?.count ?? 0)
        for (vectors, weight) in [(like, 1.0), (unlike, -unlikeWeight)] {
            for vector in vectors {
                for (index, component) in vector.enumerated() {
                    sum[index] += weight / Double(vectors.count) * Double(component)
                }
            }
        }
        return sum.map(Float.init)
    }

    /// The similarity of a stage, by its text and by its pair's profile.
    func similarities(text otherText: [Float], profile otherProfile: [Float]?) -> (text: Double, profile: Double?) {
        (Self.product(text, otherText), profile.flatMap { own in otherProfile.map { Self.product(own, $0) } })
    }

    private static func product(_ left: [Float], _ right: [Float]) -> Double {
        zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}
