import NIOCore
import NIOSSL

/// Takes pings out of what a server sends, so that they can be answered before swift-nio-http2 sees them.
///
/// Milvus, as all that gRPC-Go serves, pings once with nearly every request: so it learns how much the line holds
/// (`bdp_estimator.go`). swift-nio-http2 takes more than 200 pings within 30 seconds for an attack and cuts the
/// connection, with whatever is under way on it; the transport over it has no setting for that.
///
/// Source: RFC 9113, sections 4.1 and 6.7.
package struct MilvusPings {
    /// Bytes that are still to come of a frame that goes on.
    private var passing = 0
    /// The beginning of a frame of which too little has come to tell what it is.
    private var held = ByteBuffer()

    private static let headBytes = 9
    private static let payloadBytes = 8
    /// A length of 8 and the type of pings, as a frame begins.
    private static let pingHead: UInt32 = 8 << 8 | 6
    private static let answerHead: [UInt8] = [0, 0, 8, 6, 1, 0, 0, 0, 0]

    package init() {}

    /// The frames in what came, but for pings, and the answers to these.
    ///
    /// - Parameter isAnswering: whether pings are taken out; without that they go on with the others.
    /// - Complexity: O(frames): bytes are copied only where a frame's head is cut in two.
    package mutating func take(
        _ bytes: ByteBuffer, isAnswering: Bool = true
    ) -> (frames: [ByteBuffer], answers: ByteBuffer) {
        var input = bytes
        if held.readableBytes > 0 {
            held.writeImmutableBuffer(bytes)
            input = held
        }
        var frames: [ByteBuffer] = []
        var answers = ByteBuffer()
        /// Bytes at the front of `input` that go on together.
        var run = 0
        while run < input.readableBytes {
            let left = input.readableBytes - run
            if passing > 0 {
                let count = min(passing, left)
                passing -= count
                run += count
                continue
            }
            let start = input.readerIndex + run
            guard left >= Self.headBytes, let head = input.getInteger(at: start, as: UInt32.self),
                let flags = input.getInteger(at: start + 4, as: UInt8.self)
            else { break }
            // A ping that is an answer is to one of the client's own.
            guard isAnswering, head == Self.pingHead, flags & 1 == 0 else {
                passing = Self.headBytes + Int(head >> 8)
                continue
            }
            guard left >= Self.headBytes + Self.payloadBytes else { break }
            if let slice = input.readSlice(length: run), run > 0 { frames.append(slice) }
            run = 0
            input.moveReaderIndex(forwardBy: Self.headBytes)
            answers.writeBytes(Self.answerHead)
            if let payload = input.readSlice(length: Self.payloadBytes) { answers.writeImmutableBuffer(payload) }
        }
        if let slice = input.readSlice(length: run), run > 0 { frames.append(slice) }
        held = ByteBuffer()
        held.writeBuffer(&input)
        return (frames, answers)
    }
}

/// Answers a server's pings on a connection.
final class MilvusPingAnswers: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var pings = MilvusPings()

    /// Puts one between a new connection, or its TLS, and HTTP/2.
    static func add(to channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            var position = ChannelPipeline.SynchronousOperations.Position.first
            if let tls = try? pipeline.handler(type: NIOSSLClientHandler.self) { position = .after(tls) }
            try pipeline.addHandler(MilvusPingAnswers(), position: position)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Answers would pile up for a server that pings and does not read: its pings are left to HTTP/2 to count.
        let (frames, answers) = pings.take(unwrapInboundIn(data), isAnswering: context.channel.isWritable)
        for frame in frames { context.fireChannelRead(wrapInboundOut(frame)) }
        if answers.readableBytes > 0 { context.writeAndFlush(wrapOutboundOut(answers), promise: nil) }
    }
}
