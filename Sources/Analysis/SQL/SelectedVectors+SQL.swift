import RapportCore
import Store

extension SelectedVectors {
    /// The vectors that a query names.
    ///
    /// - Throws: `SQLError.argument`, `FilterError`, `StoreError.noVectors`; `AnalysisError.noRecords`.
    init(
        sql collection: SQLValue, _ vector: SQLValue, filter: SQLValue, _ function: String, _ store: RapportStore
    ) throws {
        let collection = try RecordCollection(sql: collection, in: function)
        let name = try VectorName(sql: vector, in: function)
        guard filter.isNull || filter.text != nil else {
            throw SQLError.argument("filter", function: function, expected: "a text, such as 'stage = 2'")
        }
        try self.init(RecordSelection(collection: collection, vector: name, filter: filter.text), of: store)
        // Who asks for one kind of vectors must not be answered with another.
        if lacksProfiled { throw StoreError.noVectors(collection: collection, vector: name) }
    }
}
