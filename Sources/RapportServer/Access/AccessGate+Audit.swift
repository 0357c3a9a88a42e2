import RapportCore
import Store

extension AccessGate {
    /// Fans whom the audit names of one answer; of more it has the number.
    static let mostNamed = 1_000

    /// Notes in the audit whom an answer is about, before it goes.
    ///
    /// - Parameter details: what else is to be known of it.
    /// - Throws: `StoreError`, and nobody is answered.
    func note(_ pairs: [PairID], details: AuditDetails = AuditDetails(), _ context: ServerContext) async throws {
        let distinct = Set(pairs)
        var details = details
        let named = distinct.count > Self.mostNamed ? Array(distinct.prefix(Self.mostNamed)) : Array(distinct)
        if distinct.count > named.count { (details.fans, details.named) = (distinct.count, named.count) }
        let route = "\(context.method) \(context.route)"
        func event(_ pair: PairID?, _ details: AuditDetails = AuditDetails()) -> AuditEvent {
            AuditEvent(
                at: now(), who: context.grant.who, action: route, pair: pair, requestID: context.requestID,
                details: details)
        }
        var events = named.map { event($0) }
        if events.isEmpty || details != AuditDetails() { events.append(event(nil, details)) }
        // Beside those who answer: the file may have another writer, for whom one waits.
        let noted = events
        try await withTaskExecutorPreference(BackgroundExecutor.shared) { try access.note(noted) }
        context.audit.make()
    }
}
