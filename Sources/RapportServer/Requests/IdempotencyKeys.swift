import RapportCore

/// Does what a request with an `Idempotency-Key` asks once, however often it is sent.
///
/// Kept in memory: after a restart the store's own keys see to it that feedback counts once.
///
/// Source: draft-ietf-httpapi-idempotency-key-header.
actor IdempotencyKeys {
    static let field = "Idempotency-Key"
    private static let most = 10_000
    private var known: [String: (request: ContentHash, work: Task<Void, any Error>)] = [:]
    /// Oldest first.
    private var order: [String] = []

    /// A key as a request sent it.
    ///
    /// - Throws: `Problem` 400 for one that is none.
    static func checked(_ key: String?) throws -> String? {
        if let key, !(1...255).contains(key.utf8.count) || !key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            throw Problem(.badRequest, "\(field) must have 1 to 255 visible ASCII characters")
        }
        return key
    }

    /// - Parameters:
    ///   - key: nil does the work whatever was done before.
    ///   - request: what the key may be used for again.
    /// - Throws: what the work throws, which may then be tried again; `Problem` 400 for a key that is none, 422 for one
    ///   of another request.
    func once(
        _ key: String?, for request: ContentHash, _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        guard let key = try Self.checked(key) else { return try await work() }
        if let before = known[key] {
            guard before.request == request else {
                throw Problem(.unprocessableContent, "this \(Self.field) was sent with another request; make a new one")
            }
            return try await before.work.value
        }
        let task = Task(operation: work)
        known[key] = (request, task)
        order.append(key)
        if order.count > Self.most { known[order.removeFirst()] = nil }
        do { try await task.value } catch {
            known[key] = nil
            order.removeAll { $0 == key }
            throw error
        }
    }
}
