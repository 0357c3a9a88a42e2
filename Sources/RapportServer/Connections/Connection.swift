import NIOCore
import Synchronization

/// A client's connection: whether a request of it is being answered, and whether the client is still there.
final class Connection: Sendable {
    private struct State {
        var requests = 0
        var isLetIn = false
        /// When it began to wait for a request, or the request that is being answered came.
        var since = ContinuousClock.now
        var hasLeft = false
        var listeners: [Int: @Sendable () -> Void] = [:]
        var lastListener = 0
    }

    let channel: any Channel
    private let state = Mutex(State())

    init(_ channel: any Channel) { self.channel = channel }

    /// Since when it waits for a request; nil while one is answered. A header that has not ended is no request yet, and
    /// what is left of a body after the answer is none any more.
    var idleSince: ContinuousClock.Instant? { state.withLock { $0.requests == 0 ? $0.since : nil } }

    /// Since when a request waits of somebody who was not let in: a sign-in whose body trickles, mostly. Those who may ask
    /// are strangers too until they have a place, for some seconds at most, which others outlast. Nil otherwise.
    var strangeSince: ContinuousClock.Instant? {
        state.withLock { $0.requests > 0 && !$0.isLetIn ? $0.since : nil }
    }

    /// Whoever asks may ask.
    func letIn() { state.withLock { $0.isLetIn = true } }

    func began() {
        state.withLock { state in
            if state.requests == 0 { state.since = .now }
            state.requests += 1
        }
    }

    func ended() {
        state.withLock { state in
            state.requests -= 1
            guard state.requests == 0 else { return }
            (state.isLetIn, state.since) = (false, .now)
        }
    }

    /// Calls `body` once when the client leaves, at once where it has left.
    ///
    /// - Returns: what `forget` takes.
    func onLeave(_ body: @escaping @Sendable () -> Void) -> Int {
        let number = state.withLock { state -> Int? in
            guard !state.hasLeft else { return nil }
            state.lastListener += 1
            state.listeners[state.lastListener] = body
            return state.lastListener
        }
        guard let number else {
            body()
            return 0
        }
        return number
    }

    func forget(_ listener: Int) { state.withLock { $0.listeners[listener] = nil } }

    /// The client has closed its side. One that only ends its sending and would still read counts as gone: no client of
    /// HTTP does that, and nobody can tell the two apart.
    func leave() {
        let listeners = state.withLock { state in
            state.hasLeft = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }
}

/// Where a client connects from. Of IPv6 the network counts, of which anybody has as many addresses as he likes.
struct PeerAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    init(_ address: SocketAddress?) {
        switch address {
        case .v4(let address):
            bytes = withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address):
            let all = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            // ::ffff:1.2.3.4 is 1.2.3.4 to a socket that takes both.
            let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10...11].allSatisfy { $0 == 0xFF }
            bytes = Array(isMapped ? all.suffix(4) : all.prefix(8))
        default: bytes = []
        }
    }
}
