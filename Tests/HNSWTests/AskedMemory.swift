import HNSW
import Synchronization

/// Notes what address space a graph asks for, and how far into its file it maps.
final class AskedMemory: Sendable {
    private struct Asked {
        var longestReservation = 0
        var mappedEnd = 0
    }

    private let asked = Mutex(Asked())

    /// Makes every call.
    var layer: FileLayer {
        FileLayer { [self] call in
            switch call {
            case .reserve(let length): asked.withLock { $0.longestReservation = max($0.longestReservation, length) }
            case .mapSection(let offset, let length):
                asked.withLock { $0.mappedEnd = max($0.mappedEnd, offset + length) }
            default: break
            }
            return nil
        }
    }

    /// What was more than a file of some bytes explains.
    ///
    /// Opened, an array has room to grow by half or by 1 MiB; one that needs more is doubled. Converted from format 1,
    /// its blocks are four times as long as their part of the file at most.
    func findings(inFileOf length: Int) -> [String] {
        let asked = asked.withLock { $0 }
        let most = 4 * length + (2 << 20)
        var findings: [String] = []
        if asked.longestReservation > most { findings.append("\(asked.longestReservation) bytes of \(most)") }
        if asked.mappedEnd > length { findings.append("mapped up to \(asked.mappedEnd) of \(length)") }
        return findings
    }
}
