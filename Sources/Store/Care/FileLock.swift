import Foundation
import RapportCore

/// A lock between processes, as a file that is held; it ends with its process, however that ends.
enum FileLock {
    /// Runs `body` while this process alone holds the file at `path`.
    ///
    /// - Parameter timeoutSeconds: how long to wait for another holder; nil waits for as long as it takes.
    /// - Throws: `CareError.busy` after the wait, `CareError.fileOperation`, and what `body` throws.
    static func holding<Result>(
        _ path: String, timeoutSeconds: Double? = nil, _ body: () throws -> Result
    ) throws -> Result {
        let descriptor = try take(path, timeoutSeconds: timeoutSeconds)
        defer { close(descriptor) }
        return try body()
    }

    /// As the other `holding`, for work that waits on others.
    static func holding<Result: Sendable>(
        _ path: String, timeoutSeconds: Double? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let descriptor = try take(path, timeoutSeconds: timeoutSeconds)
        defer { close(descriptor) }
        return try await body()
    }

    /// As the other `holding`, where tasks of one process may wait for each other: a wait blocks no thread, and ends
    /// with its task.
    static func holdingInTurn<Result: Sendable>(
        _ path: String, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async throws -> Result {
        while true {
            if let descriptor = try attempt(path) {
                defer { close(descriptor) }
                return try await body()
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Takes the file at `path` where nobody holds it; closing the descriptor gives it back.
    ///
    /// - Returns: nil where another holds it.
    /// - Throws: `CareError.fileOperation`.
    static func attempt(_ path: String) throws -> CInt? {
        let descriptor = try opened(path)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let isHeld = errno == EWOULDBLOCK
            let error = CareError.failed("lock", path)
            close(descriptor)
            if isHeld { return nil }
            throw error
        }
        return descriptor
    }

    private static func opened(_ path: String) throws -> CInt {
        try CareCalls.make("open", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    }

    private static func take(_ path: String, timeoutSeconds: Double?) throws -> CInt {
        let descriptor = try opened(path)
        let clock = ContinuousClock()
        let deadline = timeoutSeconds.map { clock.now + .seconds($0) }
        while flock(descriptor, deadline == nil ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else {
                let error = CareError.failed("lock", path)
                close(descriptor)
                throw error
            }
            if let deadline, let timeoutSeconds, clock.now >= deadline {
                close(descriptor)
                throw CareError.busy(folder: (path as NSString).deletingLastPathComponent, seconds: timeoutSeconds)
            }
            usleep(20_000)
        }
        return descriptor
    }
}

extension CareError {
    /// The system's last error.
    static func failed(_ operation: String, _ path: String) -> CareError {
        .fileOperation(operation, path: path, reason: String(cString: strerror(errno)))
    }
}
