import Foundation
import RapportCore
import Synchronization

/// A proxy on 127.0.0.1 before a server on a Unix socket or a port, which passes bytes on as a test says: late, or no
/// further.
public final class UnreliableProxy: Sendable {
    /// What becomes of bytes, of all connections and both directions together.
    public enum Manner: Sendable {
        case prompt
        /// Every piece comes so much later.
        case slow(milliseconds: UInt32)
        /// So many bytes go through, then none; connections stay open.
        case stalling(afterBytes: Int)
        /// So many bytes go through, then all connections are cut, and new ones too.
        case cutting(afterBytes: Int)
    }

    private struct State {
        var manner = Manner.prompt
        /// Counts changes of the manner: connections that stalled end at the next.
        var era = 0
        var passedBytes = 0
        var accepted = 0
        var roundTrips = 0
        var isAsking = false
        var connections: Set<Int32> = []
        var isStopped = false
    }

    /// What to do with a piece.
    private struct Passage {
        var bytes: Int
        var delayMilliseconds: UInt32 = 0
        /// Whether nothing goes through after it.
        var isLast = false
        var isCut = false
        var era: Int
    }

    public let port: Int
    private let listener: Int32
    private let state: Shared

    private final class Shared: Sendable {
        let mutex = Mutex(State())
    }

    /// - Parameter socketPath: where the server listens; it need not run yet.
    public convenience init(to socketPath: String) throws {
        try self.init { Sockets.connect(toUnixSocket: socketPath) }
    }

    /// - Parameter port: where on 127.0.0.1 the server listens; it need not run yet.
    public convenience init(toPort port: Int) throws {
        try self.init { Sockets.connect(toPort: port) }
    }

    /// - Parameter connect: makes a connection to the server; nil where there is none.
    private init(connect: @escaping @Sendable () -> Int32?) throws {
        let listener = try Sockets.listen()
        port = listener.port
        self.listener = listener.descriptor
        let state = Shared()
        self.state = state
        let descriptor = listener.descriptor
        Thread.detachNewThread {
            defer { close(descriptor) }
            while let client = Sockets.accept(descriptor) {
                guard !state.mutex.withLock({ $0.isStopped }) else {
                    close(client)
                    return
                }
                Self.serve(client, connect, state)
            }
        }
    }

    /// Bytes that went through since the manner was set.
    public var passedBytes: Int { state.mutex.withLock { $0.passedBytes } }

    /// Connections that were made to it.
    public var accepted: Int { state.mutex.withLock { $0.accepted } }

    /// How often since then somebody asked who had an answer, or nothing was under way. One connection at a time.
    public var roundTrips: Int { state.mutex.withLock { $0.roundTrips } }

    /// From now on. Connections that were stalled end.
    public func set(_ manner: Manner) {
        state.mutex.withLock { state in
            state.manner = manner
            state.era += 1
            state.passedBytes = 0
            state.roundTrips = 0
            state.isAsking = false
        }
    }

    /// Ends all connections; from now on nobody can connect.
    public func stop() {
        state.mutex.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            state.era += 1
            shutdown(listener, Int32(SHUT_RDWR))
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    deinit { stop() }

    private static func serve(_ client: Int32, _ connect: () -> Int32?, _ state: Shared) {
        Sockets.sendAtOnce(client)
        let isCut: Bool = state.mutex.withLock { state in
            state.accepted += 1
            return if case .cutting(let bytes) = state.manner { state.passedBytes >= bytes } else { false }
        }
        guard !isCut, let server = connect() else {
            close(client)
            return
        }
        state.mutex.withLock { $0.connections.formUnion([client, server]) }
        let directions = Directions()
        for (source, target) in [(client, server), (server, client)] {
            Thread.detachNewThread {
                pump(from: source, to: target, isAsking: source == client, state)
                // Whoever is left in the other direction sees the end.
                shutdown(source, Int32(SHUT_RDWR))
                shutdown(target, Int32(SHUT_RDWR))
                guard directions.endOne() else { return }
                state.mutex.withLock { $0.connections.subtract([client, server]) }
                close(client)
                close(server)
            }
        }
    }

    /// The two of a connection: the last to end closes it.
    private final class Directions: Sendable {
        private let open = Mutex(2)

        func endOne() -> Bool {
            open.withLock { open in
                open -= 1
                return open == 0
            }
        }
    }

    private static func pump(from source: Int32, to target: Int32, isAsking: Bool, _ state: Shared) {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            let passage = state.mutex.withLock { state in
                if isAsking, !state.isAsking { state.roundTrips += 1 }
                state.isAsking = isAsking
                return Self.passage(of: count, &state)
            }
            usleep(passage.delayMilliseconds * 1_000)
            guard Sockets.send(buffer[..<passage.bytes], to: target) else { return }
            if passage.isCut { return }
            if passage.isLast {
                while state.mutex.withLock({ $0.era }) == passage.era { usleep(2_000) }
                return
            }
        }
    }

    private static func passage(of count: Int, _ state: inout State) -> Passage {
        var passage = Passage(bytes: count, era: state.era)
        switch state.manner {
        case .prompt: break
        case .slow(let milliseconds): passage.delayMilliseconds = milliseconds
        case .stalling(let limit), .cutting(let limit):
            passage.bytes = min(count, max(0, limit - state.passedBytes))
            passage.isLast = passage.bytes < count
            if case .cutting = state.manner { passage.isCut = passage.isLast }
        }
        state.passedBytes += passage.bytes
        return passage
    }
}
