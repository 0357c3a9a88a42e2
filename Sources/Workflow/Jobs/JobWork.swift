import Analysis
import RapportCore
import Store

/// The work of one job: what the command of that name does.
struct JobWork: Sendable {
    let workspace: Workspace
    let now: @Sendable () -> Timestamp
    let progress: ProgressReporter

    /// What a job came to, as the command prints it with `--json`.
    struct Outcome: Sendable {
        var result: String
        /// Why it stopped before its end.
        var stop: JobStop?
    }

    /// - Throws: what the libraries throw; `CancellationError` at the next batch after the task was cancelled.
    func run(_ request: JobRequest) async throws -> Outcome {
        let store = workspace.store
        switch request {
        case .ingest(let parameters):
            let (upload, path) = try Uploads(of: store).file(parameters.upload)
            let report = try JobRefusal.wrapping {
                try Ingest(store: store).run(files: [path], called: [upload.name], now: now(), progress: progress)
            }
            return Outcome(result: try JSONOutput.text(report))
        case .embed:
            let report = try await Embed(store: store, embedder: workspace.embedder, indexes: workspace.indexes)
                .run(progress: progress)
            return Outcome(result: try JSONOutput.text(report))
        case .profile(let parameters):
            let profiler = try workspace.settings.profiler(parameters.options, records: store)
            let report = try await ProfileRun(store: store, profiler: profiler, policy: parameters.policy)
                .run(now: now, progress: progress)
            return Outcome(result: try JSONOutput.text(report), stop: report.stopped.map { JobStop(message: $0) })
        case .cluster(let parameters):
            let request = try parameters.request()
            let report = try JobRefusal.wrapping {
                try ClusterAnalysis(store: store).run(request, now: now()) { stage, done, total in
                    progress(Progress(stage: stage, done: done, total: total))
                }
            }
            return Outcome(result: try JSONOutput.text(report))
        }
    }
}
