import RapportCore

/// Values of object columns, cell by cell: what the mixture of Python, numpy and pandas objects that may
/// lie in one means.
extension PickleResolver {
    /// A value without its wrapping: pandas' nulls become none, a numpy scalar the number in it, a Decimal its
    /// digits. Objects of other kinds stay what they are.
    func plain(_ value: PickleValue) throws(LogReadFault) -> PickleValue {
        if value.kind == .global { return value.global == .missing || value.global == .notATime ? .none : value }
        guard let object = graph.object(value) else { return value }
        switch object.callable.global {
        case .notATime, .missing: return .none
        case .decimal: return argument(object, 0) ?? value
        case .scalar: return try scalar(object) ?? value
        default: return value
        }
    }

    /// `scalar(type, bytes)`; nil for types that no cell of a log has.
    private func scalar(_ object: PickleObject) throws(LogReadFault) -> PickleValue? {
        guard let typeValue = argument(object, 0), let data = argument(object, 1), let range = try byteRange(data)
        else { return nil }
        let type = try numpyType(typeValue)
        guard range.count == type.size else {
            throw malformed("a \(type.name) has \(range.count) bytes", at: object.position)
        }
        let run = NumberRun(type: type, offset: range.lowerBound, step: 0, count: 1)
        switch type.kind {
        case "f" where type.size <= 8: return .float(run.double(0, bytes))
        case "i": return .int(run.int(0, bytes))
        case "u": return type.size == 8 ? .float(run.double(0, bytes)) : .int(run.int(0, bytes))
        case "b": return .bool(run.int(0, bytes) != 0)
        case "U": return try utf32(run, count: type.size / 4)
        default: return nil
        }
    }

    private func utf32(_ run: NumberRun, count: Int) throws(LogReadFault) -> PickleValue? {
        var characters = run
        characters.type.size = 4
        characters.type.kind = "u"
        characters.step = 4
        var text = ""
        for place in 0..<count {
            let code = UInt32(truncatingIfNeeded: characters.int(place, bytes))
            text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{FFFD}")
        }
        while text.unicodeScalars.last == "\0" { text.unicodeScalars.removeLast() }
        guard let offset = region.append(text.utf8) else {
            throw LogReadFault(.limit("its texts grow when they are decoded"))
        }
        return .text(offset: offset, count: text.utf8.count)
    }

    func textBytes(_ value: PickleValue) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[value.offset..<value.offset + value.count])
    }

    func number(_ value: PickleValue) throws(LogReadFault) -> CellReading<Double> {
        switch value.kind {
        case .none: return .null
        case .float: return value.float.isNaN ? .null : .value(value.float)
        case .int: return .value(Double(value.int))
        case .bigInt: return .fault(.badNumber)
        case .text: return CellReading(CellText.number(textBytes(value)), unreadable: .badNumber)
        case .object, .global:
            let plain = try plain(value)
            return plain.kind == .object || plain.kind == .global ? .fault(.badType) : try number(plain)
        default: return .fault(.badType)
        }
    }

    func bool(_ value: PickleValue) throws(LogReadFault) -> CellReading<Bool> {
        switch value.kind {
        case .none: return .null
        case .bool: return .value(value.bool)
        case .int: return value.int == 0 || value.int == 1 ? .value(value.int == 1) : .fault(.badType)
        case .float: return .bool(value.float)
        case .text: return CellReading(CellText.bool(textBytes(value)), unreadable: .badType)
        case .object, .global:
            let plain = try plain(value)
            return plain.kind == .object || plain.kind == .global ? .fault(.badType) : try bool(plain)
        default: return .fault(.badType)
        }
    }
}

/// What a cell holds, or what is wrong with it.
enum CellReading<Value> {
    case value(Value)
    case null
    case fault(RowFaults)

    init(_ cell: CellText.Cell<Value>, unreadable: RowFaults) {
        self =
            switch cell {
            case .value(let value): .value(value)
            case .null: .null
            case .unreadable: .fault(unreadable)
            }
    }
}

extension CellReading<Bool> {
    /// A bool column with nulls is one of floats to pandas.
    static func bool(_ number: Double) -> CellReading<Bool> {
        if number.isNaN { return .null }
        return number == 0 || number == 1 ? .value(number == 1) : .fault(.badType)
    }
}

extension CellReading<Double> {
    /// The rules for numbers: finite and not negative.
    var checked: CellReading<Double> {
        guard case .value(let number) = self else { return self }
        return number >= 0 && number < .infinity ? .value(number) : .fault(.badNumber)
    }
}
