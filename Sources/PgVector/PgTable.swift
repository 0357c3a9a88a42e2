import RapportCore

/// The table of one index, and the statements that make it.
///
/// `positions` has a row for each: how far it is, and what it was made for. It is written in the transactions that
/// change the table.
struct PgTable: Sendable {
    let name: String
    let owner: String
    let dimension: Int
    let schema: AttributeSchema

    /// pgvector's limit for an index over `vector`; beyond it searches compare with every record.
    static let mostIndexedComponents = 2_000

    /// With the same text a table of the same name fits.
    var layout: String {
        "2 \(owner) \(dimension) "
            + schema.names.map { "\($0):\(schema.types[$0]?.rawValue ?? "")" }.joined(separator: ",")
    }

    func qualified(_ space: String) -> String { "\"\(space)\".\"\(name)\"" }

    /// Columns in the order of `COPY`.
    var columns: String { (["record_id", "embedding"] + schema.names.map(PgFilter.column)).joined(separator: ", ") }

    /// The table of one shard.
    func part(_ place: Int) -> PgTable {
        PgTable(name: "\(name)_\(place)", owner: owner, dimension: dimension, schema: schema)
    }

    private static let indexedTexts: Set = ["fan", "model", "pair"]

    func removal(in space: String) -> String { "DROP TABLE IF EXISTS \(qualified(space))" }

    /// - Parameter isPartitioned: by a hash of the record's id. Partitions elsewhere allow no key of the whole.
    func creation(in space: String, isPartitioned: Bool = false) -> String {
        let attributes = schema.names.map { name in
            let type = schema.types[name] == .number ? "double precision" : "text COLLATE \"C\""
            return "\(PgFilter.column(name)) \(type)"
        }
        let key = isPartitioned ? "record_id bigint NOT NULL" : "record_id bigint PRIMARY KEY"
        let columns = [key, "embedding vector(\(dimension)) NOT NULL"] + attributes
        return "CREATE TABLE \(qualified(space)) (\(columns.joined(separator: ", ")))"
            + (isPartitioned ? " PARTITION BY HASH (record_id)" : "")
    }

    /// The indexes, best made once the table is full: the graph, and what narrow filters ask for most.
    func indexes(in space: String) -> [String] {
        var statements: [String] = []
        if dimension <= Self.mostIndexedComponents {
            statements.append(
                "CREATE INDEX ON \(qualified(space)) USING hnsw (embedding vector_ip_ops) "
                    + "WITH (m = 16, ef_construction = 200)")
        }
        // Numbers, by which an index can find few matches; texts that filters ask for, all of them short.
        for name in schema.names where schema.types[name] == .number || Self.indexedTexts.contains(name) {
            statements.append("CREATE INDEX ON \(qualified(space)) (\(PgFilter.column(name)))")
        }
        return statements
    }

    static func positions(_ space: String) -> String { "\"\(space)\".positions" }

    static func preparation(of space: String) -> [String] {
        [
            "CREATE SCHEMA IF NOT EXISTS \"\(space)\"",
            """
            CREATE TABLE IF NOT EXISTS \(positions(space)) (
                name text PRIMARY KEY, layout text NOT NULL, sequence bigint NOT NULL, loaded_through bigint)
            """,
        ]
    }

    /// - Throws: `PgError.zeroByte`.
    func row(_ record: VectorRecord, to rows: inout PgCopyRows) throws(PgError) {
        rows.beginRow(fields: 2 + schema.types.count)
        rows.append(record.id)
        rows.append(record.vector)
        for name in schema.names {
            switch try value(record.attributes[name] ?? .null, of: name, record.id) {
            case .null: rows.appendNull()
            case .number(let number): rows.append(number)
            case .text(let text): rows.append(text)
            }
        }
    }

    /// The value as the table can hold it: null where it has the wrong type, as in the columns of the store's index.
    func value(_ value: AttributeValue, of name: String, _ id: Int64) throws(PgError) -> AttributeValue {
        switch (value, schema.types[name]) {
        case (.number(let number), .number): return number.isNaN ? .null : value
        case (.text(let text), .text):
            if text.utf8.contains(0) { throw .zeroByte(attribute: name, recordID: id) }
            return value
        default: return .null
        }
    }
}
