/// Which of a query's conditions a table function's rows are found by.
///
/// An argument is given by the first equation for its hidden column. Every other condition stays SQLite's: it tests each
/// row, in which a hidden column holds the argument. So the order of conditions, and two for one column, change nothing.
struct TablePlan: Equatable {
    /// A condition `column = value` that SQLite knows of. Other conditions are not worth a look.
    struct Equation: Equatable {
        /// Columns first, then arguments.
        var column: Int
        /// Whether the value is known where the table stands in the join.
        var isUsable: Bool
        /// Whether texts are compared by their bytes.
        var isBinary: Bool
    }

    /// For each argument, the position of its equation; nil where it is left out.
    var arguments: [Int?]
    /// The key column that rows are found by, and the position of its equation.
    var key: (column: Int, equation: Int)?

    static func == (left: TablePlan, right: TablePlan) -> Bool {
        left.arguments == right.arguments && left.key?.column == right.key?.column
            && left.key?.equation == right.key?.equation
    }

    enum Outcome: Equatable {
        case plan(TablePlan)
        /// An argument comes from a table that stands behind this one: another order is needed.
        case otherOrder
        /// No condition gives the argument at all.
        case missing(argument: Int)
    }

    /// - Parameter equations: nil for a condition that is none.
    static func make(
        columns: [TableColumn], arguments: [TableArgument], equations: [Equation?]
    ) -> Outcome {
        var plan = TablePlan(arguments: Array(repeating: nil, count: arguments.count), key: nil)
        for (index, argument) in arguments.enumerated() {
            let own = equations.indices.filter { equations[$0]?.column == columns.count + index }
            if let usable = own.first(where: { equations[$0]?.isUsable == true }) {
                plan.arguments[index] = usable
            } else if !own.isEmpty {
                // To leave it out here would be another question.
                return .otherOrder
            } else if argument.isNeeded {
                return .missing(argument: index)
            }
        }
        for (position, equation) in equations.enumerated() {
            guard let equation, equation.isUsable, equation.isBinary, columns.indices.contains(equation.column),
                columns[equation.column].isKey
            else { continue }
            plan.key = (equation.column, position)
            break
        }
        return .plan(plan)
    }

    private static let keyShift: Int32 = 16

    /// The plan as the number that SQLite hands to the cursor.
    var number: Int32 {
        let given = arguments.indices.filter { arguments[$0] != nil }.reduce(Int32(0)) { $0 | 1 << Int32($1) }
        return given | (key.map { Int32($0.column + 1) << Self.keyShift } ?? 0)
    }

    /// Undoes `number`: which arguments are given, in which order, and the key column.
    static func given(in number: Int32, of count: Int) -> (arguments: [Int], keyColumn: Int?) {
        let column = Int(number >> keyShift)
        return ((0..<count).filter { number & 1 << Int32($0) != 0 }, column > 0 ? column - 1 : nil)
    }
}
