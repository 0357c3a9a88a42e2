import HNSW
import RapportCore

/// SQL's three-valued truth of every slot: neither bit set is unknown.
private struct TruthBits {
    var isTrue: [UInt64]
    var isFalse: [UInt64]

    static func and(_ left: TruthBits, _ right: TruthBits) -> TruthBits {
        TruthBits(
            isTrue: zip(left.isTrue, right.isTrue).map { $0 & $1 },
            isFalse: zip(left.isFalse, right.isFalse).map { $0 | $1 })
    }

    var negated: TruthBits { TruthBits(isTrue: isFalse, isFalse: isTrue) }
}

extension AttributeColumns {
    /// The live slots that satisfy a filter.
    ///
    /// - Complexity: O(slots · conditions).
    /// - Throws: `FilterError` where the filter does not fit the schema.
    func matches(_ filter: Filter) throws(FilterError) -> SlotBitmap {
        try filter.validate(against: schema)
        return SlotBitmap(words: zip(truth(filter).isTrue, live).map { $0 & $1 })
    }

    /// All live slots.
    var liveSlots: SlotBitmap { SlotBitmap(words: live) }

    private func truth(_ filter: Filter) -> TruthBits {
        switch filter {
        case .and(let left, let right): TruthBits.and(truth(left), truth(right))
        case .or(let left, let right): TruthBits.and(truth(left).negated, truth(right).negated).negated
        case .not(let inner): truth(inner).negated
        case .between(let name, let low, let high):
            TruthBits.and(
                truth(.compare(attribute: name, .greaterOrEqual, low)),
                truth(.compare(attribute: name, .lessOrEqual, high)))
        case .isNull(let name): nullTruth(name)
        case .compare(let name, _, _), .isIn(let name, _): columnTruth(name, filter)
        }
    }

    private func nullTruth(_ name: String) -> TruthBits {
        if let column = numbers[name] { return truth { column[$0].isNaN } }
        guard let column = texts[name] else { return truth { _ in true } }
        return truth { column.codes[$0] == 0 }
    }

    private func columnTruth(_ name: String, _ filter: Filter) -> TruthBits {
        if let column = numbers[name] {
            return truth { slot in
                let value = column[slot]
                return value.isNaN ? nil : filter.truth(of: .number(value))
            }
        }
        guard let column = texts[name] else { return truth { _ in nil } }
        // Each text is compared once, however many slots hold it.
        let truths: [Bool?] = [nil] + column.values.map { filter.truth(of: .text($0)) }
        return truth { truths[Int(column.codes[$0])] }
    }

    private func truth(_ body: (Int) -> Bool?) -> TruthBits {
        var bits = TruthBits(
            isTrue: Array(repeating: 0, count: live.count), isFalse: Array(repeating: 0, count: live.count))
        for slot in 0..<slotCount {
            switch body(slot) {
            case true: bits.isTrue[slot >> 6] |= 1 << UInt64(slot & 63)
            case false: bits.isFalse[slot >> 6] |= 1 << UInt64(slot & 63)
            case nil: continue
            }
        }
        return bits
    }
}

extension Filter {
    /// Truth of a comparison or `in` for one value that is not null.
    fileprivate func truth(of value: AttributeValue) -> Bool? {
        switch self {
        case .compare(_, let comparison, let operand): comparison.holds(value, operand)
        case .isIn(_, let operands):
            operands.contains { Comparison.equal.holds(value, $0) == true }
                ? true : operands.contains(.null) ? nil : false
        default: nil
        }
    }
}
