import HNSW
import RapportCore

/// The graph without some of its records, of which something newer is known.
extension GraphIndex {
    /// - Complexity: O(records).
    func count(without ids: Set<Int64>) -> Int {
        state.read { _, snapshot in snapshot.count - snapshot.count(of: ids) }
    }

    /// As `search`, with what each hit is grouped by.
    ///
    /// - Complexity: that of `search`, and O(matches) where they are counted.
    func search(
        _ query: VectorQuery, without ids: Set<Int64>
    ) throws -> (hits: [GroupedHit], matchCount: Int?, plan: String) {
        try query.validate(dimension: dimension, schema: schema)
        return try state.read { state, snapshot in
            let admitted = try query.filter.map { try state.columns.matches($0) }
            return try snapshot.grouped(query, admitted: admitted, without: ids, columns: state.columns)
        }
    }
}

extension HNSWSnapshot {
    /// As `answer`, without some records, and with what each hit is grouped by.
    fileprivate func grouped(
        _ query: VectorQuery, admitted: SlotBitmap?, without ids: Set<Int64>, columns: AttributeColumns
    ) throws -> (hits: [GroupedHit], matchCount: Int?, plan: String) {
        let answer = try columns.withGroups(of: query) { groups in
            try search(
                query.vector, k: query.k, ef: query.efSearch, admitting: admitted, excluding: ids, groups: groups)
        }
        let hits = answer.hits.map { hit in
            GroupedHit(
                hit: VectorHit(id: hit.label, similarity: hit.similarity), slot: hit.slot,
                group: query.groupBy.map { columns.value($0, slot: Int(hit.slot)) })
        }
        let matchCount = query.countsMatches ? (admitted?.count ?? count) - count(of: ids, in: admitted) : nil
        return (hits, matchCount, answer.plan.rawValue)
    }

    /// How many of some records are in this state, in some slots where they are given.
    ///
    /// - Complexity: O(slots), some nanoseconds each.
    fileprivate func count(of ids: Set<Int64>, in slots: SlotBitmap? = nil) -> Int {
        // Nearly all labels are told apart by one bit, where looking into the set would take ten times as long.
        let bits = (64 * max(ids.count, 16)).nextPowerOfTwo
        func place(_ id: Int64) -> UInt32 {
            UInt32(truncatingIfNeeded: (UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15) >> 32) & UInt32(bits - 1)
        }
        var marks = SlotBitmap(slotCount: bits)
        for id in ids { marks.insert(place(id)) }
        var count = 0
        func look(_ slot: UInt32) {
            guard let label = label(at: slot), marks.contains(place(label)), ids.contains(label) else { return }
            count += 1
        }
        if let slots {
            slots.forEach(look)
        } else {
            for slot in 0..<UInt32(slotCount) { look(slot) }
        }
        return count
    }
}

extension Int {
    /// The least power of two that is not less.
    fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}

extension HNSWSnapshot {
    /// Answers a validated query by whatever plan fits its matches.
    ///
    /// - Parameter admitted: the slots that satisfy the query's filter; nil where it has none.
    func answer(_ query: VectorQuery, admitted: SlotBitmap?, columns: AttributeColumns) throws -> VectorAnswer {
        try columns.withGroups(of: query) { groups in
            VectorAnswer(
                try search(
                    query.vector, k: query.k, ef: query.efSearch, admitting: admitted, groups: groups),
                matchCount: admitted?.count ?? count)
        }
    }

    /// As `answer`, by comparing every match.
    func exactAnswer(_ query: VectorQuery, admitted: SlotBitmap?, columns: AttributeColumns) throws -> VectorAnswer {
        try columns.withGroups(of: query) { groups in
            VectorAnswer(
                try exactSearch(query.vector, k: query.k, admitting: admitted, groups: groups),
                matchCount: admitted?.count ?? count)
        }
    }
}

extension VectorAnswer {
    fileprivate init(_ answer: HNSWAnswer, matchCount: Int) {
        self.init(
            hits: answer.hits.map { VectorHit(id: $0.label, similarity: $0.similarity) }, matchCount: matchCount,
            plan: answer.plan.rawValue)
    }
}

extension AttributeColumns {
    /// The codes of the attribute that a query groups by, one a slot; nil where it does not group.
    fileprivate func withGroups<Result>(
        of query: VectorQuery, _ body: (UnsafeBufferPointer<UInt32>?) throws -> Result
    ) throws -> Result {
        guard let name = query.groupBy else { return try body(nil) }
        if let column = texts[name] { return try column.codes.withUnsafeBufferPointer { try body($0) } }
        // A number's code is the order in which it first appears.
        var codeOfNumber: [UInt64: UInt32] = [:]
        let codes = (numbers[name]?.values ?? []).map { number in
            let code = codeOfNumber[number.bitPattern] ?? UInt32(codeOfNumber.count)
            codeOfNumber[number.bitPattern] = code
            return code
        }
        return try codes.withUnsafeBufferPointer { try body($0) }
    }
}
