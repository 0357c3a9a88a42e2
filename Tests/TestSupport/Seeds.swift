import Foundation

/// The seeds that a randomised test runs with.
public enum Seeds {
    /// `count` seeds, the same in each run; ten times as many in a long run.
    ///
    /// `RAPPORT_SEED` replaces them with that one, to replay a failure.
    public static func list(_ count: Int) -> [UInt64] {
        if let replayed = ProcessInfo.processInfo.environment["RAPPORT_SEED"].flatMap({ UInt64($0) }) {
            return [replayed]
        }
        return (1...UInt64(LongRun.isOn ? count * 10 : count)).map { $0 }
    }
}
