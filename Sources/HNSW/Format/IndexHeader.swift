import CVectorKernels

/// The first page of an index file; `index/README.md` specifies it.
struct IndexHeader: Equatable {
    var version = Self.version
    var parameters: HNSWParameters
    var counters: GraphCounters
    var sequence: UInt64
    var fileLength: Int
    var labelPlaceCount: Int
    var sectionCount: Int
    var directoryChecksum: UInt32

    static let pageSize = 4096
    static let magic: [UInt8] = Array("RapHNSW\n".utf8)
    /// The format that is written.
    static let version: UInt32 = 3
    /// The oldest that is read.
    static let oldestVersion: UInt32 = 1

    /// Bytes of the directory with its padding.
    var directoryLength: Int { (sectionCount * SectionEntry.byteCount).roundedUp(to: Self.pageSize) }
}

extension IndexHeader {
    private enum Field {
        static let version = 8
        static let fileLength = 16
        static let sequence = 24
        static let dimension = 32
        static let metric = 36
        static let m = 40
        static let efConstruction = 44
        static let seed = 48
        static let slotCount = 56
        static let liveCount = 64
        static let freeCount = 72
        static let upperRowCount = 80
        static let labelPlaceCount = 88
        static let entry = 96
        static let topLayer = 100
        static let root = 104
        static let sectionCount = 108
        static let directoryChecksum = 112
        static let commonStep = 116
        static let scanCost = 120
        static let stepCost = 124
        static let filteredStepCost = 128
        static let checksum = 4092
    }

    /// The header's page.
    func encoded() -> [UInt8] {
        var page = [UInt8](repeating: 0, count: Self.pageSize)
        page.replaceSubrange(0..<8, with: Self.magic)
        page.put(Self.version, at: Field.version)
        page.put(UInt64(fileLength), at: Field.fileLength)
        page.put(sequence, at: Field.sequence)
        page.put(UInt32(parameters.dimension), at: Field.dimension)
        page.put(parameters.metric.rawValue, at: Field.metric)
        page.put(UInt32(parameters.m), at: Field.m)
        page.put(UInt32(parameters.efConstruction), at: Field.efConstruction)
        page.put(parameters.seed, at: Field.seed)
        page.put(UInt64(counters.slotCount), at: Field.slotCount)
        page.put(UInt64(counters.liveCount), at: Field.liveCount)
        page.put(UInt64(counters.freeCount), at: Field.freeCount)
        page.put(UInt64(counters.upperRowCount), at: Field.upperRowCount)
        page.put(UInt64(labelPlaceCount), at: Field.labelPlaceCount)
        page.put(counters.entry, at: Field.entry)
        page.put(UInt32(counters.topLayer), at: Field.topLayer)
        page.put(counters.root, at: Field.root)
        page.put(UInt32(sectionCount), at: Field.sectionCount)
        page.put(directoryChecksum, at: Field.directoryChecksum)
        page.put(counters.commonStep.bitPattern, at: Field.commonStep)
        if let costs = counters.costs {
            page.put(costs.scan.bitPattern, at: Field.scanCost)
            page.put(costs.step.bitPattern, at: Field.stepCost)
            page.put(costs.filteredStep.bitPattern, at: Field.filteredStepCost)
        }
        page.put(vk_crc32c(0, page, Field.checksum), at: Field.checksum)
        return page
    }

    /// Reads the header of a file that has `bytes`.
    ///
    /// The order of the checks decides what a user is told: another kind of file, another version, a
    /// damaged header, a file cut short.
    static func decode(_ bytes: UnsafeRawBufferPointer, path: String) throws(HNSWFileError) -> IndexHeader {
        guard bytes.prefix(8).elementsEqual(magic.prefix(bytes.count)) else { throw .notAnIndex(path: path) }
        guard bytes.count >= pageSize else {
            throw .truncated(path: path, expected: pageSize, found: bytes.count)
        }
        let found = bytes.get(UInt32.self, at: Field.version)
        guard oldestVersion...version ~= found else {
            throw .wrongVersion(path: path, expected: version, found: found)
        }
        guard bytes.get(UInt32.self, at: Field.checksum) == vk_crc32c(0, bytes.baseAddress, Field.checksum) else {
            throw .damaged(path: path, section: "header", finding: "its checksum does not match")
        }
        let header = try readFields(bytes, path: path)
        guard bytes.count >= header.fileLength else {
            throw .truncated(path: path, expected: header.fileLength, found: bytes.count)
        }
        guard bytes.count == header.fileLength else {
            throw .damaged(path: path, section: "file", finding: "it is longer than its header says")
        }
        return header
    }

    private static func readFields(
        _ bytes: UnsafeRawBufferPointer, path: String
    ) throws(HNSWFileError) -> IndexHeader {
        func int32(_ field: Int) -> Int { Int(bytes.get(UInt32.self, at: field)) }
        func size(_ field: Int) -> Int { Int(exactly: bytes.get(UInt64.self, at: field)) ?? .max }
        var parameters = HNSWParameters(
            dimension: int32(Field.dimension), m: int32(Field.m), efConstruction: int32(Field.efConstruction),
            seed: bytes.get(UInt64.self, at: Field.seed))
        var counters = GraphCounters(
            slotCount: size(Field.slotCount), liveCount: size(Field.liveCount), freeCount: size(Field.freeCount),
            upperRowCount: size(Field.upperRowCount), entry: bytes.get(UInt32.self, at: Field.entry),
            topLayer: int32(Field.topLayer), root: bytes.get(UInt32.self, at: Field.root))
        guard let metric = HNSWMetric(rawValue: bytes.get(UInt32.self, at: Field.metric)) else {
            throw .damaged(path: path, section: "header", finding: "it names an unknown metric")
        }
        parameters.metric = metric
        let version = bytes.get(UInt32.self, at: Field.version)
        if version > 1 {
            counters.commonStep = bytes.getFloat(at: Field.commonStep)
            let costs = SearchCosts(
                scan: bytes.getFloat(at: Field.scanCost), step: bytes.getFloat(at: Field.stepCost),
                filteredStep: bytes.getFloat(at: Field.filteredStepCost))
            // Zeros stand for none.
            counters.costs = costs.arePositive ? costs : nil
        }
        let header = IndexHeader(
            version: version, parameters: parameters, counters: counters,
            sequence: bytes.get(UInt64.self, at: Field.sequence), fileLength: size(Field.fileLength),
            labelPlaceCount: size(Field.labelPlaceCount), sectionCount: int32(Field.sectionCount),
            directoryChecksum: bytes.get(UInt32.self, at: Field.directoryChecksum))
        guard header.isPlausible else {
            throw .damaged(path: path, section: "header", finding: "its numbers contradict each other")
        }
        return header
    }

    /// Whether the numbers are in their ranges, so that no product of them overflows.
    private var isPlausible: Bool {
        guard (try? parameters.validate()) != nil else { return false }
        let slots = counters.slotCount
        guard slots <= HNSWGraph.slotLimit, counters.liveCount <= slots, counters.freeCount <= slots,
            counters.liveCount + counters.freeCount == slots,
            counters.upperRowCount <= slots * HNSWParameters.levelLimit, counters.upperRowCount <= Int(UInt32.max),
            labelPlaceCount <= 1 << 33, labelPlaceCount.nonzeroBitCount == 1, labelPlaceCount > counters.liveCount,
            sectionCount <= 1 << 20, counters.commonStep.isFinite
        else { return false }
        let hasEntry = Int(counters.entry) < slots && Int(counters.root) < slots
        let isEmpty = counters.entry == noSlot && counters.root == noSlot && counters.topLayer == 0
        return counters.liveCount > 0 ? hasEntry && counters.topLayer <= HNSWParameters.levelLimit : isEmpty
    }
}
