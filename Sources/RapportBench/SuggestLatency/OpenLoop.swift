import Foundation
import Synchronization

/// Load whose arrival times are fixed before it begins: a slow answer does not hold the next request back, and its
/// wait counts.
///
/// Source: Schroeder, Wierman, Harchol-Balter, "Open versus closed: a cautionary tale" (NSDI 2006); Tene, "How not to
/// measure latency" (2013), on counting from the scheduled time.
package struct OpenLoop {
    private let port: Int
    private let path: String
    private let connections: Int
    /// Requests a second.
    private let rate: Double

    package init(port: Int, path: String, connections: Int, rate: Double) {
        self.port = port
        self.path = path
        self.connections = connections
        self.rate = rate
    }

    package struct Result {
        /// From the scheduled arrival to the last byte of the answer, of those that were answered, ascending.
        package var latencySeconds: [Double]
        package var errors: Int
        /// From the last scheduled arrival to the last answer.
        package var lagSeconds: Double

        package init(latencySeconds: [Double], errors: Int, lagSeconds: Double) {
            self.latencySeconds = latencySeconds
            self.errors = errors
            self.lagSeconds = lagSeconds
        }

        /// The latency that a share of the answers do not exceed (nearest rank).
        package func latency(_ share: Double) -> Double {
            guard !latencySeconds.isEmpty else { return .infinity }
            let rank = Int((share * Double(latencySeconds.count)).rounded(.up))
            return latencySeconds[min(max(rank, 1), latencySeconds.count) - 1]
        }

        /// Whether the server kept pace: nothing failed, and no queue was left at the end.
        package var keptPace: Bool { errors == 0 && lagSeconds <= 0.5 }
    }

    private struct Progress {
        var next = 0
        var latencySeconds: [Double] = []
        var errors = 0
        var lastEnd = 0.0
    }

    /// Sends each body once, on whichever connection is free.
    package func run(_ bodies: [Data]) throws -> Result {
        let requests = bodies.map { BlockingConnection.request(path, port: port, body: $0) }
        let open = try (0..<connections).map { _ in try BlockingConnection(port: port) }
        let progress = Mutex(Progress())
        let start = Self.now() + 0.1
        let group = DispatchGroup()
        for connection in open {
            let holder = Holder(connection)
            group.enter()
            // Threads of their own: a pool would start no more of them than it thinks fit.
            Thread.detachNewThread {
                defer { group.leave() }
                serve(requests, on: holder, from: start, progress)
            }
        }
        group.wait()
        return progress.withLock { progress in
            Result(
                latencySeconds: progress.latencySeconds.sorted(), errors: progress.errors,
                lagSeconds: progress.lastEnd - (start + Double(requests.count - 1) / rate))
        }
    }

    private func serve(
        _ requests: [[UInt8]], on holder: Holder, from start: Double, _ progress: borrowing Mutex<Progress>
    ) {
        while true {
            let index = progress.withLock { progress in
                defer { progress.next += 1 }
                return progress.next
            }
            guard index < requests.count else { return }
            let scheduled = start + Double(index) / rate
            let wait = scheduled - Self.now()
            if wait > 0 { Thread.sleep(forTimeInterval: wait) }
            let answer = holder.connection.send(requests[index])
            let end = Self.now()
            progress.withLock { progress in
                progress.lastEnd = max(progress.lastEnd, end)
                if answer?.status == 200 {
                    progress.latencySeconds.append(end - scheduled)
                } else {
                    progress.errors += 1
                }
            }
            // A connection that broke is not mended: its requests go to the others.
            if answer == nil { return }
        }
    }

    /// Hands a connection to the one thread that uses it.
    private final class Holder: @unchecked Sendable {
        let connection: BlockingConnection
        init(_ connection: BlockingConnection) { self.connection = connection }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
