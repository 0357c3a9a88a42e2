import Foundation
import Synchronization
import Workflow

/// A line on stderr that shows how far a long command is; silent where nobody watches or `--quiet` is given.
final class ProgressBar: Sendable {
    private struct State {
        var shownAt: ContinuousClock.Instant?
        var isDirty = false
    }

    private let isShown: Bool
    private let state = Mutex(State())
    private static let interval = Duration.milliseconds(100)
    private static let width = 24

    init(isQuiet: Bool) { isShown = Terminal.isWatched && !isQuiet }

    func show(_ progress: Workflow.Progress) {
        guard isShown else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            let isLast = progress.total > 0 && progress.done >= progress.total
            if let shownAt = state.shownAt, now - shownAt < Self.interval, !isLast { return }
            state.shownAt = now
            state.isDirty = true
            FileHandle.standardError.write(Data("\r\u{1B}[2K\(Self.line(progress))".utf8))
        }
    }

    /// Clears the line.
    func finish() {
        state.withLock { state in
            guard state.isDirty else { return }
            state.isDirty = false
            FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
        }
    }

    private static func line(_ progress: Workflow.Progress) -> String {
        guard progress.total > 0 else {
            return progress.done > 0 ? "\(progress.stage): \(progress.done)" : "\(progress.stage) …"
        }
        let filled = min(width, progress.done * width / progress.total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return
            "\(bar) \(progress.done * 100 / progress.total)% \(progress.stage) (\(progress.done) of \(progress.total))"
    }
}
