/// A numpy data type, as far as tables of logs have them.
struct NumpyType: Equatable {
    /// numpy's letter: `f` float, `i` int, `u` unsigned, `b` bool, `M` datetime64, `O` object, `S`, `U`.
    var kind: Character
    /// Bytes of one element.
    var size: Int
    var isBigEndian = false
    /// Of a datetime64: nanoseconds of one tick.
    var tick: Int64 = 1

    /// As errors show it, in numpy's words.
    var name: String {
        switch kind {
        case "f": "float\(size * 8)"
        case "i": "int\(size * 8)"
        case "u": "uint\(size * 8)"
        case "b": "bool"
        case "M": "datetime64"
        case "m": "timedelta64"
        case "O": "object"
        case "c": "complex\(size * 8)"
        default: "\(kind)\(size)"
        }
    }

    /// Reads `f8`, `<f8`, `|O`, `|b1`, `M8[ns]`.
    init?(parsing text: String) {
        var rest = text[...]
        if let order = rest.first, "<>=|".contains(order) {
            isBigEndian = order == ">"
            rest.removeFirst()
        }
        guard let letter = rest.popFirst(), "fiubMmOSUVc".contains(letter) else { return nil }
        kind = letter
        let digits = rest.prefix { $0.isNumber }
        rest = rest.dropFirst(digits.count)
        let number = digits.isEmpty ? (letter == "O" ? 8 : letter == "b" ? 1 : nil) : Int(digits)
        guard let number, number >= 0, number <= 1 << 20 else { return nil }
        size = letter == "U" ? number * 4 : number
        if rest.hasPrefix("["), rest.hasSuffix("]") {
            guard let tick = Self.tick(unit: String(rest.dropFirst().dropLast()), count: 1) else { return nil }
            self.tick = tick
        } else if !rest.isEmpty {
            return nil
        }
        guard isReadable else { return nil }
    }

    /// Whether the letter and the size go together.
    private var isReadable: Bool {
        switch kind {
        case "f": [2, 4, 8, 16].contains(size)
        case "i", "u": [1, 2, 4, 8].contains(size)
        case "b": size == 1
        case "M", "m": size == 8
        case "O": size == 8 || size == 4
        default: true
        }
    }

    /// Nanoseconds of `count` units; nil for units that are no fixed length (months) or finer than one.
    static func tick(unit: String, count: Int64) -> Int64? {
        let units: [String: Int64] = [
            "ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000, "h": 3_600_000_000_000,
            "D": 86_400_000_000_000, "W": 604_800_000_000_000,
        ]
        guard let unit = units[unit], count > 0 else { return nil }
        let (tick, overflow) = unit.multipliedReportingOverflow(by: count)
        return overflow ? nil : tick
    }
}

extension PickleResolver {
    /// A data type: `numpy.dtype('f8', False, True)` with its state, or a text that numpy reads as one.
    func numpyType(_ value: PickleValue) throws(LogReadFault) -> NumpyType {
        if let text = word(value), let type = NumpyType(parsing: text) { return type }
        guard let object = graph.object(value), object.callable.global == .dtype,
            let text = word(argument(object, 0)), var type = NumpyType(parsing: text)
        else { throw malformed("a data type cannot be read", at: position(of: value)) }
        guard let state = graph.items(object.state), state.count > 1 else { return type }
        if let order = word(state[state.startIndex + 1]) { type.isBigEndian = order == ">" }
        if type.kind == "M", state.count > 8 {
            guard let tick = try tick(state[state.startIndex + 8]) else {
                throw malformed("a datetime64 has no unit that can be read", at: object.position)
            }
            type.tick = tick
        }
        return type
    }

    /// From `(metadata, (b'ns', count, 1, 1))`.
    private func tick(_ metadata: PickleValue) throws(LogReadFault) -> Int64? {
        guard let parts = graph.items(metadata), let last = parts.last, let unit = graph.items(last), unit.count >= 3,
            let name = try byteRange(unit[unit.startIndex]) ?? textRange(unit[unit.startIndex]), name.count < 10,
            unit[unit.startIndex + 1].kind == .int, unit[unit.startIndex + 2].kind == .int,
            unit[unit.startIndex + 2].int == 1
        else { return nil }
        let word = String(decoding: bytes[name], as: UTF8.self)
        return NumpyType.tick(unit: word, count: unit[unit.startIndex + 1].int)
    }

    private func textRange(_ value: PickleValue) -> Range<Int>? {
        value.kind == .text ? value.offset..<value.offset + value.count : nil
    }
}
