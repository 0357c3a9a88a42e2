import Foundation
import RapportCore

/// What a fan of the script leaves in the files of a store, as the bytes that lie there.
public struct CrashTraces: Sendable {
    public let pair: PairID
    /// The fan's name: in each text of the fan's rows, and beside each record in tables and graphs.
    public let name: Data
    /// How the vectors of the fan's turns begin, as SQLite holds them.
    public let vectors: [Data]

    /// Of every fan.
    public static let all = (0..<CrashRows.pairs).map { CrashTraces(ofFan: $0) }

    init(ofFan number: Int) {
        pair = CrashRows.pair(number)
        name = Data(pair.fanID.utf8)
        let rows = stride(from: number, to: CrashRows.count, by: CrashRows.pairs).map { CrashRows.row($0, state: 0) }
        vectors = rows.filter { !$0.fanMessage.isEmpty }.map { row in
            let vector = HashEmbedder().vector(of: EmbeddedText.turn(fanMessage: row.fanMessage))
            return vector[..<4].withUnsafeBytes { Data($0) }
        }
    }
}
