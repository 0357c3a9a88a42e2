import Foundation
import HTTPTypes
import Hummingbird
import RapportCore
import ServiceLifecycle
import Store
import Workflow

/// The routes under `/v1/jobs`: long work that is started, watched and cancelled.
struct JobRoutes {
    /// Between two looks at a job that is watched.
    private static let watchPause = Duration.milliseconds(200)
    /// Without news this goes by between two signs of life.
    private static let longestSilence = Duration.seconds(15)
    let jobs: JobQueue
    let gate: AccessGate
    let workspace: Workspace
    let uploadLimitBytes: Int

    func add(to routes: RouteTable) {
        routes.post("/v1/jobs") { request, _ in try await start(request) }
        routes.get("/v1/jobs") { request, _ in
            try APIRoutes.response(jobs.page(Page(QueryParameters(request.uri))))
        }
        routes.get("/v1/settings") { _, _ in
            try APIRoutes.response(JobTerms(of: workspace, uploadLimitBytes: uploadLimitBytes))
        }
        routes.get("/v1/jobs/{id}") { _, context in try APIRoutes.response(jobs.card(Self.id(context.parameters))) }
        routes.post("/v1/jobs/{id}/cancel") { _, context in
            let id = try Self.id(context.parameters)
            return try await withTaskExecutorPreference(BackgroundExecutor.shared) {
                try APIRoutes.response(jobs.cancel(id))
            }
        }
        routes.get("/v1/jobs/{id}/events") { _, context in
            let id = try Self.id(context.parameters)
            _ = try jobs.card(id)
            return ServerSentEvents.response(context, gate) { try await watch(id, $0) }
        }
    }

    private func start(_ request: Request) async throws -> Response {
        let key = try IdempotencyKey.checked(request.headers[named: IdempotencyKey.field])
        let body = try await APIRoutes.body(JobRequest.self, of: request)
        // Whoever waits for the store's writer waits beside those who answer.
        let job = try await withTaskExecutorPreference(BackgroundExecutor.shared) {
            try jobs.add(body, idempotencyKey: key)
        }
        var response = try APIRoutes.response(job)
        response.status = .accepted
        response.headers[.location] = "/v1/jobs/\(job.id)"
        return response
    }

    /// The job as it is now, then each time that it is another, until it has ended: `progress`, and at last `done`.
    ///
    /// A reader that comes again needs no memory: what it gets first is the whole job.
    private func watch(_ id: Int64, _ events: EventSender) async throws {
        var sent: JobCard?
        var sentAt = ContinuousClock.now
        while true {
            let job = try jobs.card(id)
            if job.state.hasEnded { return try events.send("done", job) }
            if job != sent {
                try events.send("progress", job)
                (sent, sentAt) = (job, .now)
            } else if ContinuousClock.now - sentAt > Self.longestSilence {
                events.sendNothing()
                sentAt = .now
            }
            // The job goes on after the server's next start, and so does a reader that comes again.
            if Task.isShuttingDownGracefully { return }
            try await Task.sleep(for: Self.watchPause)
        }
    }

    private static func id(_ parameters: Parameters) throws -> Int64 {
        let text = parameters.get("id") ?? ""
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let id = Int64(text) else {
            throw Problem(.notFound, "there is no such job; list them with: GET /v1/jobs")
        }
        return id
    }
}
