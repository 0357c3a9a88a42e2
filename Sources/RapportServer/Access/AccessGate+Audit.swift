import RapportCore
import Store

extension AccessGate {
    /// Notes in the audit whom an answer is about, before it goes.
    ///
    /// - Parameter details: what else is to be known of it.
    /// - Throws: `StoreError`, and nobody is answered.
    func note(_ pairs: [PairID], details: AuditDetails = AuditDetails(), _ context: ServerContext) async throws {
        let event = AuditEvent(
            at: now(), who: context.grant.who, action: "\(context.method) \(context.route)",
            requestID: context.requestID, details: details)
        // Beside those who answer: the file may have another writer, for whom one waits.
        try await withTaskExecutorPreference(BackgroundExecutor.shared) { try access.note(event, about: pairs) }
        context.audit.make()
    }
}
