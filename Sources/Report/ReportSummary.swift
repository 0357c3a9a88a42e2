/// What a report wrote: specified in `schemas/report.schema.json`.
public struct ReportSummary: Sendable, Hashable, Codable {
    public struct File: Sendable, Hashable, Codable {
        /// Within the folder.
        public let file: String
        /// Sentences with figures and their queries; 0 for what is no document.
        public let findings: Int
    }

    public let folder: String
    /// The clustering that the documents speak of.
    public let clusterRunID: Int64
    public let structure: ClusterStructure
    public internal(set) var files: [File] = []
    /// What a language model did; nil where none was asked.
    public internal(set) var languageModel: LanguageModelUse?
    /// What the user should know, such as what could not be drawn.
    public internal(set) var remarks: [String] = []

    enum CodingKeys: String, CodingKey {
        case folder, clusterRunID = "cluster_run_id", structure, files, languageModel = "language_model", remarks
    }

    /// Takes in what was written beside the documents.
    public mutating func add(file: String) { files.append(File(file: file, findings: 0)) }

    public mutating func add(remark: String) { remarks.append(remark) }

    /// `README.md`, which says what each file is.
    func index() -> String {
        let lines = files.filter { $0.file != "README.md" }.map { file in
            "- [\(file.file)](\(file.file)): \(Self.purpose(file.file))"
        }
        let notes = remarks.map { "- \(MarkdownText.escaped($0))" }
        return """
            # What the chats show

            Begin with [the executive summary](executive_summary.md), or show [the slides](presentation.html). The \
            data names fans by their ids: keep this folder where the logs may lie.

            \((lines + notes).joined(separator: "\n"))

            """
    }

    private static func purpose(_ file: String) -> String {
        switch file {
        case "cluster_insights.md": "the clusters, what they are worth, and whether profiles help"
        case "chatter_playbook.md": "for chatters: each cluster's fans, hours, prices, triggers and red flags"
        case "business_recommendations.md": "whom to focus on, and what changes might bring"
        case "experiment_proposals.md": "tests to run, with sample size and duration"
        case "executive_summary.md": "all of it on a page"
        case "presentation.html": "slides; print them to PDF"
        case "conversation_features.csv": "one row a conversation with its metrics"
        case "embeddings_without_profile.pkl": "one vector a stage from its text, for pandas (Method A)"
        case "embeddings_with_profile.pkl": "one vector a stage from its text and the fan's profile (Method B)"
        case let file where file.hasSuffix(".html"): "an interactive picture that works offline"
        default: "a picture"
        }
    }
}
