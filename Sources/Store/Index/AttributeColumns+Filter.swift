import HNSW
import RapportCore

extension AttributeColumns {
    /// The live slots that satisfy a filter.
    ///
    /// - Complexity: O(slots · conditions), a fraction of a nanosecond a slot and condition; O(texts of a column)
    ///   where its texts are ordered.
    /// - Throws: `FilterError` where the filter does not fit the schema.
    func matches(_ filter: Filter) throws(FilterError) -> SlotBitmap {
        try filter.validate(against: schema)
        return SlotBitmap(words: words(where: filter, is: true).and(live))
    }

    /// All live slots.
    var liveSlots: SlotBitmap { SlotBitmap(words: live) }

    /// The slots for which a filter is true, or false, in SQL's three-valued logic: neither where it is unknown. What
    /// lies in slots that are not live does not matter.
    private func words(where filter: Filter, is truth: Bool) -> [UInt64] {
        switch filter {
        case .and(let left, let right):
            let (left, right) = (words(where: left, is: truth), words(where: right, is: truth))
            return truth ? left.and(right) : left.or(right)
        case .or(let left, let right):
            let (left, right) = (words(where: left, is: truth), words(where: right, is: truth))
            return truth ? left.or(right) : left.and(right)
        case .not(let inner): return words(where: inner, is: !truth)
        case .between(let name, let low, let high):
            if truth, let column = numbers[name], case .number(let low) = low, case .number(let high) = high,
                low <= high
            {
                return column.words(within: low...high)
            }
            let atLeast = Filter.compare(attribute: name, .greaterOrEqual, low)
            return words(where: .and(atLeast, .compare(attribute: name, .lessOrEqual, high)), is: truth)
        case .isNull(let name):
            let known = known(name)
            return truth ? known.map { ~$0 } : known
        case .compare(let name, let comparison, let operand):
            if operand == .null { return none }
            let holding = holding(name, comparison, operand)
            return truth ? holding : known(name).andNot(holding)
        case .isIn(let name, let operands):
            let equal = equal(name, operands)
            if truth { return equal }
            // As in SQLite: even of null it is false that it is in nothing.
            if operands.isEmpty { return none.map { ~$0 } }
            // Of what equals none of the others it is unknown whether it equals null.
            return operands.contains(.null) ? none : known(name).andNot(equal)
        }
    }

    private var none: [UInt64] { [UInt64](repeating: 0, count: live.count) }

    /// The slots in which an attribute is not null.
    private func known(_ name: String) -> [UInt64] {
        if let column = numbers[name] { return column.words(within: -.infinity ... .infinity) }
        guard let column = texts[name] else { return none }
        return ColumnBits.words(of: column.codes, within: 1 ... .max)
    }

    /// The slots in which an attribute compares to a value that is not null.
    private func holding(_ name: String, _ comparison: Filter.Comparison, _ operand: AttributeValue) -> [UInt64] {
        switch comparison {
        case .equal: return equal(name, [operand])
        case .notEqual: return known(name).andNot(equal(name, [operand]))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: break
        }
        if let column = numbers[name], case .number(let value) = operand {
            return comparison.range(value).map(column.words(within:)) ?? none
        }
        guard let column = texts[name] else { return none }
        // Each text is compared once, however many slots hold it.
        return ColumnBits.words(
            of: column.codes, admittedBy: [false] + column.values.map { comparison.holds(.text($0), operand) == true })
    }

    /// The slots in which an attribute equals one of some values.
    private func equal(_ name: String, _ operands: [AttributeValue]) -> [UInt64] {
        if let column = numbers[name] {
            return words(
                of: column,
                equalTo: operands.compactMap { operand in
                    if case .number(let value) = operand, !value.isNaN { value } else { nil }
                })
        }
        guard let column = texts[name] else { return none }
        let codes = operands.compactMap(column.code)
        if let code = codes.first, codes.count == 1 { return ColumnBits.words(of: column.codes, within: code...code) }
        var table = [Bool](repeating: false, count: column.values.count + 1)
        for code in codes { table[Int(code)] = true }
        return ColumnBits.words(of: column.codes, admittedBy: table)
    }

    /// One pass over the column for few values; for many, one that finds candidates and a look at each.
    private func words(of column: NumberColumn, equalTo values: [Double]) -> [UInt64] {
        guard let low = values.min(), let high = values.max() else { return none }
        if values.count <= 32 {
            return values.reduce(none) { $0.or(column.words(within: $1...$1)) }
        }
        let wanted = Set(values)
        var words = column.words(within: low...high)
        SlotBitmap(words: words).forEach { slot in
            if !wanted.contains(column[Int(slot)]) { words[Int(slot / 64)] &= ~(1 << UInt64(slot % 64)) }
        }
        return words
    }
}

extension Filter.Comparison {
    /// The numbers that compare to `value` so; nil where there are none.
    fileprivate func range(_ value: Double) -> ClosedRange<Double>? {
        if value.isNaN { return nil }
        switch self {
        case .lessOrEqual: return -.infinity...value
        case .greaterOrEqual: return value ... .infinity
        case .less: return value == -.infinity ? nil : -.infinity...value.nextDown
        case .greater: return value == .infinity ? nil : value.nextUp ... .infinity
        case .equal, .notEqual: return value...value
        }
    }
}

/// Bits of slots, word by word; both sides have as many words.
extension [UInt64] {
    fileprivate func and(_ other: [UInt64]) -> [UInt64] { combined(other) { $0 & $1 } }
    fileprivate func or(_ other: [UInt64]) -> [UInt64] { combined(other) { $0 | $1 } }
    fileprivate func andNot(_ other: [UInt64]) -> [UInt64] { combined(other) { $0 & ~$1 } }

    @inline(__always)
    private func combined(_ other: [UInt64], _ operation: (UInt64, UInt64) -> UInt64) -> [UInt64] {
        // The library writes the count of an empty array, too, into memory that all threads share.
        if isEmpty || other.isEmpty { return [] }
        return withUnsafeBufferPointer { own in
            other.withUnsafeBufferPointer { other in
                let count = Swift.min(own.count, other.count)
                return [UInt64](unsafeUninitializedCapacity: count) { words, used in
                    for index in 0..<count { words[index] = operation(own[index], other[index]) }
                    used = count
                }
            }
        }
    }
}
