import CVectorKernels

/// A verified index file: what its sections hold can be trusted to be what was written.
struct IndexView {
    let file: MappedFile
    let header: IndexHeader
    let sections: [SectionEntry]

    /// Maps a file and verifies every byte of it but those of chunked sections.
    ///
    /// - Complexity: O(bytes verified), at the speed of the checksum, some 10 GB/s once they are in memory.
    init(_ path: String) throws(HNSWFileError) {
        file = try MappedFile(path)
        header = try IndexHeader.decode(file.bytes, path: path)
        sections = try Self.readDirectory(file, header)
        for section in sections where section.kind != .chunked { try verify(section) }
    }

    /// The section of the graph with a name, which must have `count` elements.
    func section<Element>(_ name: String, of type: Element.Type, count: Int) throws(HNSWFileError) -> SectionEntry {
        guard let section = sections.first(where: { $0.kind != .extra && $0.name == name }) else {
            throw damaged("directory", "it has no section \(name)")
        }
        guard section.length == count * MemoryLayout<Element>.stride else {
            throw damaged(name, "it has \(section.length) bytes, \(count * MemoryLayout<Element>.stride) are needed")
        }
        return section
    }

    func damaged(_ section: String, _ finding: String) -> HNSWFileError {
        .damaged(path: file.path, section: section, finding: finding)
    }

    /// Sections lie one after the other without gaps, so that no byte of the file escapes a checksum.
    private static func readDirectory(
        _ file: MappedFile, _ header: IndexHeader
    ) throws(HNSWFileError) -> [SectionEntry] {
        func damaged(_ finding: String) -> HNSWFileError {
            .damaged(path: file.path, section: "directory", finding: finding)
        }
        let start = IndexHeader.pageSize
        guard header.directoryLength <= header.fileLength - start else { throw damaged("it does not fit the file") }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[start..<start + header.directoryLength])
        guard vk_crc32c(0, bytes.baseAddress, bytes.count) == header.directoryChecksum else {
            throw damaged("its checksum does not match")
        }
        var sections: [SectionEntry] = []
        var end = start + header.directoryLength
        for index in 0..<header.sectionCount {
            let range = index * SectionEntry.byteCount..<(index + 1) * SectionEntry.byteCount
            let entry = SectionEntry(UnsafeRawBufferPointer(rebasing: bytes[range]), fileLength: header.fileLength)
            guard let entry, entry.offset == end else { throw damaged("entry \(index) is wrong") }
            sections.append(entry)
            end = entry.end
        }
        guard end == header.fileLength else { throw damaged("the sections do not fill the file") }
        return sections
    }

    private func verify(_ section: SectionEntry) throws(HNSWFileError) {
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[section.offset..<section.end])
        guard vk_crc32c(0, bytes.baseAddress, bytes.count) == section.checksum else {
            throw damaged(section.name, "its checksum does not match")
        }
    }
}
