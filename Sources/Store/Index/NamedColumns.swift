/// Columns of one type by their names.
///
/// In an array, so that a record is taken into all of them without looking each up: half a million records have eight
/// million attributes.
struct NamedColumns<Column: Sendable>: Sendable {
    /// In alphabetical order.
    let names: [String]
    /// In the order of `names`.
    private var columns: [Column]
    private let places: [String: Int]

    init(_ columns: [String: Column]) {
        let sorted = columns.sorted { $0.key < $1.key }
        names = sorted.map(\.key)
        self.columns = sorted.map(\.value)
        places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }

    subscript(name: String) -> Column? { places[name].map { columns[$0] } }

    /// Names with their columns, in alphabetical order.
    var all: Zip2Sequence<[String], [Column]> { zip(names, columns) }

    /// Changes each column where it lies.
    mutating func change(_ body: (_ name: String, _ column: inout Column) -> Void) {
        for place in columns.indices { body(names[place], &columns[place]) }
    }
}
