/// What a column of a DataFrame is made of.
indirect enum PandasColumn {
    /// dtype object: values of a list.
    case cells(list: Int, start: Int, count: Int)
    /// Floats, integers or bools.
    case numbers(NumberRun)
    /// datetime64; int64 ticks, the least one is null.
    case times(NumberRun)
    /// A nullable array; where the mask is not 0 the value is null.
    case masked(PandasColumn, mask: NumberRun)
    /// Codes into categories; negative is null.
    case categorical(codes: NumberRun, categories: PandasColumn)
    case arrow([ArrowChunk])
    /// A type that no column of a log can have.
    case other(String)

    /// How many elements it has; of another type's they are not counted.
    var count: Int {
        switch self {
        case .cells(_, _, let count): count
        case .numbers(let run), .times(let run), .categorical(let run, _): run.count
        case .masked(let inner, _): inner.count
        case .arrow(let chunks): chunks.reduce(0) { $0 + $1.count }
        case .other: 0
        }
    }

    /// As errors show it.
    var typeName: String {
        switch self {
        case .cells: "objects"
        case .numbers(let run), .times(let run): run.type.name
        case .masked(let inner, _): "nullable \(inner.typeName)"
        case .categorical(_, let categories): "categories of \(categories.typeName)"
        case .arrow(let chunks): "Arrow \(chunks.first?.type.name ?? "values")"
        case .other(let name): name
        }
    }
}

/// Numbers at equal distances in the file.
struct NumberRun {
    var type: NumpyType
    /// Of the first element, in the region.
    var offset: Int
    /// Bytes from one element to the next.
    var step: Int
    var count: Int

    /// - Precondition: `row` < `count`; the run lies inside `bytes`.
    func int(_ row: Int, _ bytes: UnsafeRawBufferPointer) -> Int64 {
        let place = offset + row * step
        switch (type.size, type.kind == "u") {
        case (1, true): return Int64(load(UInt8.self, place, bytes))
        case (1, false): return Int64(load(Int8.self, place, bytes))
        case (2, true): return Int64(load(UInt16.self, place, bytes))
        case (2, false): return Int64(load(Int16.self, place, bytes))
        case (4, true): return Int64(load(UInt32.self, place, bytes))
        case (4, false): return Int64(load(Int32.self, place, bytes))
        default: return load(Int64.self, place, bytes)
        }
    }

    /// The element as a double: integers are rounded to one where they have over 53 bits.
    func double(_ row: Int, _ bytes: UnsafeRawBufferPointer) -> Double {
        let place = offset + row * step
        switch (type.kind, type.size) {
        case ("f", 8): return Double(bitPattern: load(UInt64.self, place, bytes))
        case ("f", 4): return Double(Float(bitPattern: load(UInt32.self, place, bytes)))
        case ("f", _): return Self.half(load(UInt16.self, place, bytes))
        case ("u", 8): return Double(load(UInt64.self, place, bytes))
        default: return Double(int(row, bytes))
        }
    }

    private func load<Integer: FixedWidthInteger>(
        _ kind: Integer.Type, _ place: Int, _ bytes: UnsafeRawBufferPointer
    ) -> Integer {
        let value = bytes.loadUnaligned(fromByteOffset: place, as: kind)
        return type.isBigEndian ? Integer(bigEndian: value) : Integer(littleEndian: value)
    }

    /// IEEE 754 binary16.
    private static func half(_ bits: UInt16) -> Double {
        let sign: Double = bits & 0x8000 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Double(bits & 0x3FF) / 1_024
        switch exponent {
        case 0: return sign * fraction * 0x1p-14
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default: return sign * (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
        }
    }
}
