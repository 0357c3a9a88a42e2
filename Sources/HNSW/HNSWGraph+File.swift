/// A graph that was read from a file.
public struct OpenedGraph: Sendable {
    public let graph: HNSWGraph
    /// What `save` was given: how far the graph had followed its source.
    public let sequence: UInt64
    /// The caller's sections, in the order in which they were saved.
    public let extraSections: [HNSWSection]
}

extension HNSWGraph {
    /// Writes the graph to a file that `open` maps.
    ///
    /// The file is written aside (`path` + `.new`), synced, renamed over `path`, and its folder synced:
    /// whenever the process or the machine stops, `path` is either the file before or the new one.
    ///
    /// - Parameters:
    ///   - sequence: a number that `open` gives back: how far the graph has followed its source.
    ///   - extraSections: the caller's own, such as columns beside the graph. Slots stay as they are.
    /// Searches go on meanwhile; those that began before are waited for, so that nothing that was deleted
    /// is in the file.
    ///
    /// - Throws: `HNSWFileError.io`, `badSectionName`; `damaged` where the graph was opened from a file that is.
    /// - Complexity: O(file).
    public func save(
        to path: String, sequence: UInt64, extraSections: [HNSWSection] = []
    ) throws(HNSWFileError) {
        var names = Set<String>()
        for section in extraSections {
            guard SectionEntry.isValidName(section.name), names.insert(section.name).inserted else {
                throw .badSectionName(section.name)
            }
        }
        // New checksums over bytes that nobody looked at would make damage look whole.
        try verify()
        try turns.withLock { () throws(HNSWFileError) in
            waitForReaders()
            try write(to: path, sequence: sequence, extraSections: extraSections)
        }
    }

    private func write(
        to path: String, sequence: UInt64, extraSections: [HNSWSection]
    ) throws(HNSWFileError) {
        let file = try FileWriter(path)
        do throws(HNSWFileError) {
            let lengths = GraphSection.allCases.map { memory.bytes(of: $0, parameters, counters).count }
            let length = (lengths + extraSections.map(\.byteCount)).reduce(0) {
                $0 + $1.roundedUp(to: IndexHeader.pageSize)
            }
            try file.allocate(length)
            try write(to: file, sequence: sequence, extraSections: extraSections)
        } catch {
            file.discard()
            throw error
        }
    }

    private func write(
        to file: FileWriter, sequence: UInt64, extraSections: [HNSWSection]
    ) throws(HNSWFileError) {
        var writer = IndexWriter(file, sectionCount: GraphSection.allCases.count + 1 + extraSections.count)
        for section in GraphSection.allCases where section.isChunked {
            try writer.add(section.rawValue, .chunked, memory.bytes(of: section, parameters, counters))
        }
        try writer.addChunkChecksums()
        for section in GraphSection.allCases where !section.isChunked {
            try writer.add(section.rawValue, .graph, memory.bytes(of: section, parameters, counters))
        }
        for section in extraSections {
            try section.withUnsafeBytes { (bytes) throws(HNSWFileError) in
                try writer.add(section.name, .extra, bytes)
            }
        }
        try writer.finish(
            IndexHeader(
                parameters: parameters, counters: counters, sequence: sequence, fileLength: 0,
                labelPlaceCount: memory.labelTable.placeCount, sectionCount: 0, directoryChecksum: 0))
    }

    /// Opens a graph's file: verifies it and maps it, without parsing or copying.
    ///
    /// The graph can be changed; changes stay in memory until it is saved. The file may be replaced
    /// meanwhile by renaming another over it, as `save` does; it must not be written to in place.
    ///
    /// - Parameters:
    ///   - dimension: what the caller expects; nil takes any.
    ///   - verification: when the two large sections are verified, all others are now.
    /// - Throws: `HNSWFileError`; a file of which one bit was changed never answers.
    /// - Complexity: O(file) sequential reading for the checksums; `onFirstUse` O(slots) with some 40 bytes
    ///   a slot. A file of format 1 is converted, O(file).
    public static func open(
        _ path: String, expectingDimension dimension: Int? = nil, verifying verification: HNSWVerification = .everything
    ) throws(HNSWFileError) -> OpenedGraph {
        let view = try IndexView(path)
        let parameters = view.header.parameters
        if let dimension, dimension != parameters.dimension {
            throw .wrongDimension(path: path, expected: dimension, found: parameters.dimension)
        }
        let graph = try view.header.version == 1 ? HNSWGraph(convertingFormat1: view) : HNSWGraph(mapping: view)
        if verification == .everything { try graph.verify() }
        let extras = view.sections.filter { $0.kind == .extra }.map {
            HNSWSection(name: $0.name, file: view.file, range: $0.offset..<$0.offset + $0.length)
        }
        return OpenedGraph(graph: graph, sequence: view.header.sequence, extraSections: extras)
    }

    private convenience init(mapping view: IndexView) throws(HNSWFileError) {
        let memory = try GraphMemory(view)
        self.init(view.header.parameters, memory: memory, counters: view.header.counters)
        try boundsCheck(view.file.path).checkForSearches()
        chunkChecks = .passRetained(try ChunkChecks(view, memory))
        publish()
        reclaim()
    }
}

/// When the large sections of a file, links of layer 0 and codes, are verified.
public enum HNSWVerification: Sendable {
    /// When the file is opened.
    case everything
    /// Each page before a search first reads it; `verify` does the rest.
    case onFirstUse
}
