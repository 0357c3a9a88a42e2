/// A numpy array of one or two dimensions, over bytes of the file or over values of the graph.
struct NumpyArray {
    enum Storage {
        /// Where the elements lie in the region.
        case bytes(offset: Int)
        /// A list of the graph, in C order whatever the array's own.
        case cells(list: Int)
    }

    /// One or two extents; their product is the number of elements.
    var shape: [Int]
    var type: NumpyType
    var isFortran: Bool
    var storage: Storage

    /// Elements of a column of a block: the last dimension.
    var rowCount: Int { shape[shape.count - 1] }
    /// Columns of a block.
    var columnCount: Int { shape.count == 2 ? shape[0] : 1 }

    /// The first element and the step, in elements, of a column of a block.
    func line(_ column: Int) -> (start: Int, step: Int) {
        if isFortran, shape.count == 2, case .bytes = storage { return (column, shape[0]) }
        return (column * rowCount, 1)
    }
}

extension PickleResolver {
    /// An array by any of the ways in which numpy pickles one.
    ///
    /// - Returns: nil where the value is no array.
    func array(_ value: PickleValue) throws(LogReadFault) -> NumpyArray? {
        guard let object = graph.object(value) else { return nil }
        switch object.callable.global {
        case .reconstruct: return try arrayFromState(object)
        case .fromBuffer:
            guard let buffer = argument(object, 0), let type = argument(object, 1), let shape = argument(object, 2)
            else { throw malformed("an array lacks its parts", at: object.position) }
            let isFortran = argument(object, 3).map { isText($0, "F") } ?? false
            return try array(object, type: numpyType(type), shape: shape, data: buffer, isFortran: isFortran)
        case .array:
            if object.state.kind != .none { return try arrayFromState(object) }
            guard let shape = argument(object, 0), let type = argument(object, 1), let buffer = argument(object, 2)
            else { throw malformed("an array lacks its parts", at: object.position) }
            return try array(object, type: numpyType(type), shape: shape, data: buffer, isFortran: false)
        default: return nil
        }
    }

    /// From the state `(version, shape, type, is Fortran, bytes or list)`.
    private func arrayFromState(_ object: PickleObject) throws(LogReadFault) -> NumpyArray {
        guard let state = graph.items(object.state), state.count == 5 else {
            throw malformed("an array lacks its state", at: object.position)
        }
        let part = { (number: Int) in state[state.startIndex + number] }
        let isFortran = part(3).kind == .bool && part(3).bool
        return try array(object, type: numpyType(part(2)), shape: part(1), data: part(4), isFortran: isFortran)
    }

    private func array(
        _ object: PickleObject, type: NumpyType, shape: PickleValue, data: PickleValue, isFortran: Bool
    ) throws(LogReadFault) -> NumpyArray {
        let (extents, count) = try extents(shape, object)
        if type.kind == "O" {
            guard data.kind == .list, graph.lists[data.index].count == count else {
                throw malformed("an object array does not hold the \(count) values of its shape", at: object.position)
            }
            return NumpyArray(shape: extents, type: type, isFortran: isFortran, storage: .cells(list: data.index))
        }
        guard let range = try byteRange(data) else {
            throw malformed("an array has no bytes", at: object.position)
        }
        let (size, overflow) = count.multipliedReportingOverflow(by: type.size)
        guard !overflow, size == range.count else {
            throw malformed(
                "an array of \(count) \(type.name) has \(range.count) bytes", at: object.position)
        }
        return NumpyArray(
            shape: extents, type: type, isFortran: isFortran, storage: .bytes(offset: range.lowerBound))
    }

    private func extents(
        _ shape: PickleValue, _ object: PickleObject
    ) throws(LogReadFault) -> (extents: [Int], count: Int) {
        guard let items = graph.items(shape), (1...2).contains(items.count) else {
            throw malformed("an array has no shape of one or two dimensions", at: object.position)
        }
        var count = 1
        var extents: [Int] = []
        for item in items {
            guard item.kind == .int, item.int >= 0, let extent = Int(exactly: item.int) else {
                throw malformed("an array's shape is no list of counts", at: object.position)
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            guard !overflow else { throw malformed("an array's shape overflows", at: object.position) }
            count = product
            extents.append(extent)
        }
        return (extents, count)
    }
}
