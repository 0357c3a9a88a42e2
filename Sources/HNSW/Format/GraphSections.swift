/// The sections of the graph, in the order of the file.
enum GraphSection: String, CaseIterable {
    case vectors
    case baseLinks = "base_links"
    case upperLinks = "upper_links"
    case upperStarts = "upper_starts"
    case levels
    case parents
    case labels
    case freeSlots = "free_slots"
    case labelTable = "label_table"
}

extension GraphMemory {
    /// The bytes of a section that are in use.
    func bytes(
        of section: GraphSection, _ parameters: HNSWParameters, _ counters: GraphCounters
    ) -> UnsafeRawBufferPointer {
        func used<Element>(_ array: SlotArray<Element>, _ count: Int) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(start: array.base, count: count * MemoryLayout<Element>.stride)
        }
        let slots = counters.slotCount
        return switch section {
        case .vectors: used(vectors, slots * parameters.stride)
        case .baseLinks: used(baseLinks, slots * parameters.width(layer: 0))
        case .upperLinks: used(upperLinks, counters.upperRowCount * parameters.width(layer: 1))
        case .upperStarts: used(upperStarts, slots)
        case .levels: used(levels, slots)
        case .parents: used(parents, slots)
        case .labels: used(labels, slots)
        case .freeSlots: used(freeSlots, counters.freeCount)
        case .labelTable: used(labelTable.places, labelTable.placeCount)
        }
    }

    /// Lays the sections of a verified file into memory, without reading them.
    init(_ view: IndexView) throws(HNSWFileError) {
        let header = view.header
        let parameters = header.parameters
        let slots = header.counters.slotCount
        func array<Element: BitwiseCopyable>(
            _ section: GraphSection, _ type: Element.Type, _ count: Int
        ) throws(HNSWFileError) -> SlotArray<Element> {
            let entry = try view.section(section.rawValue, of: type, count: count)
            do throws(HNSWError) {
                return try SlotArray(view.file, offset: entry.offset, count: count)
            } catch {
                throw .outOfMemory(bytes: entry.length)
            }
        }
        vectors = try array(.vectors, Float.self, slots * parameters.stride)
        baseLinks = try array(.baseLinks, UInt32.self, slots * parameters.width(layer: 0))
        upperLinks = try array(.upperLinks, UInt32.self, header.counters.upperRowCount * parameters.width(layer: 1))
        upperStarts = try array(.upperStarts, UInt32.self, slots)
        levels = try array(.levels, UInt8.self, slots)
        parents = try array(.parents, UInt32.self, slots)
        labels = try array(.labels, Int64.self, slots)
        freeSlots = try array(.freeSlots, UInt32.self, header.counters.freeCount)
        labelTable = LabelTable(
            places: try array(.labelTable, UInt32.self, header.labelPlaceCount), placeCount: header.labelPlaceCount)
    }
}

extension SlotArray {
    /// The `count` elements at an offset of a file, mapped; where this machine's pages are larger than the
    /// file's, copied.
    fileprivate init(_ file: MappedFile, offset: Int, count: Int) throws(HNSWError) {
        if let mapped = try Self.mapping(file: file.descriptor, offset: offset, count: count) {
            self = mapped
        } else {
            self = try SlotArray(capacity: count)
            let length = count * MemoryLayout<Element>.stride
            UnsafeMutableRawBufferPointer(start: base, count: length)
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + length]))
        }
    }
}
