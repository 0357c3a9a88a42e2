import Conversation
import Foundation
import RapportCore
import Store

extension Export {
    /// Every profile of the store, in the order of pairs. CSV: one row a pair, the statements of a field joined by
    /// `; `. JSON lines: the whole profile with its evidence, as `schemas/profile-show.schema.json`.
    ///
    /// - Returns: the number of profiles.
    /// - Throws: `ExportError`, `StoreError`; `ProfileExportError` where there is no profile yet.
    public func profiles(to path: String) throws -> Int {
        guard let format = RecordFormat(path: path) else { throw ExportError.unknownEnding(path: path) }
        let pairs = try store.pairs()
        let origins = try store.profileOrigins()
        guard !origins.isEmpty else { throw ProfileExportError() }
        var writer = ProfilesWriter(format)
        var file = try ExportFile(path: path)
        // Before the first byte, since whoever reads a pipe has it at once.
        let noted = pairs.filter { origins[$0.pairID] != nil }.map(\.pair)
        try note(noted)
        var (count, named) = (0, [PairID]())
        writer.writeHeader()
        for start in stride(from: 0, to: pairs.count, by: Self.pairsPerRead) {
            let part = pairs[start..<min(start + Self.pairsPerRead, pairs.count)]
            let profiles = try store.profiles(ofPairs: part.map(\.pairID))
            for pair in part {
                guard let stored = profiles[pair.pairID] else { continue }
                try writer.append(ProfileRecord(stored, of: pair.pair))
                named.append(pair.pair)
                count += 1
            }
            try file.write(writer.takeBytes())
        }
        try file.write(writer.takeBytes())
        try noteOthers(among: named, than: Set(noted))
        try file.close()
        return count
    }

    private static let pairsPerRead = 512
}

/// Writes profiles as CSV or JSON lines.
private struct ProfilesWriter {
    private static let columns =
        ["fan_id", "model_name", "source", "maker", "made_at"] + ProfileField.allCases.map(\.rawValue) + [
            "fan_messages", "median_length", "mean_length", "emoji_rate", "question_rate", "initiative",
            "messages_by_hour", "languages",
        ]

    private let format: RecordFormat
    private var records: RecordWriter

    init(_ format: RecordFormat) {
        self.format = format
        records = RecordWriter(format, columns: Self.columns)
    }

    mutating func writeHeader() { records.writeHeader() }

    mutating func append(_ record: ProfileRecord) throws {
        switch format {
        case .csv: appendRow(record)
        case .jsonLines: records.bytes += try JSONOutput.data(record) + [UInt8(ascii: "\n")]
        }
    }

    mutating func takeBytes() -> [UInt8] {
        defer { records.bytes.removeAll(keepingCapacity: true) }
        return records.bytes
    }

    private mutating func appendRow(_ record: ProfileRecord) {
        records.text(record.pair.fanID)
        records.text(record.pair.modelName)
        records.text(record.profile.source.rawValue)
        records.text(record.maker)
        records.time(record.madeAt)
        for field in ProfileField.allCases {
            records.text(record.profile[field].map(\.text).joined(separator: "; "))
        }
        let communication = record.profile.communication
        records.integer(communication.fanMessages)
        for value in [
            communication.medianLength, communication.meanLength, communication.emojiRate, communication.questionRate,
            communication.initiative,
        ] { records.number(value) }
        records.text(communication.messagesByHour.map(String.init).joined(separator: "; "))
        let languages = communication.languages.map { "\($0.language) \(String(format: "%.2f", $0.share))" }
        records.text(languages.joined(separator: "; "))
        records.endRecord()
    }
}

/// A store without profiles.
public struct ProfileExportError: RapportError, Equatable {
    public init() {}
    public var message: String { "the store holds no profiles yet; make them with: rapport profile" }
}
