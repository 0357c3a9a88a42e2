import Store

/// A query's answer for programs: `sql --json`, specified in `schemas/sql.schema.json`.
public struct SQLAnswerJSON: Encodable, Sendable {
    let answer: SQLAnswer

    public init(_ answer: SQLAnswer) { self.answer = answer }

    private enum CodingKeys: String, CodingKey {
        case columns, rows
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(answer.columns, forKey: .columns)
        try container.encode(answer.rows.map { $0.map(Cell.init) }, forKey: .rows)
    }

    private struct Cell: Encodable {
        let value: SQLValue

        private struct Blob: Encodable {
            var bytes: Int
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .null: try container.encodeNil()
            case .integer(let number): try container.encode(number)
            // JSON has no infinity.
            case .real(let number): try number.isFinite ? container.encode(number) : container.encodeNil()
            case .text(let text): try container.encode(text)
            case .blob(let bytes): try container.encode(Blob(bytes: bytes.count))
            }
        }
    }
}
