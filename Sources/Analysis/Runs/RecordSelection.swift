import RapportCore
import Store

/// Which records an analysis is of.
public struct RecordSelection: Sendable, Equatable {
    public var collection: RecordCollection
    public var vector: VectorName
    /// Only records of this stage, 1 to 3.
    public var stage: Int?
    /// In the filter language.
    public var filter: String?

    public init(
        collection: RecordCollection = .stages, vector: VectorName = .text, stage: Int? = nil, filter: String? = nil
    ) {
        self.collection = collection
        self.vector = vector
        self.stage = stage
        self.filter = filter
    }

    /// The filter that stage and filter make together; nil for all records.
    ///
    /// - Throws: `AnalysisError.outOfRange`, `FilterError`.
    @discardableResult
    func validate() throws -> Filter? {
        if let stage, !(1...3).contains(stage) {
            throw AnalysisError.outOfRange(field: "the stage", allowed: "1, 2 or 3")
        }
        // By itself too: what closes a bracket that it did not open would count together.
        _ = try filter.map { try Filter(parsing: $0) }
        let filter = try condition.map { try Filter(parsing: $0) }
        try filter?.validate(against: collection.attributeSchema)
        return filter
    }

    /// Stage and filter in one; nil for all records.
    var condition: String? {
        switch (stage, filter) {
        case (nil, let filter): filter
        case (let stage?, nil): "stage = \(stage)"
        case (let stage?, let filter?): "stage = \(stage) and (\(filter))"
        }
    }
}

/// The vectors of selected records, with their attributes.
public struct SelectedVectors: Sendable {
    public let graph: GraphID
    public let recordIDs: [Int64]
    /// One row a record.
    public let rows: Matrix
    /// What the store knows of each record.
    public let attributes: [Int64: [String: AttributeValue]]
    /// Whether profiled vectors were asked for and there are none, so that these are of the texts.
    public let lacksProfiled: Bool

    /// Records that are read at a time.
    private static let batchSize = 5_000

    /// Reads the vectors of the active generation. Where there are no profiled ones yet, the texts' are taken.
    ///
    /// - Throws: `StoreError.noVectors` before anything was embedded; `FilterError`; `AnalysisError.outOfRange`;
    ///   `AnalysisError.noRecords` where none matches.
    /// - Complexity: O(records of the collection × columns)
    public init(_ selection: RecordSelection, of store: RapportStore) throws {
        let filter = try selection.validate()
        let (graph, dimension) = try Self.graph(selection, store)
        var (ids, values): ([Int64], [Float]) = ([], [])
        var known: [Int64: [String: AttributeValue]] = [:]
        var after = Int64.min
        while true {
            let part = try store.vectors(of: graph, dimension: dimension, after: after, limit: Self.batchSize)
            guard let last = part.last else { break }
            after = last.recordID
            let attributes = try store.attributes(of: part.map(\.recordID), in: graph.collection)
            for (recordID, vector) in part {
                guard let own = attributes[recordID], filter?.isSatisfied(by: { own[$0] ?? .null }) ?? true else {
                    continue
                }
                known[recordID] = own
                ids.append(recordID)
                values += vector
            }
        }
        guard !ids.isEmpty else { throw AnalysisError.noRecords(condition: selection.condition) }
        self.graph = graph
        recordIDs = ids
        rows = try Matrix(columns: dimension, values: values)
        attributes = known
        lacksProfiled = graph.vector != selection.vector
    }

    private static func graph(
        _ selection: RecordSelection, _ store: RapportStore
    ) throws -> (graph: GraphID, dimension: Int) {
        for vector in [selection.vector, .text] {
            guard let generation = try store.activeGeneration() else { break }
            let graph = GraphID(generation: generation.id, collection: selection.collection, vector: vector)
            if let dimension = generation.dimension(of: vector, in: selection.collection),
                try store.vectorCount(of: graph).count > 0
            {
                return (graph, dimension)
            }
        }
        throw StoreError.noVectors(collection: selection.collection, vector: .text)
    }

    func number(_ name: String, _ recordID: Int64) -> Double? {
        if case .number(let number)? = attributes[recordID]?[name] { return number }
        return nil
    }
}
