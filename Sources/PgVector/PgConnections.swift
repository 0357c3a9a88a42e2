import Dispatch
import Foundation

/// Connections to one server, each used by one task at a time.
///
/// libpq blocks, so every connection has a queue that waits in place of the tasks.
actor PgConnections {
    let address: PgAddress
    private let limit: Int
    private var idle: [PgConnection] = []
    private var open = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// - Parameter limit: Connections at a time; whoever comes later waits.
    init(to address: PgAddress, limit: Int = 8) {
        self.address = address
        self.limit = limit
    }

    /// Runs `body` with a connection of its own.
    ///
    /// A connection that lay idle may have been cut since, by a server that was started anew. So where one breaks,
    /// `body` is run once more on a fresh one; it must be such that this does no harm.
    func run<Value: Sendable>(_ body: @escaping @Sendable (PgSession) throws -> Value) async throws -> Value {
        while open >= limit, idle.isEmpty { await withCheckedContinuation { waiting.append($0) } }
        defer { if !waiting.isEmpty { waiting.removeFirst().resume() } }
        if let connection = idle.popLast() {
            do { return try await use(connection, body) } catch let error as PgError where error.isUnreachable {
                // The others are as old.
                open -= idle.count
                idle.removeAll()
                if !error.isBroken { throw error }
            }
        }
        open += 1
        return try await use(PgConnection(to: address), body)
    }

    private func use<Value: Sendable>(
        _ connection: PgConnection, _ body: @escaping @Sendable (PgSession) throws -> Value
    ) async throws -> Value {
        do {
            let value = try await connection.run(body)
            idle.append(connection)
            return value
        } catch {
            if let error = error as? PgError, error.isUnreachable { open -= 1 } else { idle.append(connection) }
            throw error
        }
    }

    /// Ends the connections that nobody uses.
    func close() {
        open -= idle.count
        idle.removeAll()
    }
}

/// A connection that is opened when it is first used.
private final class PgConnection: @unchecked Sendable {
    // Checked by hand: `session` is touched on `queue` alone.
    private let queue = DispatchQueue(label: "rapport.postgres")
    private let address: PgAddress
    private var session: PgSession?

    init(to address: PgAddress) { self.address = address }

    func run<Value: Sendable>(_ body: @escaping @Sendable (PgSession) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        let session = try self.session ?? PgSession(self.address)
                        self.session = session
                        return try body(session)
                    })
            }
        }
    }
}
