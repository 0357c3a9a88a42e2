/// What somebody else should have done by now.
struct DeadlinePassed: Error {}

/// The value of `body`, unless it takes longer than `seconds`; then it is cancelled.
///
/// - Throws: `DeadlinePassed`; what `body` throws.
func withDeadline<Value: Sendable>(
    _ seconds: Int, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            throw DeadlinePassed()
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw DeadlinePassed() }
        return value
    }
}
