import Foundation
import Synchronization
import TestSupport

/// A file that is damaged in its place and mended again, so that a large one need not be written anew each time.
///
/// Nothing may have it mapped while it is cut.
final class DamagedFile: Sendable {
    let path: String
    private let intact: [UInt8]

    init(path: String, intact: [UInt8]) throws {
        self.path = path
        self.intact = intact
        try Data(intact).write(to: URL(fileURLWithPath: path))
    }

    /// Flips a bit, cuts, appends, or overwrites a run, at random.
    ///
    /// - Returns: whether the file is another one now.
    func damage(_ random: inout SeededGenerator) throws -> Bool {
        let place = Int.random(in: 0..<intact.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: try cut(place)
        case 1:
            let filler = [UInt8](repeating: UInt8.random(in: 0...1, using: &random), count: place % 9_000 + 1)
            try overwrite(intact.count, with: filler)
        case 2:
            let zeros = [UInt8](repeating: 0, count: min(512, intact.count - place))
            try overwrite(place, with: zeros)
            return zeros != Array(intact[place..<place + zeros.count])
        case 3:
            // A sector in the place of another, as a failing disk gives.
            let sector = intact.count / 512
            let (from, to) = (Int.random(in: 0..<sector, using: &random), place / 512 % sector)
            let bytes = Array(intact[from * 512..<(from + 1) * 512])
            try overwrite(to * 512, with: bytes)
            return bytes != Array(intact[to * 512..<(to + 1) * 512])
        default: try overwrite(place, with: [intact[place] ^ 1 << UInt8.random(in: 0..<8, using: &random)])
        }
        return true
    }

    func overwrite(_ place: Int, with bytes: [UInt8]) throws {
        try writing { file in
            try file.seek(toOffset: UInt64(place))
            try file.write(contentsOf: bytes)
        }
        changed.withLock { $0.append(place..<place + bytes.count) }
    }

    func cut(_ length: Int) throws {
        try writing { try $0.truncate(atOffset: UInt64(length)) }
        changed.withLock { $0.append(length..<intact.count) }
    }

    /// Makes the file what it was.
    func mend() throws {
        let ranges = changed.withLock { $0 }
        changed.withLock { $0 = [] }
        try writing { file in
            for range in ranges {
                try file.seek(toOffset: UInt64(range.lowerBound))
                try file.write(contentsOf: intact[range.clamped(to: 0..<intact.count)])
            }
            try file.truncate(atOffset: UInt64(intact.count))
        }
    }

    private let changed = Mutex<[Range<Int>]>([])

    private func writing(_ body: (FileHandle) throws -> Void) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try body(file)
    }
}
