import Foundation
import HTTPTypes
import Hummingbird
import RapportCore
import Store
import Workflow

/// `POST /v1/uploads`: a file for a job, written as it comes.
struct UploadRoutes {
    static let mediaType = "application/octet-stream"
    private static let longestName = 255
    let store: RapportStore
    let limitBytes: Int
    let now: @Sendable () -> Timestamp

    func add(to routes: RouteTable) {
        routes.post("/v1/uploads") { request, _ in
            let key = try IdempotencyKey.checked(request.headers[named: IdempotencyKey.field])
            let name = try Self.name(QueryParameters(request.uri))
            guard request.headers[.contentType]?.lowercased().hasPrefix(Self.mediaType) == true else {
                throw Problem(.unsupportedMediaType, "send the file's bytes with Content-Type: \(Self.mediaType)")
            }
            // Said at once, where it is known: nobody wants to send gigabytes for nothing.
            let length = request.headers[.contentLength].flatMap { Int($0) }
            if let length, length > limitBytes { throw JobError.uploadTooLarge(limitBytes: limitBytes) }
            // The disk may keep one waiting.
            let upload = try await withTaskExecutorPreference(BackgroundExecutor.shared) {
                try await receive(request.body, length: length, name: name, key: key)
            }
            var response = try APIRoutes.response(UploadCard(upload))
            response.status = .created
            return response
        }
    }

    /// - Parameter length: nil where the sender did not say.
    private func receive(
        _ body: RequestBody, length: Int?, name: String, key: String?
    ) async throws -> StoredUpload {
        // The first half of a UUID has 60 random bits; who may send files may see all of them anyway.
        let id = UUID().uuidString.lowercased().filter { $0 != "-" }.prefix(16)
        let writer = try Uploads(of: store).begin(name: name, id: String(id), limitBytes: limitBytes)
        for try await piece in body {
            try piece.withUnsafeReadableBytes { try writer.write($0) }
        }
        // A sender that leaves half way must not leave half a file.
        if let length, writer.bytes != length {
            throw Problem(.badRequest, "the file ended before its Content-Length; send it again")
        }
        return try writer.finish(idempotencyKey: key, at: now())
    }

    /// A label for people: what could move a cursor or end a line has no place in it.
    private static func name(_ query: QueryParameters) throws -> String {
        let name = try query.text("name") ?? "upload"
        let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
        guard (1...longestName).contains(name.count), isPlain else {
            throw Problem(
                .badRequest, "name must have 1 to \(longestName) characters, none of them a control character")
        }
        return name
    }
}
