import Hummingbird
import NIOCore
import Synchronization

/// What is known of a request beside its bytes.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// Nil where it was closed already.
    var connection: Connection?
    /// See `RequestID`.
    var requestID = ""
    /// Of a request that was let in.
    var method = ""
    /// Who asks; nobody, until the gate let him in.
    var grant = Grant(who: "nobody", role: .chatter, models: [])
    let audit = AuditMark()

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// Whether the audit has what an answer holds.
final class AuditMark: Sendable {
    private let isMade = Mutex(false)

    var isNoted: Bool { isMade.withLock { $0 } }

    func make() { isMade.withLock { $0 = true } }
}
