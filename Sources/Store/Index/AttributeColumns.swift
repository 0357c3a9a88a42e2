import HNSW
import RapportCore

/// The attributes of an index's records as columns beside the vectors, one entry a slot.
///
/// A filter is evaluated here for all slots at once, so that it never costs a query per candidate.
struct AttributeColumns: Sendable {
    let schema: AttributeSchema
    /// Slots that the columns cover, live or not.
    private(set) var slotCount = 0
    /// One bit a slot: whether a record lives there.
    private(set) var live: [UInt64] = []
    private(set) var numbers: NamedColumns<NumberColumn>
    private(set) var texts: NamedColumns<DictionaryColumn>

    init(schema: AttributeSchema) {
        self.schema = schema
        numbers = NamedColumns(schema.types.filter { $0.value == .number }.mapValues { _ in NumberColumn() })
        texts = NamedColumns(schema.types.filter { $0.value == .text }.mapValues { _ in DictionaryColumn() })
    }

    /// Columns as `AttributeColumns+Coding` read them; all have `slotCount` entries.
    init(
        schema: AttributeSchema, slotCount: Int, live: [UInt64], numbers: [String: NumberColumn],
        texts: [String: DictionaryColumn]
    ) {
        self.schema = schema
        self.slotCount = slotCount
        self.live = live
        self.numbers = NamedColumns(numbers)
        self.texts = NamedColumns(texts)
    }

    /// Puts a record's attributes into a slot and marks it live; missing attributes are null.
    mutating func set(_ slot: Int, _ attributes: [String: AttributeValue]) {
        grow(to: slot + 1)
        live[slot >> 6] |= 1 << UInt64(slot & 63)
        numbers.change { name, column in
            if case .number(let value) = attributes[name] { column.set(slot, value) } else { column.set(slot, .nan) }
        }
        texts.change { name, column in
            if case .text(let value) = attributes[name] { column.set(slot, value) } else { column.set(slot, nil) }
        }
    }

    /// Makes room for as many slots: columns that grow slot by slot take up to twice what they hold.
    mutating func reserveCapacity(_ count: Int) {
        numbers.change { _, column in column.reserveCapacity(count) }
        texts.change { _, column in column.reserveCapacity(count) }
    }

    /// Marks a slot as empty.
    mutating func remove(_ slot: Int) {
        guard slot < slotCount else { return }
        live[slot >> 6] &= ~(1 << UInt64(slot & 63))
    }

    private mutating func grow(to count: Int) {
        guard count > slotCount else { return }
        slotCount = count
        live += Array(repeating: 0, count: max(0, (count + 63) / 64 - live.count))
        numbers.change { _, column in column.grow(to: count) }
        texts.change { _, column in column.grow(to: count) }
    }
}

/// A column of texts as codes into a dictionary; code 0 is null.
struct DictionaryColumn: Sendable {
    private(set) var codes: [UInt32] = []
    /// `values[code - 1]`
    private(set) var values: [String] = []
    /// By bytes: to `String` two spellings of one accented letter are equal, and they are two fans.
    private var codeOfValue: [AttributeValue: UInt32] = [:]

    init() {}

    init(codes: [UInt32], values: [String]) {
        self.codes = codes
        self.values = values
        codeOfValue = Dictionary(
            zip(values.map(AttributeValue.text), values.indices.map { UInt32($0 + 1) }),
            uniquingKeysWith: { first, _ in first })
    }

    mutating func set(_ slot: Int, _ value: String?) {
        guard let value else {
            codes[slot] = 0
            return
        }
        if let code = codeOfValue[.text(value)] {
            codes[slot] = code
        } else {
            values.append(value)
            codeOfValue[.text(value)] = UInt32(values.count)
            codes[slot] = UInt32(values.count)
        }
    }

    /// The code of a text; nil where no slot ever held it.
    func code(_ value: AttributeValue) -> UInt32? { codeOfValue[value] }

    mutating func reserveCapacity(_ count: Int) { codes.reserveCapacity(count) }

    mutating func grow(to count: Int) {
        codes.append(contentsOf: repeatElement(0, count: count - codes.count))
    }

    subscript(slot: Int) -> AttributeValue {
        codes[slot] == 0 ? .null : .text(values[Int(codes[slot]) - 1])
    }
}
