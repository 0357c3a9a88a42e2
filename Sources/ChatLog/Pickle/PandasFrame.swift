/// A DataFrame in a pickle: where the values of each named column lie.
struct PandasFrame {
    /// The values of a block, and which of its columns, by the column's name.
    private var places: [String: (values: PickleValue, number: Int)] = [:]
    private let resolver: PickleResolver
    private var placed = 0

    init(_ resolver: PickleResolver) throws(LogReadFault) {
        self.resolver = resolver
        let root = resolver.graph.root
        guard let frame = resolver.graph.object(root) else { throw resolver.notATable(root.description) }
        switch resolver.className(frame) {
        case .dataFrame: break
        case .series: throw resolver.notATable("a pandas Series", at: frame.position)
        case .array, .reconstruct, .fromBuffer: throw resolver.notATable("a numpy array", at: frame.position)
        default: throw resolver.notATable("another object", at: frame.position)
        }
        guard let manager = resolver.entry(frame.state, "_mgr") ?? resolver.entry(frame.state, "_data"),
            let managerObject = resolver.graph.object(manager), resolver.className(managerObject) == .blockManager
        else { throw resolver.malformed("the DataFrame has no blocks", at: frame.position) }
        let (axes, blocks) = try Self.parts(of: managerObject, resolver)
        let names = try Self.names(axes, at: managerObject.position, resolver)
        for block in blocks {
            let (values, placement) = try Self.parts(ofBlock: block, resolver)
            try place(values, placement, names)
        }
    }

    /// - Returns: nil where the frame has no such column.
    func column(_ name: String) throws(LogReadFault) -> PandasColumn? {
        guard let place = places[name] else { return nil }
        return try resolver.column(place.values, place.number)
    }

    /// Axes and blocks: the arguments `(blocks, axes)`, or, in pandas before 1.3, the state
    /// `(…, {'0.14.1': {'axes': …, 'blocks': …}})`.
    private static func parts(
        of manager: PickleObject, _ resolver: PickleResolver
    ) throws(LogReadFault) -> (axes: PickleValue, blocks: ArraySlice<PickleValue>) {
        if let state = resolver.graph.items(manager.state)?.last, let parts = resolver.entry(state, "0.14.1"),
            let axes = resolver.entry(parts, "axes"), let blocks = resolver.entry(parts, "blocks"),
            let items = resolver.graph.items(blocks)
        {
            return (axes, items)
        }
        guard let blocks = resolver.argument(manager, 0), let axes = resolver.argument(manager, 1),
            let items = resolver.graph.items(blocks)
        else { throw resolver.malformed("the DataFrame's blocks have an unknown form", at: manager.position) }
        return (axes, items)
    }

    /// The columns' names; a column whose name is no text has none.
    private static func names(
        _ axes: PickleValue, at position: Int, _ resolver: PickleResolver
    ) throws(LogReadFault) -> [String?] {
        guard let first = resolver.graph.items(axes)?.first else {
            throw resolver.malformed("the DataFrame has no axes", at: position)
        }
        return try resolver.names(resolver.indexData(first))
    }

    private static func parts(
        ofBlock block: PickleValue, _ resolver: PickleResolver
    ) throws(LogReadFault) -> (values: PickleValue, placement: PickleValue) {
        if let object = resolver.graph.object(block), object.callable.global == .unpickleBlock,
            let values = resolver.argument(object, 0), let placement = resolver.argument(object, 1)
        {
            return (values, placement)
        }
        guard let values = resolver.entry(block, "values"), let placement = resolver.entry(block, "mgr_locs") else {
            throw resolver.malformed("a block has an unknown form", at: resolver.position(of: block))
        }
        return (values, placement)
    }

    /// Notes which columns a block holds.
    private mutating func place(
        _ values: PickleValue, _ placement: PickleValue, _ names: [String?]
    ) throws(LogReadFault) {
        // Names of no text: nothing in this frame can be asked for.
        guard !names.isEmpty else { return }
        let count = try resolver.columnCount(values)
        let position = resolver.position(of: placement)
        let columns = try Self.columns(placement, atMost: names.count, resolver)
        guard columns.count == count else {
            throw resolver.malformed("a block of \(count) columns is placed on \(columns.count)", at: position)
        }
        // Blocks share no column; a file in which they do could ask for endless work.
        placed += count
        guard placed <= names.count else {
            throw resolver.malformed("the blocks are placed on more than \(names.count) columns", at: position)
        }
        for (number, column) in columns.enumerated() {
            guard names.indices.contains(column) else {
                throw resolver.malformed("a block is placed on column \(column) of \(names.count)", at: position)
            }
            if let name = names[column], places[name] == nil { places[name] = (values, number) }
        }
    }

    /// The columns that a placement names: a slice, or an array of numbers.
    private static func columns(
        _ placement: PickleValue, atMost limit: Int, _ resolver: PickleResolver
    ) throws(LogReadFault) -> [Int] {
        let position = resolver.position(of: placement)
        if let array = try resolver.array(placement) {
            guard array.shape.count == 1, array.rowCount <= limit, case .bytes(let offset) = array.storage,
                array.type.kind == "i" || array.type.kind == "u"
            else { throw resolver.malformed("a block's placement is no list of columns", at: position) }
            let run = NumberRun(type: array.type, offset: offset, step: array.type.size, count: array.rowCount)
            return (0..<run.count).map { Int(run.int($0, resolver.bytes)) }
        }
        guard let object = resolver.graph.object(placement), object.callable.global == .slice,
            let start = try bound(object, 0, resolver), let stop = try bound(object, 1, resolver),
            let step = try bound(object, 2, resolver), start.kind == .int
        else { throw resolver.malformed("a block's placement cannot be read", at: position) }
        let stride = step.kind == .int ? step.int : 1
        // A slice that runs down to the first column ends at None.
        let end = stop.kind == .int ? stop.int : stride < 0 ? -1 : Int64(limit)
        // The end may lie up to a step beyond the columns.
        let bounds = -Int64(limit) - 1...2 * Int64(limit)
        guard stride != 0, bounds.contains(start.int), bounds.contains(end), stride.magnitude <= limit else {
            throw resolver.malformed("a block's placement lies outside the frame", at: position)
        }
        return Swift.stride(from: Int(start.int), to: Int(end), by: Int(stride)).map { $0 }
    }

    /// A part of a slice: an int, a numpy integer, or None.
    private static func bound(
        _ slice: PickleObject, _ number: Int, _ resolver: PickleResolver
    ) throws(LogReadFault) -> PickleValue? {
        guard let part = resolver.argument(slice, number) else { return nil }
        let plain = try resolver.plain(part)
        return plain.kind == .int || plain.kind == .none ? plain : nil
    }
}
