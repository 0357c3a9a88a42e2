/// Arrow arrays, as pyarrow pickles them.
extension PickleResolver {
    /// The chunks of a chunked array; an array is one chunk.
    func arrowChunks(_ value: PickleValue) throws(LogReadFault) -> [ArrowChunk] {
        guard let object = graph.object(value) else { throw unknownArrow(value) }
        switch object.callable.global {
        case .restoreArray:
            guard let parts = argument(object, 0) else { throw unknownArrow(value) }
            return [try arrowChunk(parts, at: object.position)]
        case .chunkedArray:
            guard let items = argument(object, 0).flatMap(graph.items) else { throw unknownArrow(value) }
            var chunks: [ArrowChunk] = []
            for item in items {
                guard let chunk = graph.object(item), chunk.callable.global == .restoreArray,
                    let parts = argument(chunk, 0)
                else { throw unknownArrow(item) }
                chunks.append(try arrowChunk(parts, at: chunk.position))
            }
            try checkTotal(chunks, at: object.position)
            return chunks
        default: throw unknownArrow(value)
        }
    }

    private func unknownArrow(_ value: PickleValue) -> LogReadFault {
        malformed("an Arrow array has an unknown form", at: position(of: value))
    }

    /// Chunks may share buffers; together they must not stand for more rows than the file has bytes.
    private func checkTotal(_ chunks: [ArrowChunk], at position: Int) throws(LogReadFault) {
        var total = 0
        for chunk in chunks {
            total += chunk.count
            guard total <= region.contentCount else {
                throw malformed("Arrow arrays claim more rows than the file can hold", at: position)
            }
        }
    }

    /// From `(type, length, nulls, offset, buffers, children, dictionary)`.
    private func arrowChunk(
        _ value: PickleValue, at position: Int, isDictionary: Bool = false
    ) throws(LogReadFault) -> ArrowChunk {
        guard let parts = graph.items(value), parts.count == 7 else {
            throw malformed("an Arrow array lacks its parts", at: position)
        }
        let part = { (number: Int) in parts[parts.startIndex + number] }
        guard part(1).kind == .int, part(3).kind == .int, let buffers = graph.items(part(4)),
            part(1).int >= 0, part(3).int >= 0, part(1).int < 1 << 40, part(3).int < 1 << 40
        else { throw malformed("an Arrow array's length cannot be read", at: position) }
        var ranges: [Range<Int>?] = []
        for buffer in buffers {
            let range = buffer.kind == .none ? nil : try byteRange(buffer)
            guard range != nil || buffer.kind == .none else {
                throw malformed("an Arrow buffer cannot be read", at: position)
            }
            ranges.append(range)
        }
        var chunk = ArrowChunk(
            type: arrowType(part(0)), count: Int(part(1).int), first: Int(part(3).int), validity: ranges.first ?? nil,
            buffers: ranges.dropFirst().map { $0 ?? 0..<0 })
        if part(6).kind != .none {
            guard !isDictionary else { throw malformed("an Arrow dictionary has a dictionary", at: position) }
            chunk.type = .dictionary
            chunk.dictionary = [try arrowChunk(part(6), at: position, isDictionary: true)]
        }
        try check(chunk, at: position)
        return chunk
    }

    private func arrowType(_ value: PickleValue) -> ArrowType {
        guard let object = graph.object(value), let name = word(argument(object, 0)) else { return .other }
        switch object.callable.global {
        case .typeForAlias: return ArrowType(alias: name)
        case .arrowTimestamp: return NumpyType.tick(unit: name, count: 1).map { .timestamp(tick: $0) } ?? .other
        default: return .other
        }
    }

    /// Checks that every buffer holds what the length asks for, so that reading needs no checks but those of
    /// text offsets.
    private func check(_ chunk: ArrowChunk, at position: Int) throws(LogReadFault) {
        let end = chunk.first + chunk.count
        guard chunk.count <= region.contentCount else {
            throw malformed("an Arrow array claims more rows than the file can hold", at: position)
        }
        func buffer(_ number: Int) -> Int { number < chunk.buffers.count ? chunk.buffers[number].count : 0 }
        let holds =
            switch chunk.type {
            case .text(let size): chunk.count == 0 || buffer(0) / size > end
            case .textView: buffer(0) / 16 >= end
            case .bool: buffer(0) >= (end + 7) / 8
            case .number(let type): buffer(0) / type.size >= end
            case .timestamp: buffer(0) / 8 >= end
            case .dictionary: buffer(0) / 4 >= end
            case .null, .other: true
            }
        let hasValidity = chunk.validity.map { $0.count >= (end + 7) / 8 } ?? true
        guard holds, hasValidity else {
            throw malformed("an Arrow buffer is shorter than its \(chunk.count) rows need", at: position)
        }
    }

    // MARK: Texts

    /// The text of a row of a chunk; nil for null.
    func arrowText(_ chunk: ArrowChunk, _ row: Int) throws(LogReadFault) -> TextRange? {
        if chunk.isNull(row, bytes) { return nil }
        let place = chunk.first + row
        switch chunk.type {
        case .text(let size):
            let offsets = chunk.buffers[0].lowerBound + place * size
            let (start, end) =
                size == 4
                ? (Int(load(Int32.self, offsets)), Int(load(Int32.self, offsets + 4)))
                : (Int(load(Int64.self, offsets)), Int(load(Int64.self, offsets + 8)))
            return try textRange(start, end, in: chunk.buffers.count > 1 ? chunk.buffers[1] : 0..<0, row)
        case .textView: return try viewedText(chunk, place, row)
        case .dictionary:
            let code = Int(load(Int32.self, chunk.buffers[0].lowerBound + place * 4))
            let values = chunk.dictionary[0]
            guard code >= 0, code < values.count, values.type != .dictionary else { throw textFault(row) }
            return try arrowText(values, code)
        default: return nil
        }
    }

    /// A view holds a short text itself, or says in which buffer a long one lies.
    private func viewedText(_ chunk: ArrowChunk, _ place: Int, _ row: Int) throws(LogReadFault) -> TextRange? {
        let view = chunk.buffers[0].lowerBound + place * 16
        let count = Int(load(Int32.self, view))
        if count >= 0, count <= 12 { return TextRange(offset: view + 4, count: count) }
        let buffer = Int(load(Int32.self, view + 8)) + 1
        let start = Int(load(Int32.self, view + 12))
        guard count >= 0, buffer >= 1, buffer < chunk.buffers.count else { throw textFault(row) }
        return try textRange(start, start + count, in: chunk.buffers[buffer], row)
    }

    private func textRange(
        _ start: Int, _ end: Int, in buffer: Range<Int>, _ row: Int
    ) throws(LogReadFault) -> TextRange {
        guard start >= 0, end >= start, end <= buffer.count,
            let range = TextRange(offset: buffer.lowerBound + start, count: end - start)
        else { throw textFault(row) }
        return range
    }

    private func textFault(_ row: Int) -> LogReadFault {
        LogReadFault(.malformedPickle("a text lies outside its data"), at: .row(row + 1))
    }

    private func load<Integer: FixedWidthInteger>(_ type: Integer.Type, _ offset: Int) -> Integer {
        Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
}
