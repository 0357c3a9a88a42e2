import Foundation
import RapportCore

extension SyntheticTruth {
    /// Writes the truth to a file: one JSON object a line, first the fans, then the pairs.
    ///
    /// - Throws: `SyntheticTruthError` where the file cannot be written.
    public func write(to path: String) throws(SyntheticTruthError) {
        do {
            try lines().write(to: URL(fileURLWithPath: path))
        } catch {
            throw SyntheticTruthError(path: path, reason: error.localizedDescription)
        }
    }

    /// The truth as JSON lines. Keys are sorted, so that equal truths are equal bytes.
    func lines() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var data = Data()
        for fan in fans {
            data += try encoder.encode(fan)
            data.append(UInt8(ascii: "\n"))
        }
        for pair in pairs {
            data += try encoder.encode(pair)
            data.append(UInt8(ascii: "\n"))
        }
        return data
    }
}

/// The side file could not be written.
public struct SyntheticTruthError: RapportError {
    public let path: String
    public let reason: String
    public var message: String { "cannot write the truth to '\(path)': \(reason); choose another --truth" }
}
