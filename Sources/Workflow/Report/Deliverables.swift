import RapportCore
import Report
import Store

/// The documents of a report, and beside them the data that an analyst hands over, under the names that are asked for.
public struct Deliverables: Sendable {
    private let store: RapportStore
    private let settings: Settings
    private let wording: ReportWording

    /// - Parameter wording: who words the documents.
    public init(store: RapportStore, settings: Settings, wording: ReportWording = .rules) {
        self.store = store
        self.settings = settings
        self.wording = wording
    }

    /// Writes the report, then `conversation_features.csv`, the vectors of the stages by both methods as pickles, and
    /// `README.md` as an index of all.
    ///
    /// Where no pair has a profile, there are no vectors with profiles; the index and a remark say so.
    ///
    /// - Throws: what `ReportMaker` and `Export` throw.
    public func make(
        in folder: String, now: Timestamp, progress: @escaping ProgressReporter = { _ in }
    ) async throws -> ReportSummary {
        try await ReportMaker(store: store, environment: settings.variables, wording: wording).make(
            in: folder, now: now, progress: { progress(Progress(stage: $0, done: $1, total: $2)) }, adding: addData)
    }

    private func addData(in folder: String, to summary: inout ReportSummary) throws {
        // Whoever makes a report notes all of the store beforehand.
        let export = Export(store: store) { _ in }
        _ = try export.features(to: "\(folder)/conversation_features.csv")
        summary.add(file: "conversation_features.csv")
        for (method, file) in [
            (VectorName.text, "embeddings_without_profile.pkl"), (.profiled, "embeddings_with_profile.pkl"),
        ] {
            do {
                _ = try export.embeddings(method: method, to: "\(folder)/\(file)")
                summary.add(file: file)
            } catch StoreError.noVectors {
                summary.add(
                    remark: "no \(file): there are no such vectors; make them with: rapport profile, then rapport embed"
                )
            }
        }
    }
}
