import RapportCore

/// Records with their vectors and attributes, every one of which a search compares.
struct ExactVectors: Sendable {
    let dimension: Int
    private(set) var columns: AttributeColumns
    private var slotOfID: [Int64: Int] = [:]
    private var ids: [Int64] = []
    private var freeSlots: [Int] = []
    /// `dimension` components a slot.
    private var components: [Float] = []

    init(dimension: Int, schema: AttributeSchema) {
        self.dimension = dimension
        columns = AttributeColumns(schema: schema)
    }

    var count: Int { slotOfID.count }

    func contains(_ id: Int64) -> Bool { slotOfID[id] != nil }

    /// The best `k` that match a query, which fits, and how many match.
    ///
    /// - Complexity: O(matches · dimension + matches · log matches).
    func search(_ query: VectorQuery) throws(FilterError) -> (hits: [GroupedHit], matchCount: Int) {
        var admitted = columns.liveSlots
        if let filter = query.filter { admitted = try columns.matches(filter) }
        var hits: [GroupedHit] = []
        hits.reserveCapacity(admitted.count)
        query.vector.withUnsafeBytes { query in
            components.withUnsafeBytes { components in
                admitted.forEach { slot in
                    let offset = Int(slot) * dimension * MemoryLayout<Float>.stride
                    let similarity = Self.product(query, UnsafeRawBufferPointer(rebasing: components[offset...]))
                    hits.append(GroupedHit(hit: VectorHit(id: ids[Int(slot)], similarity: similarity), slot: slot))
                }
            }
        }
        if let name = query.groupBy {
            for index in hits.indices { hits[index].group = columns.value(name, slot: Int(hits[index].slot)) }
        }
        return (GroupedHit.best(query.k, of: hits), admitted.count)
    }

    /// Inserts a record, or replaces the one with the same id.
    mutating func upsert(_ record: VectorRecord) {
        let slot = slotOfID[record.id] ?? freeSlots.popLast() ?? appendSlot()
        slotOfID[record.id] = slot
        ids[slot] = record.id
        components.replaceSubrange(slot * dimension..<(slot + 1) * dimension, with: record.vector)
        columns.set(slot, record.attributes)
    }

    mutating func updateAttributes(_ record: AttributeRecord) {
        if let slot = slotOfID[record.id] { columns.set(slot, record.attributes) }
    }

    mutating func delete(_ id: Int64) {
        guard let slot = slotOfID.removeValue(forKey: id) else { return }
        columns.remove(slot)
        freeSlots.append(slot)
    }

    private mutating func appendSlot() -> Int {
        ids.append(0)
        components.append(contentsOf: repeatElement(0, count: dimension))
        return ids.count - 1
    }

    /// The inner product of a query's floats with as many at the beginning of `other`, summed in doubles.
    private static func product(_ query: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Float {
        let width = MemoryLayout<SIMD8<Float>>.size
        var sums = SIMD8<Double>.zero
        var offset = 0
        while offset + width <= query.count {
            let left = SIMD8<Double>(query.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self))
            let right = SIMD8<Double>(other.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self))
            sums += left * right
            offset += width
        }
        var sum = sums.sum()
        while offset < query.count {
            let left = Double(query.loadUnaligned(fromByteOffset: offset, as: Float.self))
            sum += left * Double(other.loadUnaligned(fromByteOffset: offset, as: Float.self))
            offset += MemoryLayout<Float>.size
        }
        return Float(sum)
    }
}

/// A hit with what it is grouped by, so that the hits of two searches can be made one.
struct GroupedHit {
    var hit: VectorHit
    var slot: UInt32
    /// Nil where the query does not group.
    var group: AttributeValue?

    /// The best `k`, best first and ties by id, each the best of its group.
    ///
    /// - Complexity: O(hits · log hits).
    static func best(_ k: Int, of hits: [GroupedHit]) -> [GroupedHit] {
        var best: [GroupedHit] = []
        var seen: Set<AttributeValue> = []
        for entry in hits.sorted(by: { ($1.hit.similarity, $0.hit.id) < ($0.hit.similarity, $1.hit.id) }) {
            guard best.count < k else { break }
            if let group = entry.group, !seen.insert(group).inserted { continue }
            best.append(entry)
        }
        return best
    }
}
