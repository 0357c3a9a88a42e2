import RapportCore

/// Exact search: every matching vector is compared. The oracle of recall tests, and right for few records.
public actor ExactIndex: VectorIndex {
    public nonisolated let dimension: Int
    private var columns: AttributeColumns
    private var slotOfID: [Int64: Int] = [:]
    private var ids: [Int64] = []
    private var freeSlots: [Int] = []
    /// `dimension` components a slot.
    private var components: [Float] = []

    public init(dimension: Int, schema: AttributeSchema) {
        self.dimension = dimension
        columns = AttributeColumns(schema: schema)
    }

    public var count: Int { slotOfID.count }

    /// - Complexity: O(matches · dimension + matches · log matches).
    public func search(_ query: VectorQuery) throws -> VectorAnswer {
        try query.validate(dimension: dimension, schema: columns.schema)
        let admitted = try query.filter.map { try columns.matches($0) } ?? columns.liveSlots
        var hits: [(slot: Int, hit: VectorHit)] = []
        for slot in ids.indices where admitted.contains(UInt32(slot)) {
            let vector = components[slot * dimension..<(slot + 1) * dimension]
            var sum = 0.0
            for (left, right) in zip(query.vector, vector) { sum += Double(left) * Double(right) }
            hits.append((slot, VectorHit(id: ids[slot], similarity: Float(sum))))
        }
        hits.sort { ($1.hit.similarity, $0.hit.id) < ($0.hit.similarity, $1.hit.id) }
        if let name = query.groupBy {
            var seen: Set<AttributeValue> = []
            hits = hits.filter { seen.insert(columns.value(name, slot: $0.slot)).inserted }
        }
        return VectorAnswer(hits: hits.prefix(query.k).map(\.hit), matchCount: admitted.count, plan: "exact")
    }

    public func upsert(_ records: [VectorRecord]) throws {
        for record in records { try record.validate(dimension: dimension) }
        for record in records {
            let slot = slotOfID[record.id] ?? freeSlots.popLast() ?? appendSlot()
            slotOfID[record.id] = slot
            ids[slot] = record.id
            components.replaceSubrange(slot * dimension..<(slot + 1) * dimension, with: record.vector)
            columns.set(slot, record.attributes)
        }
    }

    public func updateAttributes(_ records: [AttributeRecord]) {
        for record in records {
            if let slot = slotOfID[record.id] { columns.set(slot, record.attributes) }
        }
    }

    public func delete(_ ids: [Int64]) {
        for id in ids {
            guard let slot = slotOfID.removeValue(forKey: id) else { continue }
            columns.remove(slot)
            freeSlots.append(slot)
        }
    }

    private func appendSlot() -> Int {
        ids.append(0)
        components.append(contentsOf: repeatElement(0, count: dimension))
        return ids.count - 1
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
