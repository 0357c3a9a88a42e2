import Foundation
import Hummingbird
import RapportCore
import Store
import Workflow

/// What the page shows beside the answers to questions: runs, indexes, the last ingest, notebooks.
struct ViewRoutes {
    let workspace: Workspace
    let preparation: Preparation
    let recall: RecallMeter
    let gate: AccessGate

    func add(to routes: RouteTable) {
        let (store, notebooks) = (workspace.store, workspace.notebooks)
        routes.get("/v1/runs/{run}/clusters") { _, context in
            try APIRoutes.response(RunClusters(ofRun: Self.run(context.parameters), in: store))
        }
        routes.get("/v1/runs/{run}/points") { request, context in
            let limit = try QueryParameters(request.uri).value("limit", Int.init) ?? RunPoints.usual
            let points = try RunPoints(ofRun: Self.run(context.parameters), in: store, limit: limit)
            try await gate.note(points.pairs, context)
            return try APIRoutes.response(points)
        }
        routes.get("/v1/models/{model}/fans/{fan}/evidence") { request, context in
            let rows = try QueryParameters(request.uri).values("row", Int64.init)
            guard rows.count <= FanEvidence.mostRows else {
                throw Problem(.badRequest, "at most \(FanEvidence.mostRows) rows can be asked for at a time")
            }
            let pair = try APIRoutes.pair(context.parameters)
            let evidence = try FanEvidence(rowIDs: rows, of: pair, in: store)
            try await gate.note([pair], context)
            return try APIRoutes.response(evidence)
        }
        routes.get("/v1/indexes") { _, _ in
            try await preparation.wait()
            return try await APIRoutes.response(IndexFigures(of: workspace))
        }
        routes.get("/v1/indexes/recall") { _, _ in
            try await preparation.wait()
            return try await APIRoutes.response(recall.recall())
        }
        routes.get("/v1/ingests/last") { _, _ in
            guard let report = try workspace.lastIngest() else {
                throw Problem(.notFound, "nothing was ingested yet; load logs with: rapport ingest FILE")
            }
            return try APIRoutes.response(report)
        }
        routes.get("/v1/notebooks") { request, _ in
            try APIRoutes.response(NotebookList(of: notebooks, page: Page(QueryParameters(request.uri))))
        }
        routes.get("/v1/notebooks/{notebook}") { _, context in
            let notebook = try notebooks.notebook(APIRoutes.decoded("notebook", context.parameters))
            try await gate.note([], details: AuditDetails(notebook: notebook.name), context)
            return try APIRoutes.response(notebook)
        }
        routes.get("/v1/notebooks/{notebook}/pictures/{picture}") { _, context in
            let picture = try notebooks.picture(
                APIRoutes.decoded("picture", context.parameters), of: APIRoutes.decoded("notebook", context.parameters))
            return Response(
                status: .ok, headers: [.contentType: "image/svg+xml"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture)))
        }
    }

    /// The number of the run that the path names.
    private static func run(_ parameters: Parameters) throws -> Int64 {
        guard let run = parameters.get("run").flatMap({ Int64($0) }), run > 0 else {
            throw Problem(.badRequest, "the run in the path is not a number; /v1/runs lists the runs")
        }
        return run
    }
}
