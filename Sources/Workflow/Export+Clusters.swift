import ChatLog
import RapportCore
import Store

extension Export {
    /// One row per record of a clustering, by cluster and then by record: a pickle, CSV or JSON lines.
    ///
    /// - Parameter run: name or number; nil for the one that gives `cluster` to stages, or else to another collection.
    /// - Returns: the number of records.
    /// - Throws: `StoreError.unknownRun`, `.notAClustering`, `.noClusters`.
    public func clusters(ofRun name: String? = nil, to path: String) throws -> Int {
        let run = try name.map { try store.run(named: $0) } ?? currentRun()
        guard let run else { throw StoreError.noClusters }
        guard !run.run.kind.isProjection else { throw StoreError.notAClustering(run: run.id) }
        let collection = run.run.graph.collection
        let records = try store.clusters(ofRun: run.id).sorted { ($0.cluster, $0.recordID) < ($1.cluster, $1.recordID) }
        let attributes = try store.attributes(of: records.map(\.recordID), in: collection)
        func text(_ name: String, _ row: Int) -> String? {
            if case .text(let text)? = attributes[records[row].recordID]?[name] { return text }
            return nil
        }
        func number(_ name: String, _ row: Int) -> Double? {
            if case .number(let number)? = attributes[records[row].recordID]?[name] { return number }
            return nil
        }
        let table = ExportTable(
            rowCount: records.count,
            columns: [
                ExportColumn("run_id", .int64 { _ in run.id }),
                ExportColumn("cluster", .int64 { Int64(records[$0].cluster) }),
                ExportColumn(Self.idName(collection), .text { Self.id(records[$0].recordID, collection) }),
                ExportColumn("fan_id", .text { text("fan", $0) }),
                ExportColumn("model_name", .text { text("model", $0) }),
                ExportColumn("stage", .float64 { number("stage", $0) }),
                ExportColumn("message_count", .float64 { number("message_count", $0) }),
                ExportColumn("revenue", .float64 { number("revenue", $0) }),
                ExportColumn("success_rate", .float64 { number("success_rate", $0) }),
            ])
        try note(
            records.indices.compactMap { row in
                guard let fan = text("fan", row), let model = text("model", row) else { return nil }
                return PairID(fanID: fan, modelName: model)
            })
        try TableWriter.write(table, to: path)
        return records.count
    }

    private func currentRun() throws -> StoredRun? {
        for collection in [RecordCollection.stages, .conversations, .turns] {
            if let run = try store.currentRun(collection) { return run }
        }
        return nil
    }

    private static func idName(_ collection: RecordCollection) -> String {
        switch collection {
        case .turns: "row_id"
        case .conversations: "conversation_id"
        case .stages: "stage_id"
        }
    }

    private static func id(_ recordID: Int64, _ collection: RecordCollection) -> String {
        collection == .turns ? String(recordID) : ContentHash.hex(recordID)
    }
}
