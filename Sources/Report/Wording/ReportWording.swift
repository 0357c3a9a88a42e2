import LanguageModel

/// Who words a report.
public enum ReportWording: Sendable {
    /// Nobody: documents say what was computed in the words that the program has for it. They are complete.
    case rules
    /// A language model is set that cannot be asked, for this reason; else as `rules`.
    case unavailable(reason: String)
    /// A language model names the clusters and words the sentences, as far as it keeps to the rules.
    ///
    /// - Parameter contextTokens: that the model can read and write in one call.
    case model(any ChatModel, contextTokens: Int = 32_768)
}

/// What a language model did for a report: part of `schemas/report.schema.json`.
public struct LanguageModelUse: Sendable, Hashable, Codable {
    /// Provider and model, such as `openai:api.openai.com:gpt-4o-mini`.
    public let model: String
    public internal(set) var clusters = 0
    /// Clusters that bear the model's name; the others bear that by rule.
    public internal(set) var namedClusters = 0
    /// Different sentences with figures, whatever the figures.
    public internal(set) var sentences = 0
    public internal(set) var reworded = 0
    /// Sentences that the model gave back as they were.
    public internal(set) var unchanged = 0
    /// By reason, see `WordingRefusal`.
    public internal(set) var refused: [String: Int] = [:]
    /// Sentences that the model was not asked about, since it could not be.
    public internal(set) var notAsked = 0

    enum CodingKeys: String, CodingKey {
        case model, clusters, namedClusters = "named_clusters", sentences, reworded, unchanged, refused,
            notAsked = "not_asked"
    }

    init(model: String) { self.model = model }

    /// What every document says of it; nil where nothing of the model's stands in them.
    var note: Sentence? {
        guard reworded + namedClusters > 0 else { return nil }
        return """
            Worded with the help of a language model, \(data: model), which named clusters and put sentences in other \
            words; it was shown marks in the place of figures. Each sentence as it was computed stands with its SQL.
            """
    }

    /// What the user should know of it.
    var remarks: [String] {
        var remarks: [String] = []
        let refusals = refused.values.reduce(0, +)
        if refusals > 0 {
            let reasons = refused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
            remarks.append(
                "\(refusals) of \(sentences) sentences stay as computed, since the wording of \(model) might claim "
                    + "something else: \(reasons.joined(separator: ", "))")
        }
        return remarks
    }
}
