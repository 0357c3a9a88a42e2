extension Presentation {
    /// Slides in the order in which an executive asks: what is it worth, whom is it about, what do we do.
    init(documents: [Document], figures: [ReportFigure], structure: ClusterStructure, note: Sentence? = nil) {
        func document(_ file: String) -> [Finding] { documents.first { $0.file == file }?.findings ?? [] }
        func figure(_ name: String) -> ReportFigure? { figures.first { $0.name == name } }
        let summary = document("executive_summary.md")
        var slides = [
            Slide(title: "What the chats show", findings: Array(summary.prefix(1)), figure: figure("stage_flow")),
            Slide(title: "Revenue opportunity: suppositions to test", findings: Array(summary.dropFirst().prefix(3))),
            Slide(title: "When the money comes", figure: figure("revenue_by_hour")),
            Slide(title: "On which days", figure: figure("revenue_by_weekday")),
            Slide(
                title: "The clusters", findings: Array(document("cluster_insights.md").prefix(1)),
                remarks: [structure.sentence], figure: figure("projection_2d")),
            Slide(title: "What sets the clusters apart", figure: figure("cluster_features")),
            Slide(title: "Which clusters are worth most", findings: Self.value(document("cluster_insights.md"))),
            Slide(title: "What to focus on", findings: Array(document("business_recommendations.md").prefix(3))),
            Slide(title: "What to test", findings: Array(document("experiment_proposals.md").prefix(4))),
        ]
        slides.append(
            Slide(
                title: "How to read this",
                remarks: [
                    "Each figure stands in the documents with the SQL that gives it.",
                    "What was not assigned by chance is an association, and no cause.",
                    "Where an interval holds zero, the data does not show a difference.",
                ] + [note].compactMap { $0 }))
        self.slides = slides.filter { !$0.findings.isEmpty || !$0.remarks.isEmpty || $0.figure != nil }
    }

    private static func value(_ findings: [Finding]) -> [Finding] {
        findings.filter { $0.sentence.text.contains("valuable by stage-adjusted revenue") }
    }
}
