import Hummingbird

/// What is known of a request beside its bytes.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// See `RequestID`.
    var requestID = ""
    /// Of a request that was let in.
    var method = ""
    /// Who asks; nobody, until the gate let him in.
    var grant = Grant(who: "nobody", role: .chatter, models: [])

    init(source: Source) { coreContext = .init(source: source) }
}
