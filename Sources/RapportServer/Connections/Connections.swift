import NIOCore
import Synchronization

/// The connections that are open, so many at most. Whoever comes when there are no more takes the place of the one that
/// has waited longest for a request; where none waits, of one that asks for a stranger; else he is hung up on.
final class Connections: Sendable {
    private let limit: Int
    private let idle: TimeAmount
    private let all = Mutex<[ObjectIdentifier: Connection]>([:])

    /// - Parameters:
    ///   - limit: connections at a time.
    ///   - idleSeconds: after which one is closed that sends no request, or takes nothing of an answer.
    init(limit: Int, idleSeconds: Double) {
        self.limit = limit
        idle = .nanoseconds(Int64(idleSeconds * 1e9))
    }

    /// What watches a connection from within its pipeline.
    func handler() -> ConnectionHandler { ConnectionHandler(self, idle: idle) }

    /// The connection of a request; nil once it was closed.
    func connection(of channel: any Channel) -> Connection? {
        all.withLock { $0[ObjectIdentifier(channel)] }
    }

    /// - Returns: false where there is no room for it.
    /// - Complexity: O(1); O(connections) where there are as many as may be.
    func open(_ connection: Connection) -> Bool {
        let (isTaken, evicted) = all.withLock { all -> (Bool, Connection?) in
            var evicted: Connection?
            if all.count >= limit {
                let longest = Self.first(all.values, by: \.idleSince) ?? Self.first(all.values, by: \.strangeSince)
                guard let longest else { return (false, nil) }
                evicted = longest
                all[ObjectIdentifier(longest.channel)] = nil
            }
            all[ObjectIdentifier(connection.channel)] = connection
            return (true, evicted)
        }
        evicted?.channel.close(promise: nil)
        return isTaken
    }

    /// The connection of which something has been so for longest.
    private static func first(
        _ connections: some Sequence<Connection>, by since: (Connection) -> ContinuousClock.Instant?
    ) -> Connection? {
        connections.compactMap { one in since(one).map { (connection: one, since: $0) } }
            .min { $0.since < $1.since }?.connection
    }

    func close(_ connection: Connection) {
        all.withLock { all in
            let key = ObjectIdentifier(connection.channel)
            if all[key] === connection { all[key] = nil }
        }
        connection.leave()
    }
}

/// Tells a `Connection` what happens to its channel, and hangs up on clients that keep it for nothing: that send no
/// request, trickle the rest of a body whose request was answered, or do not read their answer.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias OutboundIn = NIOAny

    private let connections: Connections
    private let idle: TimeAmount
    private var connection: Connection?
    private var idleCheck: Scheduled<Void>?
    private var readerCheck: Scheduled<Void>?

    init(_ connections: Connections, idle: TimeAmount) {
        self.connections = connections
        self.idle = idle
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { open(context.channel) }
    }

    func channelActive(context: ChannelHandlerContext) {
        open(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        idleCheck?.cancel()
        readerCheck?.cancel()
        if let connection { connections.close(connection) }
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent { connection?.leave() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        readerCheck?.cancel()
        readerCheck = nil
        if !context.channel.isWritable { checkReader(context.channel) }
        context.fireChannelWritabilityChanged()
    }

    /// Bytes of answers that the client has still to read.
    private func unread(_ channel: any Channel) -> Int {
        (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    /// Hangs up where nothing is read until the next look. The system has buffers of its own, some megabytes, and tells in
    /// lumps what was read of them: whoever takes less than that in this time counts as one who reads nothing.
    private func checkReader(_ channel: any Channel) {
        let before = unread(channel)
        let box = NIOLoopBound(self, eventLoop: channel.eventLoop)
        readerCheck = channel.eventLoop.scheduleTask(in: idle) {
            let handler = box.value
            guard !channel.isWritable else { return }
            if handler.unread(channel) >= before { channel.close(promise: nil) } else { handler.checkReader(channel) }
        }
    }

    private func open(_ channel: any Channel) {
        guard connection == nil else { return }
        let connection = Connection(channel)
        guard connections.open(connection) else { return channel.close(promise: nil) }
        self.connection = connection
        checkIdle(connection, in: idle)
    }

    private func checkIdle(_ connection: Connection, in time: TimeAmount) {
        let channel = connection.channel
        let box = NIOLoopBound(self, eventLoop: channel.eventLoop)
        idleCheck = channel.eventLoop.scheduleTask(in: time) {
            let handler = box.value
            // What was answered may still be on its way.
            guard let since = connection.idleSince, channel.isWritable else {
                return handler.checkIdle(connection, in: handler.idle)
            }
            let left = handler.idle - TimeAmount(ContinuousClock.now - since)
            if left <= .nanoseconds(0) { channel.close(promise: nil) } else { handler.checkIdle(connection, in: left) }
        }
    }
}
