/// From the values of a block to its columns.
extension PickleResolver {
    /// Column `number` of what a block holds: an array of numpy's with a row for each column, or an array of
    /// pandas' own, which is one column.
    func column(_ values: PickleValue, _ number: Int, depth: Int = 0) throws(LogReadFault) -> PandasColumn {
        if let array = try array(values) { return try column(array, number, at: position(of: values)) }
        guard let object = graph.object(values), depth < 8 else {
            throw malformed("a block holds \(values.description) instead of an array", at: position(of: values))
        }
        switch className(object) {
        case .datetimeArray, .stringArray:
            guard let inner = try innerArray(object) else { throw lacksData(object) }
            return try column(inner, number, at: object.position)
        case .categorical: return try categorical(object, depth: depth)
        case .maskedArray: return try masked(object)
        case .arrowArray:
            guard let data = entry(object.state, "_pa_array") ?? entry(object.state, "_data") else {
                throw lacksData(object)
            }
            return .arrow(try arrowChunks(data))
        case .inert: return .other("values of another kind")
        default: throw malformed("a block holds no array that is known", at: object.position)
        }
    }

    private func lacksData(_ object: PickleObject) -> LogReadFault {
        malformed("an array of pandas lacks its data", at: object.position)
    }

    /// How many columns a block's values hold.
    func columnCount(_ values: PickleValue) throws(LogReadFault) -> Int {
        if let array = try array(values) { return array.columnCount }
        guard let object = graph.object(values), className(object) == .datetimeArray else { return 1 }
        return try innerArray(object)?.columnCount ?? 1
    }

    private func column(
        _ array: NumpyArray, _ number: Int, at position: Int
    ) throws(LogReadFault) -> PandasColumn {
        guard number < array.columnCount else {
            throw malformed("a block has \(array.columnCount) columns and is placed on more", at: position)
        }
        let (start, step) = array.line(number)
        let count = array.rowCount
        switch array.storage {
        case .cells(let list): return .cells(list: list, start: start, count: count)
        case .bytes(let offset):
            let run = NumberRun(
                type: array.type, offset: offset + start * array.type.size, step: step * array.type.size,
                count: count)
            switch array.type.kind {
            case "f" where array.type.size <= 8: return .numbers(run)
            case "i", "u", "b": return .numbers(run)
            case "M": return .times(run)
            default: return .other(array.type.name)
            }
        }
    }

    /// The array inside a DatetimeArray or StringArray, whose state is `(type, array, …)` or a dict.
    private func innerArray(_ object: PickleObject) throws(LogReadFault) -> NumpyArray? {
        if let items = graph.items(object.state) {
            for item in items { if let array = try array(item) { return array } }
            return nil
        }
        guard let data = entry(object.state, "_ndarray") ?? entry(object.state, "_data") else { return nil }
        return try array(data)
    }

    private func masked(_ object: PickleObject) throws(LogReadFault) -> PandasColumn {
        guard let data = entry(object.state, "_data"), let mask = entry(object.state, "_mask"),
            let values = try array(data), let maskArray = try array(mask), values.shape == maskArray.shape,
            case .numbers(let run) = try column(maskArray, 0, at: object.position), run.type.size == 1
        else { throw lacksData(object) }
        return .masked(try column(values, 0, at: object.position), mask: run)
    }

    private func categorical(_ object: PickleObject, depth: Int) throws(LogReadFault) -> PandasColumn {
        var codes = entry(object.state, "_codes") ?? entry(object.state, "_ndarray")
        var type = entry(object.state, "_dtype")
        for item in graph.items(object.state) ?? [] {
            if graph.object(item).map({ className($0) == .categoricalType }) ?? false {
                type = type ?? item
            } else if codes == nil, try array(item) != nil {
                codes = item
            }
        }
        guard let codes, let array = try array(codes), case .numbers(let run) = try column(array, 0, at: 0),
            run.type.kind == "i", let type, let typeObject = graph.object(type),
            let index = entry(typeObject.state, "categories") ?? argument(typeObject, 0)
        else { throw lacksData(object) }
        return .categorical(codes: run, categories: try indexData(index, depth: depth + 1))
    }

    /// The values of an `Index`.
    func indexData(_ value: PickleValue, depth: Int = 0) throws(LogReadFault) -> PandasColumn {
        guard let object = graph.object(value), object.callable.global == .newIndex, depth < 8,
            let parts = argument(object, 1)
        else { throw malformed("an index cannot be read", at: position(of: value)) }
        guard let data = entry(parts, "data") else { return .other("a computed index") }
        // A DatetimeIndex may be the data of another index.
        if let inner = graph.object(data), inner.callable.global == .newIndex {
            return try indexData(data, depth: depth + 1)
        }
        return try column(data, 0, depth: depth + 1)
    }
}
