/// What a client sends so that a request counts once, however often it is sent; the store keeps it with what was done.
///
/// Source: draft-ietf-httpapi-idempotency-key-header.
enum IdempotencyKey {
    static let field = "Idempotency-Key"

    /// A key as a request sent it.
    ///
    /// - Throws: `Problem` 400 for one that is none.
    static func checked(_ key: String?) throws -> String? {
        if let key, !(1...255).contains(key.utf8.count) || !key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            throw Problem(.badRequest, "\(field) must have 1 to 255 visible ASCII characters")
        }
        return key
    }
}
