import Foundation
import Synchronization

/// Looks again and again at what this process holds in memory that is no file, and keeps the most.
final class MemoryWatch: Sendable {
    private let most = Atomic(0)
    private let isStopped = Atomic(false)
    private static let pauseSeconds = 0.02

    init() {
        Thread.detachNewThread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                look()
                Thread.sleep(forTimeInterval: Self.pauseSeconds)
            }
        }
    }

    /// - Returns: the most that was seen, in bytes.
    func stop() -> Int {
        isStopped.store(true, ordering: .relaxed)
        look()
        return most.load(ordering: .relaxed)
    }

    private func look() {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
            let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { return }
        most.max(kibibytes << 10, ordering: .relaxed)
    }
}
