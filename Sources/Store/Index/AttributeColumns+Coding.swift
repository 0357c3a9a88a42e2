import HNSW
import RapportCore

/// The columns as named sections of a graph file; `index/README.md` gives the bytes.
extension AttributeColumns {
    /// A section that cannot be what it says.
    struct DamagedSection: Error {
        let name: String
    }

    func sections() -> [HNSWSection] {
        var sections = [HNSWSection(name: "live", elements: live)]
        for (name, column) in numbers.all {
            sections.append(HNSWSection(name: "n:\(name)", elements: column.values))
        }
        for (name, column) in texts.all {
            var ends: [UInt32] = []
            var texts: [UInt8] = []
            for value in column.values {
                texts += value.utf8
                ends.append(UInt32(texts.count))
            }
            sections.append(HNSWSection(name: "c:\(name)", elements: column.codes))
            sections.append(HNSWSection(name: "e:\(name)", elements: ends))
            sections.append(HNSWSection(name: "d:\(name)", bytes: texts))
        }
        return sections
    }

    /// - Throws: `DamagedSection` where one is missing or does not fit; the graph is then built anew.
    init(schema: AttributeSchema, slotCount: Int, sections: [HNSWSection]) throws(DamagedSection) {
        let reader = ColumnReader(sections: sections)
        let live = try reader.column("live", count: (slotCount + 63) / 64, of: UInt64.self)
        var numbers: [String: NumberColumn] = [:]
        var texts: [String: DictionaryColumn] = [:]
        for (name, type) in schema.types {
            switch type {
            case .number: numbers[name] = NumberColumn(try reader.numbers(name, count: slotCount))
            case .text: texts[name] = try reader.dictionary(name, count: slotCount)
            }
        }
        self.init(schema: schema, slotCount: slotCount, live: live, numbers: numbers, texts: texts)
    }
}

/// Reads columns out of sections and trusts none of them.
private struct ColumnReader {
    private let sections: [String: HNSWSection]

    init(sections: [HNSWSection]) {
        self.sections = Dictionary(sections.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func column<Element: BitwiseCopyable>(
        _ name: String, count: Int? = nil, of type: Element.Type
    ) throws(AttributeColumns.DamagedSection) -> [Element] {
        guard let section = sections[name] else { throw AttributeColumns.DamagedSection(name: name) }
        let elements = section.elements(as: type)
        guard elements.count == count ?? elements.count else { throw AttributeColumns.DamagedSection(name: name) }
        return elements
    }

    /// A file of before there were clusters has none: they were null, and the log tells of those that came since.
    func numbers(_ name: String, count: Int) throws(AttributeColumns.DamagedSection) -> [Double] {
        guard name != "cluster" || sections["n:\(name)"] != nil else { return Array(repeating: .nan, count: count) }
        return try column("n:\(name)", count: count, of: Double.self)
    }

    func dictionary(_ name: String, count: Int) throws(AttributeColumns.DamagedSection) -> DictionaryColumn {
        let codes = try column("c:\(name)", count: count, of: UInt32.self)
        let ends = try column("e:\(name)", of: UInt32.self)
        let texts = try column("d:\(name)", of: UInt8.self)
        guard codes.allSatisfy({ $0 <= ends.count }) else { throw AttributeColumns.DamagedSection(name: "c:\(name)") }
        var values: [String] = []
        values.reserveCapacity(ends.count)
        var start = 0
        for end in ends {
            guard end >= start, end <= texts.count else { throw AttributeColumns.DamagedSection(name: "e:\(name)") }
            values.append(String(decoding: texts[start..<Int(end)], as: UTF8.self))
            start = Int(end)
        }
        return DictionaryColumn(codes: codes, values: values)
    }
}
