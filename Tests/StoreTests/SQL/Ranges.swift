import RapportCore
import Store
import Synchronization

/// A table function whose rows are easy to know: the numbers from `low` to `high` in steps, with their squares and names.
final class Ranges: TableFunction {
    let calls = Mutex(0)

    var name: String { "ranges" }
    var columns: [TableColumn] {
        [
            TableColumn("n", .integer, isKey: true), TableColumn("square", .integer),
            TableColumn("name", .text, isKey: true),
        ]
    }
    var arguments: [TableArgument] {
        [TableArgument("low"), TableArgument("high"), TableArgument("step", isNeeded: false)]
    }

    struct Failure: RapportError, Equatable {
        var message: String { "step must be above 0" }
    }

    func rows(_ arguments: [SQLValue], _ call: SQLCall) throws -> any TableRows {
        calls.withLock { $0 += 1 }
        return Rows(
            numbers: try Self.numbers(
                arguments[0].wholeNumber ?? 0, arguments[1].wholeNumber ?? -1, arguments[2].wholeNumber))
    }

    static func numbers(_ low: Int64, _ high: Int64, _ step: Int64?) throws -> [Int64] {
        guard step ?? 1 > 0 else { throw Failure() }
        return Array(stride(from: low, through: high, by: Int(step ?? 1)))
    }

    /// Names repeat, so that a key may have several rows; every fifth has none.
    static func name(_ number: Int64) -> String? {
        number % 5 == 0 ? nil : ["zero", "one", "Two"][Int(number.magnitude % 3)]
    }

    private struct Rows: TableRows {
        let numbers: [Int64]
        var count: Int { numbers.count }

        func value(row: Int, column: Int) -> SQLValue {
            switch column {
            case 0: .integer(numbers[row])
            case 1: .integer(numbers[row] * numbers[row])
            default: Ranges.name(numbers[row]).map(SQLValue.text) ?? .null
            }
        }
    }
}
