import RapportCore

/// The functions over vectors that need nothing but the store.
struct VectorFunctions: Sendable {
    let store: RapportStore

    var all: [SQLFunction] {
        [
            SQLFunction("cosine", argumentCounts: [2]) { arguments, _ in
                try Self.cosine(arguments[0], arguments[1])
            },
            SQLFunction("vector", argumentCounts: [1, 3]) { arguments, _ in
                arguments.count == 1
                    ? try vector(id: arguments[0])
                    : try vector(collection: arguments[0], name: arguments[1], id: arguments[2])
            },
        ]
    }

    /// The cosine of the angle between two vectors; null where one is null or has no direction.
    ///
    /// - Complexity: O(components).
    static func cosine(_ left: SQLValue, _ right: SQLValue) throws -> SQLValue {
        if left.isNull || right.isNull { return .null }
        guard let a = left.vector, let b = right.vector, a.count == b.count else {
            throw SQLError.argument("a, b", function: "cosine(a, b)", expected: "two vectors of one length")
        }
        var (product, lengthA, lengthB) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += Double(x) * Double(y)
            lengthA += Double(x) * Double(x)
            lengthB += Double(y) * Double(y)
        }
        guard lengthA > 0, lengthB > 0 else { return .null }
        return .real(product / (lengthA * lengthB).squareRoot())
    }

    /// The text vector of a turn by its row number, or of a stage or conversation by its id; null where there is none.
    private func vector(id: SQLValue) throws -> SQLValue {
        switch id {
        case .null: return .null
        case .integer: return try vector(.turns, .text, id)
        default:
            let stage = try vector(.stages, .text, id)
            return stage.isNull ? try vector(.conversations, .text, id) : stage
        }
    }

    private func vector(collection: SQLValue, name: SQLValue, id: SQLValue) throws -> SQLValue {
        if collection.isNull || name.isNull || id.isNull { return .null }
        let signature = "vector(collection, name, id)"
        return try vector(
            RecordCollection(sql: collection, in: signature), VectorName(sql: name, in: signature), id)
    }

    private func vector(_ collection: RecordCollection, _ name: VectorName, _ id: SQLValue) throws -> SQLValue {
        guard let recordID = collection.recordID(id) else {
            throw SQLError.argument("id", function: "vector", expected: "a row number, or an id of 16 hex digits")
        }
        guard let generation = try store.activeGeneration(),
            let dimension = generation.dimension(of: name, in: collection)
        else { return .null }
        let graph = GraphID(generation: generation.id, collection: collection, vector: name)
        let found = try store.vectors(of: graph, dimension: dimension, recordIDs: [recordID])
        return found.first.map { SQLValue(vector: $0.vector) } ?? .null
    }
}

/// How queries name collections, vectors and records.
extension RecordCollection {
    /// The column of the collection's table by which queries join.
    public var keyColumn: String {
        switch self {
        case .turns: "row_id"
        case .conversations: "conversation_id"
        case .stages: "stage_id"
        }
    }

    /// - Throws: `SQLError.argument`.
    public init(sql value: SQLValue, in function: String) throws {
        guard let collection = value.text.flatMap(RecordCollection.init(rawValue:)) else {
            throw SQLError.argument(
                "collection", function: function, expected: "'turns', 'conversations' or 'stages'")
        }
        self = collection
    }

    /// A record's id as queries show it: a turn's row number, or 16 hex digits.
    public func sqlID(_ recordID: Int64) -> SQLValue {
        self == .turns ? .integer(recordID) : .text(ContentHash.hex(recordID))
    }

    /// Undoes `sqlID`; a number is a record's id in every collection. nil for anything else.
    public func recordID(_ id: SQLValue) -> Int64? {
        switch id {
        case .integer(let number): number
        case .text(let text): self == .turns ? nil : ContentHash.recordID(hex: text)
        default: nil
        }
    }
}

extension VectorName {
    /// - Throws: `SQLError.argument`.
    public init(sql value: SQLValue, in function: String) throws {
        guard let name = value.text.flatMap(VectorName.init(rawValue:)) else {
            throw SQLError.argument("vector", function: function, expected: "'text' or 'profiled'")
        }
        self = name
    }
}

/// The columns by which a table function over any collection is joined with its table: only the collection's own holds
/// something.
extension RecordCollection {
    public static let keyColumns: [TableColumn] = allCases.map { collection in
        TableColumn(collection.keyColumn, collection == .turns ? .integer : .text, isKey: true)
    }

    /// The value of one of `keyColumns` for a record of this collection.
    public func key(_ recordID: Int64, column: Int) -> SQLValue {
        Self.allCases[column] == self ? sqlID(recordID) : .null
    }
}

extension Filter {
    /// The filter that a query gives as text; null is none.
    ///
    /// - Throws: `SQLError.argument`, `FilterError`.
    public init?(sql value: SQLValue, of collection: RecordCollection, in function: String) throws {
        if value.isNull { return nil }
        guard let text = value.text else {
            throw SQLError.argument("filter", function: function, expected: "a text, such as 'stage = 2'")
        }
        try self.init(parsing: text)
        try validate(against: collection.attributeSchema)
    }
}
