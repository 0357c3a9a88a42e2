import RapportCore

/// The columns as named sections of a graph file; `index/README.md` gives the bytes.
extension AttributeColumns {
    /// A section that cannot be what it says.
    struct DamagedSection: Error {
        let name: String
    }

    func sections() -> [(name: String, bytes: [UInt8])] {
        var sections: [(String, [UInt8])] = [("live", Self.bytes(live))]
        for (name, column) in numbers.sorted(by: { $0.key < $1.key }) {
            sections.append(("n:\(name)", Self.bytes(column)))
        }
        for (name, column) in texts.sorted(by: { $0.key < $1.key }) {
            sections.append(("c:\(name)", Self.bytes(column.codes)))
            var ends: [UInt32] = []
            var texts: [UInt8] = []
            for value in column.values {
                texts += value.utf8
                ends.append(UInt32(texts.count))
            }
            sections.append(("d:\(name)", Self.bytes([UInt32(ends.count)] + ends) + texts))
        }
        return sections
    }

    /// - Throws: `DamagedSection` where one is missing or does not fit; the graph is then built anew.
    init(schema: AttributeSchema, slotCount: Int, section: (String) -> [UInt8]?) throws(DamagedSection) {
        func array<Element: BitwiseCopyable>(_ name: String, count: Int, of: Element.Type) throws(DamagedSection)
            -> [Element]
        {
            guard let bytes = section(name), bytes.count == count * MemoryLayout<Element>.stride else {
                throw DamagedSection(name: name)
            }
            return Self.array(bytes[...])
        }
        let live = try array("live", count: (slotCount + 63) / 64, of: UInt64.self)
        var numbers: [String: [Double]] = [:]
        var texts: [String: DictionaryColumn] = [:]
        for (name, type) in schema.types {
            switch type {
            case .number: numbers[name] = try array("n:\(name)", count: slotCount, of: Double.self)
            case .text:
                let codes = try array("c:\(name)", count: slotCount, of: UInt32.self)
                guard let bytes = section("d:\(name)") else { throw DamagedSection(name: "d:\(name)") }
                let values = try Self.dictionary(bytes, name: name)
                guard codes.allSatisfy({ $0 <= values.count }) else { throw DamagedSection(name: "c:\(name)") }
                texts[name] = DictionaryColumn(codes: codes, values: values)
            }
        }
        self.init(schema: schema, slotCount: slotCount, live: live, numbers: numbers, texts: texts)
    }

    private static func dictionary(_ bytes: [UInt8], name: String) throws(DamagedSection) -> [String] {
        let damaged = DamagedSection(name: "d:\(name)")
        guard bytes.count >= 4 else { throw damaged }
        let count = Int((array(bytes[..<4]) as [UInt32])[0])
        guard count <= (bytes.count - 4) / 4 else { throw damaged }
        let ends: [UInt32] = array(bytes[4..<4 + count * 4])
        let texts = bytes[(4 + count * 4)...]
        var start = texts.startIndex
        var values: [String] = []
        values.reserveCapacity(count)
        for end in ends {
            let end = texts.startIndex + Int(end)
            guard end >= start, end <= texts.endIndex else { throw damaged }
            values.append(String(decoding: texts[start..<end], as: UTF8.self))
            start = end
        }
        return values
    }

    private static func bytes<Element: BitwiseCopyable>(_ elements: [Element]) -> [UInt8] {
        elements.withUnsafeBytes(Array.init)
    }

    private static func array<Element: BitwiseCopyable>(_ bytes: ArraySlice<UInt8>) -> [Element] {
        [Element](unsafeUninitializedCapacity: bytes.count / MemoryLayout<Element>.stride) { buffer, count in
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
            count = buffer.count
        }
    }
}
