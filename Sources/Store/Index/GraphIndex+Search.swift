import HNSW
import RapportCore

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
