import RapportCore

/// The collection of one index: its fields, and the properties that say what it was made for and how far it is.
struct MilvusCollection: Sendable {
    /// As Milvus knows it: names have letters, digits and `_` alone.
    let name: String
    let dimension: Int
    let schema: AttributeSchema
    /// With the same text a collection of the same name fits.
    let layout: String

    static let id = "record_id"
    static let vector = "embedding"
    /// The attribute whose values are kept apart, so that a search within one model reads that model's records alone.
    static let partitioned = "model"
    static let partitions: Int64 = 16
    static let layoutProperty = "rapport.layout"
    static let positionProperty = "rapport.position"

    init(name: String, prefix: String, owner: String, dimension: Int, schema: AttributeSchema) {
        self.name = "\(prefix)_\(name.map { $0 == "." ? "_" : String($0) }.joined())"
        self.dimension = dimension
        self.schema = schema
        let types = schema.names.map { "\($0):\(schema.types[$0]?.rawValue ?? "")" }.joined(separator: ",")
        layout = "1 \(name) \(owner) \(dimension) \(types)"
    }

    /// Texts are bytes up to the longest that a field can hold; numbers are 64 bits.
    var wireSchema: WireCollectionSchema {
        var wire = WireCollectionSchema()
        wire.name = name
        wire.description_p = "An index of Rapport, derived from its store."
        wire.fields = [
            .with {
                $0.name = Self.id
                $0.isPrimaryKey = true
                $0.dataType = .int64
            },
            .with {
                $0.name = Self.vector
                $0.dataType = .floatVector
                $0.typeParams = [.pair("dim", "\(dimension)")]
            },
        ]
        for attribute in schema.names {
            wire.fields.append(
                .with {
                    $0.name = MilvusFilter.field(attribute)
                    guard schema.types[attribute] == .text else {
                        $0.dataType = .double
                        return
                    }
                    $0.dataType = .varchar
                    $0.typeParams = [.pair("max_length", "\(MilvusText.longest)")]
                    $0.isPartitionKey = attribute == Self.partitioned
                })
        }
        return wire
    }

    var isPartitioned: Bool { schema.types[Self.partitioned] == .text }

    /// Records as columns.
    ///
    /// - Throws: `MilvusError.textTooLong`.
    func columns(_ records: [VectorRecord]) throws(MilvusError) -> [WireFieldData] {
        var columns: [WireFieldData] = [
            .with {
                $0.type = .int64
                $0.fieldName = Self.id
                $0.scalars.longData.data = records.map(\.id)
            },
            .with {
                $0.type = .floatVector
                $0.fieldName = Self.vector
                $0.vectors.dim = Int64(dimension)
                $0.vectors.floatVector.data = records.flatMap(\.vector)
            },
        ]
        for attribute in schema.names {
            var column = WireFieldData()
            column.fieldName = MilvusFilter.field(attribute)
            if schema.types[attribute] == .text {
                column.type = .varchar
                var texts: [String] = []
                texts.reserveCapacity(records.count)
                for record in records { texts.append(try text(attribute, of: record)) }
                column.scalars.stringData.data = texts
            } else {
                column.type = .double
                column.scalars.doubleData.data = records.map { number(attribute, of: $0) }
            }
            columns.append(column)
        }
        return columns
    }

    /// Null where it has the wrong type, as in the columns of the store's index.
    private func text(_ attribute: String, of record: VectorRecord) throws(MilvusError) -> String {
        guard case .text(let text)? = record.attributes[attribute] else { return MilvusText.null }
        let stored = MilvusText.stored(text)
        guard stored.utf8.count <= MilvusText.longest else {
            throw .textTooLong(
                attribute: attribute, recordID: record.id, bytes: text.utf8.count, limit: MilvusText.longest)
        }
        return stored
    }

    private func number(_ attribute: String, of record: VectorRecord) -> Double {
        guard case .number(let number)? = record.attributes[attribute] else { return .nan }
        // One zero: sets of numbers may tell 0 and -0 apart.
        return number == 0 ? 0 : number
    }

    /// About what a record takes in a message.
    func bytes(of record: VectorRecord) -> Int {
        record.attributes.values.reduce(16 + 4 * dimension) { sum, value in
            if case .text(let text) = value { sum + text.utf8.count + 8 } else { sum + 8 }
        }
    }
}
