import RapportCore

/// Records with their vectors and attributes, every one of which a search compares.
struct ExactVectors: Sendable {
    let dimension: Int
    private(set) var columns: AttributeColumns
    private var slotOfID: [Int64: Int] = [:]
    private var ids: [Int64] = []
    private var freeSlots: [Int] = []
    /// `dimension` components a slot, so many slots each: whoever changes a copy of this copies the pieces that change.
    private var pieces: [[Float]] = []
    private static let slotsPerPiece = 256

    init(dimension: Int, schema: AttributeSchema) {
        self.dimension = dimension
        columns = AttributeColumns(schema: schema)
    }

    var count: Int { slotOfID.count }

    func contains(_ id: Int64) -> Bool { slotOfID[id] != nil }

    /// The best `k` that match a query, which fits, and how many match.
    ///
    /// - Complexity: O(matches · dimension + matches · log k); O(matches · log matches) where the query groups.
    func search(_ query: VectorQuery) throws(FilterError) -> (hits: [GroupedHit], matchCount: Int) {
        var admitted = columns.liveSlots
        if let filter = query.filter { admitted = try columns.matches(filter) }
        var best = BestGroups(query.k, isGrouped: query.groupBy != nil)
        query.vector.withUnsafeBytes { components in
            admitted.forEach { slot in
                let hit = VectorHit(id: ids[Int(slot)], similarity: product(components, slot: Int(slot)))
                best.offer(hit, slot: slot) { query.groupBy.map { columns.value($0, slot: Int(slot)) } }
            }
        }
        return (best.sorted(), admitted.count)
    }

    /// Inserts a record, or replaces the one with the same id.
    mutating func upsert(_ record: VectorRecord) {
        let slot = slotOfID[record.id] ?? freeSlots.popLast() ?? appendSlot()
        slotOfID[record.id] = slot
        ids[slot] = record.id
        let place = place(of: slot)
        pieces[place.piece].replaceSubrange(place.components, with: record.vector)
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
        if ids.count == pieces.count * Self.slotsPerPiece {
            pieces.append(Array(repeating: 0, count: Self.slotsPerPiece * dimension))
        }
        ids.append(0)
        return ids.count - 1
    }

    private func place(of slot: Int) -> (piece: Int, components: Range<Int>) {
        let (piece, row) = slot.quotientAndRemainder(dividingBy: Self.slotsPerPiece)
        return (piece, row * dimension..<(row + 1) * dimension)
    }

    private func product(_ query: UnsafeRawBufferPointer, slot: Int) -> Float {
        let place = place(of: slot)
        return pieces[place.piece].withUnsafeBytes { piece in
            let offset = place.components.lowerBound * MemoryLayout<Float>.stride
            return Self.product(query, UnsafeRawBufferPointer(rebasing: piece[offset...]))
        }
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

/// Finds the best `k` of many hits, each the best of its group.
private struct BestGroups {
    private let k: Int
    private var hits: [GroupedHit] = []
    /// How many are kept until all but the best are let go of.
    private let capacity: Int
    /// What a hit has to reach to be one of the best.
    private var bar = -Float.infinity

    init(_ k: Int, isGrouped: Bool) {
        self.k = k
        // Which of the others are the best of their groups shows at the end alone.
        capacity = isGrouped || k > .max / 4 ? .max : max(4 * k, 64)
    }

    mutating func offer(_ hit: VectorHit, slot: UInt32, group: () -> AttributeValue?) {
        guard hit.similarity >= bar else { return }
        hits.append(GroupedHit(hit: hit, slot: slot, group: group()))
        guard hits.count >= capacity else { return }
        hits = sorted()
        bar = hits.last?.hit.similarity ?? bar
    }

    func sorted() -> [GroupedHit] { GroupedHit.best(k, of: hits) }
}
