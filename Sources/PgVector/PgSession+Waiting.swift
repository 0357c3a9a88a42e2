import CPostgres
import Foundation
import RapportCore

/// Waiting for a server, no longer than it may say nothing.
///
/// Source: https://www.postgresql.org/docs/current/libpq-async.html
extension PgSession {
    /// The last result of the next statement that was sent, as `PQexec` gives it.
    ///
    /// - Throws: `PgError.silent`, `PgError.unreachable`.
    func answer(to operation: String, isLong: Bool = false) throws(PgError) -> OpaquePointer {
        var last: OpaquePointer?
        do {
            while true {
                try waitForResult(of: operation, isLong)
                guard let result = PQgetResult(connection) else { break }
                if let last { PQclear(last) }
                last = result
                // What follows is sent by other calls.
                if [PGRES_COPY_IN, PGRES_PIPELINE_SYNC].contains(PQresultStatus(result)) { break }
            }
        } catch {
            if let last { PQclear(last) }
            throw error
        }
        guard let last else { throw lost() }
        return last
    }

    /// Makes a call that gives 1 when it is done and 0 when it would have to wait.
    ///
    /// - Returns: false where it failed.
    func sending(_ operation: String, _ call: (OpaquePointer) -> CInt) throws(PgError) -> Bool {
        while true {
            let done = call(connection)
            if done != 0 { return done == 1 }
            try wait(operation, isWriting: true, isLong: false)
        }
    }

    /// Sends what is left to be sent, and waits until a result is there.
    private func waitForResult(of operation: String, _ isLong: Bool) throws(PgError) {
        while true {
            let unsent = PQflush(connection)
            guard unsent >= 0 else { throw lost() }
            if unsent == 0, PQisBusy(connection) == 0 { return }
            try wait(operation, isWriting: unsent == 1, isLong: isLong)
        }
    }

    /// Waits until the server takes or says something.
    private func wait(_ operation: String, isWriting: Bool, isLong: Bool) throws(PgError) {
        var descriptor = pollfd(
            fd: PQsocket(connection), events: Int16(POLLIN) | (isWriting ? Int16(POLLOUT) : 0), revents: 0)
        let milliseconds = address.answerSeconds.map { Int32($0 * 1_000) } ?? -1
        while true {
            let ready = poll(&descriptor, 1, milliseconds)
            if ready > 0 { break }
            if ready < 0 {
                guard errno == EINTR else { throw lost() }
            } else if !isLong || PQping(address.connection) != PQPING_OK {
                // It need not wait for a goodbye that nobody hears.
                shutdown(descriptor.fd, CInt(SHUT_RDWR))
                throw .silent(server: address.shown, operation: operation, seconds: address.answerSeconds ?? 0)
            }
        }
        if descriptor.revents & ~Int16(POLLOUT) != 0, PQconsumeInput(connection) == 0 { throw lost() }
    }
}
