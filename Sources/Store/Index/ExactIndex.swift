import RapportCore

/// Exact search: every matching vector is compared. The oracle of recall tests, and right for few records.
public actor ExactIndex: VectorIndex {
    public nonisolated let dimension: Int
    private var records: ExactVectors

    public init(dimension: Int, schema: AttributeSchema) {
        self.dimension = dimension
        records = ExactVectors(dimension: dimension, schema: schema)
    }

    public var count: Int { records.count }

    /// - Complexity: O(matches · dimension + matches · log matches).
    public func search(_ query: VectorQuery) throws -> VectorAnswer {
        try query.validate(dimension: dimension, schema: records.columns.schema)
        let found = try records.search(query)
        return VectorAnswer(hits: found.hits.map(\.hit), matchCount: found.matchCount, plan: "exact")
    }

    public func upsert(_ records: [VectorRecord]) throws {
        for record in records { try record.validate(dimension: dimension) }
        for record in records { self.records.upsert(record) }
    }

    public func updateAttributes(_ records: [AttributeRecord]) {
        for record in records { self.records.updateAttributes(record) }
    }

    public func delete(_ ids: [Int64]) {
        for id in ids { records.delete(id) }
    }
}

extension AttributeColumns {
    func value(_ name: String, slot: Int) -> AttributeValue {
        if let column = numbers[name] { return column[slot].isNaN ? .null : .number(column[slot]) }
        return texts[name]?[slot] ?? .null
    }
}

extension VectorQuery {
    func validate(dimension: Int, schema: AttributeSchema) throws(VectorIndexError) {
        guard vector.count == dimension else { throw .wrongDimension(expected: dimension, found: vector.count) }
        guard vector.allSatisfy(\.isFinite) else { throw .notFinite }
        if let groupBy, schema.types[groupBy] == nil { throw .unknownAttribute(groupBy, known: schema.names) }
    }
}

extension VectorRecord {
    func validate(dimension: Int) throws(VectorIndexError) {
        guard vector.count == dimension else { throw .wrongDimension(expected: dimension, found: vector.count) }
        guard vector.allSatisfy(\.isFinite) else { throw .notFinite }
    }
}
