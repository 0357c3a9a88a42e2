import RapportCore

/// What a reader by rows does with a field: the ten columns, and the flag that other exports add.
enum CellRole: Hashable {
    case column(LogColumn)
    case isSystem

    init?(name: String) {
        if let column = LogColumn(rawValue: name) {
            self = .column(column)
        } else if name == "is_system" {
            self = .isSystem
        } else {
            return nil
        }
    }
}

/// Filling row by row, for readers of CSV and JSON lines.
extension RowColumns {
    /// Starts a row in which everything is null; the other functions fill it.
    mutating func appendRow() {
        chatterName.append(.null)
        modelName.append(.null)
        fanMessage.append(.null)
        chatterMessage.append(.null)
        fanID.append(.null)
        datetime.append(0)
        price.append(0)
        purchased.append(false)
        tips.append(0)
        revenue.append(0)
        faults.append(.badTime)
    }

    private var last: Int { faults.count - 1 }

    /// Makes the last row one that could not be read at all: a reject of type `bad_type`.
    mutating func markUnreadable() {
        faults[last] = [.badType, .mistypedFan, .mistypedModel]
        for column in [\RowColumns.fanMessage, \.chatterMessage] { self[keyPath: column].set(last, .null) }
    }

    mutating func note(_ fault: RowFaults) {
        faults[last].insert(fault)
    }

    /// Sets a cell of the last row from a text at `range`.
    mutating func set(_ role: CellRole, text range: TextRange, _ bytes: UnsafeRawBufferPointer) {
        let text = UnsafeRawBufferPointer(rebasing: bytes[range.offset..<range.offset + Int(range.length)])
        switch role {
        case .column(.chatterName): chatterName.set(last, range)
        case .column(.modelName): modelName.set(last, range)
        case .column(.fanMessage): fanMessage.set(last, range)
        case .column(.chatterMessage): chatterMessage.set(last, range)
        case .column(.fanID): fanID.set(last, range)
        case .column(.datetime): set(time: CellText.time(text))
        case .column(.price), .column(.tips), .column(.revenue):
            set(role, number: CellReading(CellText.number(text), unreadable: .badNumber))
        case .column(.purchased), .isSystem:
            set(role, bool: CellReading(CellText.bool(text), unreadable: .badType))
        }
    }

    /// - Parameter time: nil where it cannot be read.
    mutating func set(time: Int64?) {
        guard let time else { return }
        datetime[last] = time
        faults[last].remove(.badTime)
    }

    mutating func set(_ role: CellRole, number: CellReading<Double>) {
        let value: Double
        switch number.checked {
        case .value(let number): value = number
        case .null: value = 0
        case .fault(let fault): return note(fault)
        }
        switch role {
        case .column(.price): price[last] = value
        case .column(.tips): tips[last] = value
        case .column(.revenue): revenue[last] = value
        default: note(.badType)
        }
    }

    mutating func set(_ role: CellRole, bool: CellReading<Bool>) {
        let value: Bool
        switch bool {
        case .value(let bool): value = bool
        case .null: value = false
        case .fault(let fault): return note(fault)
        }
        switch role {
        case .column(.purchased): purchased[last] = value
        case .isSystem: if value { note(.system) }
        default: note(.badType)
        }
    }
}
