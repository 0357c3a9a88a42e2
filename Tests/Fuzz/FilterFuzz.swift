import RapportCore

/// Reads any bytes as a filter; what is read must read back from its description, and can be evaluated.
enum FilterFuzz {
    private static let schema = AttributeSchema(["n": .number, "t": .text])
    private static let records: [[String: AttributeValue]] = [
        [:], ["n": .number(1), "t": .text("a")], ["n": .text("1"), "t": .number(0)], ["n": .number(-0.5), "t": .null],
    ]

    static func run(_ input: UnsafeRawBufferPointer) throws {
        let text = String(decoding: input, as: UTF8.self)
        let filter: Filter
        do throws(FilterError) { filter = try Filter(parsing: text) } catch {
            guard !error.message.isEmpty else { throw FuzzFinding(description: "an error without a message") }
            return
        }
        let written = filter.description
        guard (try? Filter(parsing: written)) == filter else {
            throw FuzzFinding(description: "'\(text)' was written as '\(written)', which is another filter")
        }
        if (try? filter.validate(against: schema)) != nil, !filter.attributes.isSubset(of: schema.types.keys) {
            throw FuzzFinding(description: "'\(text)' names unknown attributes and was let through")
        }
        for record in records {
            let value = { (name: String) in record[name] ?? .null }
            // A filter and its opposite are never both true.
            if filter.isSatisfied(by: value), Filter.not(filter).isSatisfied(by: value) {
                throw FuzzFinding(description: "'\(text)' is true, and so is its opposite")
            }
        }
    }
}
