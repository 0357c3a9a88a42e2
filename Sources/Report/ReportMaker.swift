import Analysis
import Foundation
import RapportCore
import Store

/// Writes the documents of `rapport report`.
public struct ReportMaker: Sendable {
    private let store: RapportStore
    private let session: SQLSession
    private let environment: [String: String]

    /// - Parameter environment: names Plotly's library for interactive pictures, as `RAPPORT_PLOTLY`.
    public init(store: RapportStore, environment: [String: String] = [:]) {
        self.store = store
        self.environment = environment
        // Queries of a report are ours; the limit is for what nobody foresaw.
        session = SQLSession(store: store, limits: SQLLimits(seconds: 600))
    }

    /// Writes all documents into a folder, which is made where it is not there.
    ///
    /// Where the store holds no current clusters of stages, they are made and stored first.
    ///
    /// - Throws: `StoreError`, `AnalysisError`, `SQLError`, `ReportError`; `CancellationError`.
    public func make(
        in folder: String, now: Timestamp, progress: AnalysisProgress = { _, _, _ in }
    ) async throws -> ReportSummary {
        let clusters = try await ClusterSource(store: store, session: session).clusters(now: now, progress: progress)
        let inquiry = Inquiry(session: session, clusters: clusters)
        progress("drawing", 0, 0)
        let figures = try await figures(inquiry, now: now, progress: progress)
        progress("writing documents", 0, 0)
        let files = ReportFolder(path: folder)
        try files.create()
        var summary = ReportSummary(
            folder: folder, clusterRunID: clusters.runID, structure: clusters.structure)
        let documents = [
            try await InsightsDocument(inquiry: inquiry).document(figures: figures),
            try await PlaybookDocument(inquiry: inquiry).document(),
            try await RecommendationsDocument(inquiry: inquiry).document(),
            try await ExperimentsDocument(inquiry: inquiry).document(),
            try await SummaryDocument(inquiry: inquiry).document(),
        ]
        for document in documents {
            try files.write(document.markdown, to: document.file)
            summary.files.append(.init(file: document.file, findings: document.findings.count))
        }
        let presentation = Presentation(documents: documents, figures: figures, structure: clusters.structure)
        try files.write(presentation.html, to: Presentation.file)
        summary.files.append(.init(file: Presentation.file, findings: 0))
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
        return summary
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

/// Where a report goes.
struct ReportFolder {
    let path: String

    func create(_ part: String = "") throws(ReportError) {
        let folder = part.isEmpty ? path : "\(path)/\(part)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder, reason: (error as NSError).localizedDescription)
        }
    }

    /// Writes a file whole or not at all.
    func write(_ text: String, to file: String) throws(ReportError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: "\(path)/\(file)"), options: .atomic)
        } catch {
            throw .unwritable(path: "\(path)/\(file)", reason: (error as NSError).localizedDescription)
        }
    }
}
