import Analysis
import Foundation
import RapportCore
import Store

/// Writes the documents of `rapport report`.
public struct ReportMaker: Sendable {
    private let store: RapportStore
    private let session: SQLSession
    private let environment: [String: String]
    private let wording: ReportWording

    /// Puts files beside the documents before any of them is shown, into the folder that is given, and adds them to the
    /// summary.
    public typealias Adding = (_ folder: String, inout ReportSummary) throws -> Void

    /// - Parameters:
    ///   - environment: names Plotly's library for interactive pictures, as `RAPPORT_PLOTLY`.
    ///   - wording: who words the documents.
    public init(store: RapportStore, environment: [String: String] = [:], wording: ReportWording = .rules) {
        self.store = store
        self.environment = environment
        self.wording = wording
        // Queries of a report are ours; the limit is for what nobody foresaw.
        session = SQLSession(store: store, limits: SQLLimits(seconds: 600))
    }

    /// Writes all documents into a folder, which is made where it is not there. The files are moved in when all of them
    /// are written: a report that fails, or is killed before that, changes none that lay there.
    ///
    /// Where the store holds no current clusters of stages, they are made and stored first.
    ///
    /// - Parameter more: what lies in the folder beside the documents; then `README.md` says what each file is.
    /// - Throws: `StoreError`, `AnalysisError`, `SQLError`, `ReportError`; `CancellationError`; what `more` throws. A
    ///   language model that fails is a remark.
    public func make(
        in folder: String, now: Timestamp, progress: AnalysisProgress = { _, _, _ in }, adding more: Adding? = nil
    ) async throws -> ReportSummary {
        // First of all: whoever cannot write there should not wait for the figures.
        let files = try ReportFolder(opening: folder)
        defer { files.close() }
        // Before any word is read: an answer about a pair that is forgotten from now on is not kept.
        var editor = try editor(now: now)
        let source = ClusterSource(store: store, session: session)
        var clusters = try await source.clusters(now: now, progress: progress)
        if editor != nil { progress("asking the language model", 0, 0) }
        if let renamed = try await editor?.named(clusters) { clusters = renamed }
        let inquiry = Inquiry(session: session, clusters: clusters)
        progress("drawing", 0, 0)
        let figures = try await figures(inquiry, now: now, progress: progress)
        progress("writing documents", 0, 0)
        var documents = try await documents(inquiry, figures: figures)
        try await editor?.reword(&documents)
        let note = editor?.use.note
        for index in documents.indices { documents[index].note = note }

        var summary = ReportSummary(folder: folder, clusterRunID: clusters.runID, structure: clusters.structure)
        for document in documents {
            try files.write(document.markdown, to: document.file)
            summary.files.append(.init(file: document.file, findings: document.findings.count))
        }
        let presentation = Presentation(
            documents: documents, figures: figures, structure: clusters.structure, note: note)
        try files.write(presentation.html, to: Presentation.file)
        summary.files.append(.init(file: Presentation.file, findings: 0))
        try write(figures, to: files, &summary)
        summary.languageModel = editor?.use
        summary.remarks += editor?.remarks ?? []
        if case .unavailable(let reason) = wording { summary.remarks.append("no language model was asked: \(reason)") }
        if let more {
            progress("writing data", 0, 0)
            try more(files.aside, &summary)
            summary.add(file: "README.md")
            try files.write(summary.index(), to: "README.md")
        }
        try files.publish(summary.files.map(\.file))
        return summary
    }

    private func editor(now: Timestamp) throws -> ReportEditor? {
        guard case .model(let model, let contextTokens) = wording else { return nil }
        return try ReportEditor(model: model, contextTokens: contextTokens, store: store, now: now)
    }

    private func documents(_ inquiry: Inquiry, figures: [ReportFigure]) async throws -> [Document] {
        [
            try await InsightsDocument(inquiry: inquiry).document(figures: figures),
            try await PlaybookDocument(inquiry: inquiry).document(),
            try await RecommendationsDocument(inquiry: inquiry).document(),
            try await ExperimentsDocument(inquiry: inquiry).document(),
            try await SummaryDocument(inquiry: inquiry).document(),
        ]
    }

    private func write(_ figures: [ReportFigure], to files: ReportFolder, _ summary: inout ReportSummary) throws {
        let plotly: PlotlyScript?
        do {
            plotly = try PlotlyScript(environment: environment)
        } catch {
            plotly = nil
            summary.remarks.append("no interactive pictures: \(error)")
        }
        summary.files += try FigureFiles(folder: files).write(figures, plotly: plotly).map {
            ReportSummary.File(file: $0, findings: 0)
        }
    }

    private func figures(
        _ inquiry: Inquiry, now: Timestamp, progress: AnalysisProgress
    ) async throws -> [ReportFigure] {
        let figures = try await ReportFigures(inquiry: inquiry).all()
        guard let run = try store.runs().first(where: { $0.id == inquiry.clusters.runID }) else { return figures }
        let curves = try ClusterCurves(store: store, run: run).figures(chosen: inquiry.clusters.clusters.count)
        let projections = try await ProjectionFigures(store: store, inquiry: inquiry, run: run)
            .figures(now: now, progress: progress)
        return figures + curves + projections
    }
}

extension Document {
    var findings: [Finding] {
        blocks.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
    }
}
