import Hummingbird

/// What is known of a request beside its bytes.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// See `RequestID`.
    var requestID = ""

    init(source: Source) { coreContext = .init(source: source) }
}
