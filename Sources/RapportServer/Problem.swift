import Foundation
import HTTPTypes
import Hummingbird
import Logging
import RapportCore
import Retrieval
import Store
import Workflow

/// An error as the API answers it: a problem document of RFC 9457.
struct Problem: Error, Encodable {
    /// A short name of the kind of problem, the same for each occurrence.
    var title: String
    /// The HTTP status.
    var status: Int
    /// What is wrong this time and what to do; never a fan's text, but where SQLite quotes what a query in SQL read: whoever
    /// sent it is told, the log and the audit are not.
    var detail: String
    /// The request's id; see `RequestID`.
    var instance: String?
    /// When to try again.
    var retryAfterSeconds: Int?
    /// The methods of a path that has not the one that was asked for.
    var allow: String?

    init(_ status: HTTPResponse.Status, _ detail: String, retryAfterSeconds: Int? = nil) {
        self.status = status.code
        self.title = status.reasonPhrase
        self.detail = detail
        self.retryAfterSeconds = retryAfterSeconds
    }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, instance
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        // The title says no more than the status does, for which the RFC has this type.
        try object.encode("about:blank", forKey: .type)
        try object.encode(title, forKey: .title)
        try object.encode(status, forKey: .status)
        try object.encode(detail, forKey: .detail)
        try object.encodeIfPresent(instance, forKey: .instance)
    }

    /// What an error of the libraries below means to a caller over HTTP.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as FilterError: self.init(.badRequest, error.message)
        case let error as PairIDError: self.init(.badRequest, error.message)
        case let error as TimestampError: self.init(.badRequest, error.message)
        case StoreError.unknownPair(let pair): self.init(.notFound, StoreError.unknownPair(pair).message)
        case StoreError.unknownSuggestion(let id):
            self.init(.notFound, StoreError.unknownSuggestion(id: id).message)
        case StoreError.keyOfAnotherRequest:
            self.init(.unprocessableContent, StoreError.keyOfAnotherRequest.message)
        case StoreError.unknownRun(let name): self.init(.notFound, StoreError.unknownRun(name: name).message)
        case let error as NotebookLibraryError: self.init(.notFound, error.message)
        case let error as PageError: self.init(.badRequest, error.message)
        case let error as RunPointsError: self.init(.badRequest, error.message)
        case let error as SQLError: self.init(error)
        case let error as JobError: self.init(error)
        case let error as JobRefusal: self.init(.unprocessableContent, error.message)
        case let error as JobStop: self.init(.conflict, error.message)
        case let error as StoreError:
            switch error {
            case .noVectors: self.init(.conflict, error.message)
            case .busy: self.init(.serviceUnavailable, error.message, retryAfterSeconds: 5)
            default: self.init(.internalServerError, error.message)
            }
        case let error as RetrievalError:
            switch error {
            case .blank, .tooLong, .outOfRange, .noFanLine, .weightWithoutProfile, .repeatedExample:
                self.init(.badRequest, error.message)
            case .noProfiledVectors, .noProfile, .profileNotEmbedded, .notEmbedded, .otherEmbedder:
                self.init(.conflict, error.message)
            case .noQueryVector: self.init(.badGateway, error.message)
            }
        case let error as HTTPError: self.init(error.status, error.body ?? error.status.reasonPhrase)
        case let error as any RapportError: self.init(.internalServerError, error.message)
        // An error that we did not write may quote the request: only its kind is told.
        default: self.init(.internalServerError, "the server failed with \(type(of: error)); its log says when")
        }
    }

    private init(_ error: SQLError) {
        switch error {
        case .timeout(let seconds):
            self.init(
                .unprocessableContent, "the query ran for over \(Int(seconds)) s; ask for less, or use: rapport sql")
        case .heap, .resultTooLarge:
            self.init(
                .unprocessableContent, "the query needs more memory than it may; ask for less, or use: rapport sql")
        default: self.init(.badRequest, error.message)
        }
    }

    private init(_ error: JobError) {
        let status: HTTPResponse.Status =
            switch error {
            case .unknownJob, .unknownUpload: .notFound
            case .keyOfAnotherRequest: .unprocessableContent
            case .tooManyWaiting: .serviceUnavailable
            case .uploadTooLarge: .contentTooLarge
            case .diskFull: .init(code: 507, reasonPhrase: "Insufficient Storage")
            case .uploadForgotten: .conflict
            case .startedTooOften: .internalServerError
            }
        self.init(status, error.message, retryAfterSeconds: status == .serviceUnavailable ? 30 : nil)
    }

    /// - Parameter requestID: names the request in `instance`.
    func response(_ requestID: String) -> Response {
        var problem = self
        problem.instance = requestID
        let body = (try? JSONOutput.data(problem)) ?? Data()
        var response = Response(
            status: HTTPResponse.Status(code: status), headers: [.contentType: "application/problem+json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        response.headers[.retryAfter] = retryAfterSeconds.map(String.init)
        response.headers[.allow] = allow
        if status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension Error {
    /// What a log may say of it: our own words. SQLite's may quote a query, and errors that we did not write anything.
    var loggedReason: String {
        switch self as any Error {
        case StoreError.sqlite(let operation, _): "\(operation) failed in SQLite"
        case StoreError.unknownPair, StoreError.unknownRun, StoreError.unknownSuggestion: "\(type(of: self))"
        case let error as StoreError: error.message
        case let error as SettingsError: error.message
        case RetrievalError.otherEmbedder: (self as? RetrievalError)?.message ?? ""
        default: "\(type(of: self))"
        }
    }
}

/// Turns every error into a problem document.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    let logger: Logger
    let routes: KnownRoutes
    let gate: AccessGate

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = context.route == "none" ? noRoute(request, context) : Problem(error)
            // What we answer with 503 on purpose is no failure.
            if problem.status >= 500, !(error is Problem) {
                logger.error(
                    "request failed",
                    metadata: ["reason": "\(error.loggedReason)", "request_id": "\(context.requestID)"])
            }
            return problem.response(context.requestID)
        }
    }

    private func noRoute(_ request: Request, _ context: Context) -> Problem {
        do { try gate.countStray(request) } catch { return Problem(error) }
        guard let (template, allow) = routes.match(request.uri.path) else {
            return Problem(.notFound, "there is no such path; /v1 has the API, / the page")
        }
        context.coreContext.endpointPath.value = template
        var problem = Problem(.methodNotAllowed, "this path takes \(allow)")
        problem.allow = allow
        return problem
    }
}
