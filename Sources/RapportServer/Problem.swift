import Foundation
import Hummingbird
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
    /// What is wrong this time and what to do; never a fan's text.
    var detail: String

    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status.code
        self.title = status.reasonPhrase
        self.detail = detail
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
        case let error as StoreError:
            switch error {
            case .noVectors: self.init(.conflict, error.message)
            case .busy: self.init(.serviceUnavailable, error.message)
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

    func response() -> Response {
        let body = (try? JSONOutput.data(self)) ?? Data()
        return Response(
            status: HTTPResponse.Status(code: status),
            headers: [.contentType: "application/problem+json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}

/// Turns every error into a problem document.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            if problem.status >= 500 {
                context.logger.error("request failed", metadata: ["detail": "\(problem.detail)"])
            }
            return problem.response()
        }
    }
}
