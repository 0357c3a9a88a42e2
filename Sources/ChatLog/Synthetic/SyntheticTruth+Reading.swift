import Foundation
import RapportCore

extension SyntheticTruth {
    private struct Kind: Decodable {
        let record: String
    }

    /// Reads what `write(to:)` wrote.
    ///
    /// - Complexity: O(bytes), all in memory.
    /// - Throws: `TruthReadError` where the file cannot be read, or a line of it.
    public init(reading path: String) throws(TruthReadError) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path: path) }
        let decoder = JSONDecoder()
        var fans: [FanTruth] = []
        var pairs: [PairTruth] = []
        for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            do {
                switch try decoder.decode(Kind.self, from: line).record {
                case "fan": fans.append(try decoder.decode(FanTruth.self, from: line))
                case "pair": pairs.append(try decoder.decode(PairTruth.self, from: line))
                default: throw TruthReadError.badLine(path: path, line: index + 1)
                }
            } catch { throw .badLine(path: path, line: index + 1) }
        }
        guard !pairs.isEmpty else { throw .noPairs(path: path) }
        self.init(fans: fans, pairs: pairs)
    }
}

/// A truth that could not be read.
public enum TruthReadError: RapportError, Equatable {
    case unreadable(path: String)
    case badLine(path: String, line: Int)
    case noPairs(path: String)

    public var message: String {
        switch self {
        case .unreadable(let path):
            "the truth '\(path)' cannot be read; write one with: rapport synth --out LOGS --truth FILE"
        case .badLine(let path, let line):
            "'\(path)', line \(line), is no truth of a fan or a pair; write one with: rapport synth --out LOGS --truth FILE"
        case .noPairs(let path): "'\(path)' holds no pairs; write a truth with: rapport synth --out LOGS --truth FILE"
        }
    }
}
