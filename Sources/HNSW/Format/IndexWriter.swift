import CVectorKernels

/// Lays out and writes an index file: header, directory, sections.
struct IndexWriter {
    private let file: FileWriter
    private let sectionCount: Int
    private var entries: [SectionEntry] = []
    private var chunkChecksums: [UInt32] = []
    private var end: Int

    /// Begins a file with room for the directory of `sectionCount` sections.
    init(_ file: FileWriter, sectionCount: Int) {
        self.file = file
        self.sectionCount = sectionCount
        end = IndexHeader.pageSize + (sectionCount * SectionEntry.byteCount).roundedUp(to: IndexHeader.pageSize)
    }

    mutating func add(_ name: String, _ kind: SectionEntry.Kind, _ bytes: UnsafeRawBufferPointer)
        throws(HNSWFileError)
    {
        let padding = [UInt8](repeating: 0, count: bytes.count.roundedUp(to: IndexHeader.pageSize) - bytes.count)
        var checksum: UInt32 = 0
        if kind == .chunked {
            addChunks(bytes, padding)
        } else {
            checksum = vk_crc32c(vk_crc32c(0, bytes.baseAddress, bytes.count), padding, padding.count)
        }
        let entry = SectionEntry(name: name, kind: kind, checksum: checksum, offset: end, length: bytes.count)
        try file.write(bytes, at: entry.offset)
        entries.append(entry)
        end = entry.end
    }

    /// Adds the section of the checksums of all chunks so far.
    mutating func addChunkChecksums() throws(HNSWFileError) {
        let outcome = chunkChecksums.withUnsafeBytes { bytes in
            Result { () throws(HNSWFileError) in try add(GraphSection.chunkChecksums, .graph, bytes) }
        }
        try outcome.get()
    }

    private mutating func addChunks(_ bytes: UnsafeRawBufferPointer, _ padding: [UInt8]) {
        let length = 1 << GraphSection.chunkShift(version: IndexHeader.version)
        for start in stride(from: 0, to: bytes.count, by: length) {
            let end = min(start + length, bytes.count)
            let chunk = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            chunkChecksums.append(vk_crc32c(0, chunk.baseAddress, chunk.count))
        }
        if let last = chunkChecksums.indices.last, !bytes.isEmpty {
            chunkChecksums[last] = vk_crc32c(chunkChecksums[last], padding, padding.count)
        }
    }

    /// Writes directory and header, and puts the file in its place.
    func finish(_ header: IndexHeader) throws(HNSWFileError) {
        var directory = entries.flatMap { $0.encoded() }
        directory += [UInt8](
            repeating: 0, count: directory.count.roundedUp(to: IndexHeader.pageSize) - directory.count)
        var header = header
        header.fileLength = end
        header.sectionCount = entries.count
        header.directoryChecksum = vk_crc32c(0, directory, directory.count)
        try file.setLength(end)
        let start = header.encoded() + directory
        let outcome = start.withUnsafeBytes { start in
            Result { () throws(HNSWFileError) in try file.write(start, at: 0) }
        }
        try outcome.get()
        try file.commit()
    }
}
