import ChatLog
import Conversation
import RapportCore
import Store

/// Writes what the store holds for pandas users and spreadsheets.
public struct Export: Sendable {
    let store: RapportStore
    /// Keeps whom a file is about.
    let note: @Sendable ([PairID]) throws -> Void

    /// - Parameter note: keeps in the audit whom a file is about, before the file is there.
    public init(store: RapportStore, noting note: @escaping @Sendable ([PairID]) throws -> Void) {
        self.store = store
        self.note = note
    }

    /// Notes all pairs of the store: before the first byte, since whoever reads a pipe has it at once.
    private func notePairs() throws -> Set<PairID> {
        let pairs = try store.pairs().map(\.pair)
        try note(pairs)
        return Set(pairs)
    }

    /// Notes those who came while the file was written, and are in it.
    func noteOthers(among pairs: [PairID], than noted: Set<PairID>) throws {
        let others = pairs.filter { !noted.contains($0) }
        if !others.isEmpty { try note(others) }
    }

    /// `conversation_features` of the whole store, CSV or JSON lines by the ending.
    ///
    /// - Returns: the number of conversations.
    public func features(to path: String, rules: FeatureRules = FeatureRules()) throws -> Int {
        guard let format = RecordFormat(path: path) else { throw ExportError.unknownEnding(path: path) }
        var writer = ConversationFeaturesWriter(format)
        var file = try ExportFile(path: path)
        let noted = try notePairs()
        var (count, pairs) = (0, [PairID]())
        let newestRow = try store.newestRow()
        writer.records.writeHeader()
        try store.forEachPair { pair, rows in
            guard let newestRow else { return }
            let features = rules.conversations(of: pair.pair, rows: rows.map(\.exchange), newestRow: newestRow)
            for conversation in features { writer.append(conversation) }
            pairs.append(pair.pair)
            count += features.count
            try file.flush(&writer.records)
        }
        try file.write(writer.records.bytes)
        try noteOthers(among: pairs, than: noted)
        try file.close()
        return count
    }

    /// The stages of the whole store, CSV or JSON lines by the ending.
    ///
    /// - Parameter text: whether a last column holds the transcripts.
    /// - Returns: the number of stages.
    public func stages(to path: String, text: Bool = false, rules: FeatureRules = FeatureRules()) throws -> Int {
        guard let format = RecordFormat(path: path) else { throw ExportError.unknownEnding(path: path) }
        var writer = StagesWriter(format, text: text)
        var file = try ExportFile(path: path)
        let noted = try notePairs()
        var (count, pairs) = (0, [PairID]())
        writer.records.writeHeader()
        try store.forEachPair { pair, rows in
            var rest = rows[...]
            for stage in rules.stages(of: pair.pair, rows: rows.map(\.exchange)) {
                let own = rest.prefix(stage.figures.messageCount)
                rest = rest.dropFirst(stage.figures.messageCount)
                writer.append(
                    stage, text: EmbeddedText.transcript(own.map { ($0.row.fanMessage, $0.row.chatterMessage) }))
                count += 1
            }
            pairs.append(pair.pair)
            try file.flush(&writer.records)
        }
        try file.write(writer.records.bytes)
        try noteOthers(among: pairs, than: noted)
        try file.close()
        return count
    }

    /// One row per stage with its ids and a float32 vector: a pickle that `pandas.read_pickle` opens, CSV or JSON lines.
    ///
    /// - Returns: the number of stages.
    /// - Throws: `StoreError.noVectors` where nothing was embedded by that method.
    public func embeddings(method: VectorName, to path: String) throws -> Int {
        guard let generation = try store.activeGeneration(),
            let dimension = generation.dimension(of: method, in: .stages)
        else { throw StoreError.noVectors(collection: .stages, vector: method) }
        let graph = GraphID(generation: generation.id, collection: .stages, vector: method)
        let vectors = try store.vectors(of: graph, dimension: dimension, limit: .max)
        guard !vectors.isEmpty else { throw StoreError.noVectors(collection: .stages, vector: method) }
        let spans = try store.spans(.stages, recordIDs: vectors.map(\.recordID))
        let rows = vectors.compactMap { record in spans[record.recordID].map { (span: $0, vector: record.vector) } }
            .sorted { ($0.span.pair, $0.span.stage) < ($1.span.pair, $1.span.stage) }
        let table = ExportTable(
            rowCount: rows.count,
            columns: [
                ExportColumn("stage_id", .text { rows[$0].span.id }),
                ExportColumn("fan_id", .text { rows[$0].span.pair.fanID }),
                ExportColumn("model_name", .text { rows[$0].span.pair.modelName }),
                ExportColumn("stage", .int64 { Int64(rows[$0].span.stage) }),
                ExportColumn("embedding", .vector(dimension: dimension) { rows[$0].vector }),
            ])
        try note(rows.map(\.span.pair))
        try TableWriter.write(table, to: path)
        return rows.count
    }
}

extension ExportFile {
    /// Bytes that are kept before they are written.
    private static let bufferBytes = 1 << 20

    /// Writes what has come together, once that is worth a call.
    fileprivate func flush(_ records: inout RecordWriter) throws {
        guard records.bytes.count >= Self.bufferBytes else { return }
        try write(records.bytes)
        records.bytes.removeAll(keepingCapacity: true)
    }
}
