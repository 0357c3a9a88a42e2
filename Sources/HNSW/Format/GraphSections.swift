/// The sections of the graph, in the order of the file.
enum GraphSection: String, CaseIterable {
    case blocks
    case fineCodes = "fine_codes"
    case steps
    case fineSteps = "fine_steps"
    case squaredLengths = "squared_lengths"
    case upperLinks = "upper_links"
    case upperStarts = "upper_starts"
    case levels
    case parents
    case labels
    case freeSlots = "free_slots"
    case labelTable = "label_table"
}

extension GraphSection {
    /// Whether the section is large, so that its chunks are verified when they are first used.
    var isChunked: Bool { self == .blocks || self == .fineCodes }

    /// The binary logarithm of a chunk's bytes in a file of a format: a page, since a walk reads little here and there.
    static func chunkShift(version: UInt32) -> Int { version < 3 ? 16 : 12 }

    /// The section with the checksums of all chunks: of `blocks`, then of `fine_codes`.
    static let chunkChecksums = "chunk_checksums"
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
        case .blocks: used(blocks, slots * parameters.blockStride)
        case .fineCodes: used(fineCodes, slots * parameters.codeDimension)
        case .steps: used(steps, slots)
        case .fineSteps: used(fineSteps, slots)
        case .squaredLengths: used(squaredLengths, slots)
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
        let parameters = view.header.parameters
        let slots = view.header.counters.slotCount
        func array<Element: BitwiseCopyable>(
            _ section: GraphSection, _ type: Element.Type, _ count: Int
        ) throws(HNSWFileError) -> SlotArray<Element> {
            try view.array(section.rawValue, type, count)
        }
        self.init(
            blocks: try array(.blocks, UInt8.self, slots * parameters.blockStride),
            fineCodes: try array(.fineCodes, Int8.self, slots * parameters.codeDimension),
            steps: try array(.steps, Float.self, slots), fineSteps: try array(.fineSteps, Float.self, slots),
            squaredLengths: try array(.squaredLengths, Float.self, slots), common: try CommonSections(view))
    }

    init(
        blocks: SlotArray<UInt8>, fineCodes: SlotArray<Int8>, steps: SlotArray<Float>, fineSteps: SlotArray<Float>,
        squaredLengths: SlotArray<Float>, common: CommonSections
    ) {
        self.init(
            blocks: blocks, fineCodes: fineCodes, steps: steps, fineSteps: fineSteps, squaredLengths: squaredLengths,
            upperLinks: common.upperLinks, upperStarts: common.upperStarts, levels: common.levels,
            parents: common.parents, labels: common.labels, freeSlots: common.freeSlots,
            labelTable: common.labelTable, lives: common.lives)
    }
}

/// The sections that all formats have.
struct CommonSections {
    let upperLinks: SlotArray<UInt32>
    let upperStarts: SlotArray<UInt32>
    let levels: SlotArray<UInt8>
    let parents: SlotArray<UInt32>
    let labels: SlotArray<Int64>
    let freeSlots: SlotArray<UInt32>
    let labelTable: LabelTable
    /// Fresh: no section holds them.
    let lives: SlotArray<UInt64>

    init(_ view: IndexView) throws(HNSWFileError) {
        let header = view.header
        let slots = header.counters.slotCount
        func array<Element: BitwiseCopyable>(
            _ section: GraphSection, _ type: Element.Type, _ count: Int
        ) throws(HNSWFileError) -> SlotArray<Element> {
            try view.array(section.rawValue, type, count)
        }
        upperLinks = try array(
            .upperLinks, UInt32.self, header.counters.upperRowCount * header.parameters.width(layer: 1))
        upperStarts = try array(.upperStarts, UInt32.self, slots)
        levels = try array(.levels, UInt8.self, slots)
        parents = try array(.parents, UInt32.self, slots)
        labels = try array(.labels, Int64.self, slots)
        var freeSlots = try array(.freeSlots, UInt32.self, header.counters.freeCount)
        labelTable = LabelTable(
            places: try array(.labelTable, UInt32.self, header.labelPlaceCount), placeCount: header.labelPlaceCount)
        do throws(HNSWError) {
            // Deletes make no room, and they may free every slot before an insertion makes some.
            try freeSlots.reserve(max(slots, 1), keeping: header.counters.freeCount)
            self.freeSlots = freeSlots
            lives = try SlotArray(capacity: SlotLives.wordsPerSlot * max(slots, 1))
        } catch {
            throw .outOfMemory(bytes: SlotLives.wordsPerSlot * slots * MemoryLayout<UInt64>.stride)
        }
    }
}

extension IndexView {
    /// A section of the graph, laid into memory without reading it.
    func array<Element: BitwiseCopyable>(
        _ section: String, _ type: Element.Type, _ count: Int
    ) throws(HNSWFileError) -> SlotArray<Element> {
        let entry = try self.section(section, of: type, count: count)
        do throws(HNSWError) {
            return try SlotArray(file, offset: entry.offset, count: count)
        } catch {
            throw .outOfMemory(bytes: entry.length)
        }
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
