import Foundation

/// Makes each call to the operating system about files that backup, restore, forget and compact need; SQLite and the
/// graphs (`FileLayer`) make their own.
package struct CareCalls: Sendable {
    /// Found through the task, so that a test reaches the calls from outside.
    @TaskLocal package static var current = CareCalls()

    /// Asked before each call, with what is done to which path; an error number makes the call fail with it, without
    /// being made.
    package var failure: @Sendable (_ operation: String, _ path: String) -> Int32?

    package init(failure: @escaping @Sendable (_ operation: String, _ path: String) -> Int32? = { _, _ in nil }) {
        self.failure = failure
    }

    /// Makes a call that gives a negative number and sets `errno` where it fails; again where a signal came between.
    ///
    /// - Throws: `CareError.fileOperation`.
    @discardableResult
    static func make<Value: SignedInteger>(
        _ operation: String, _ path: String, _ body: () -> Value
    ) throws -> Value {
        try allow(operation, path)
        while true {
            let value = body()
            if value >= 0 { return value }
            guard errno == EINTR else { throw CareError.failed(operation, path) }
        }
    }

    /// Fails where a test says so, before a call that is made elsewhere.
    static func allow(_ operation: String, _ path: String) throws {
        guard let code = current.failure(operation, path) else { return }
        errno = code
        throw CareError.failed(operation, path)
    }
}
