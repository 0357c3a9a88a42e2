import Foundation
import RapportCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of one log file and, behind them in the same address range, room for texts that had to be
/// decoded: escapes, doubled quotes.
///
/// One range means that a text is one offset, wherever it lies, and that a file whose texts need no
/// decoding is never copied. The room is address space; memory is used only where something is written.
///
/// - Important: A mapped file must not shrink while the table lives: the operating system ends a process
///   that touches pages which are no longer there.
final class TextRegion {
    /// Bytes of the file, unpacked; the room starts at the next page.
    let contentCount: Int
    private let mapping: Mapping
    private let roomStart: Int
    private var used: Int

    /// Maps a file.
    ///
    /// - Parameter descriptor: of a regular file of `count` bytes; may be closed afterwards.
    init(mapping descriptor: Int32, count: Int) throws(LogReadFault) {
        let start = Mapping.roundedToPages(count)
        mapping = try Mapping(count: start + Self.room(for: count))
        try mapping.mapFile(descriptor, count: count)
        contentCount = count
        roomStart = start
        used = start
    }

    /// Memory that `fill` writes, for a file that has to be unpacked.
    ///
    /// - Parameters:
    ///   - limit: the most bytes that `fill` may write.
    ///   - fill: receives the memory, returns how many bytes it wrote.
    init(
        unpackedLimit limit: Int, fill: (UnsafeMutableRawBufferPointer) throws(LogReadFault) -> Int
    ) throws(LogReadFault) {
        let reserved = Mapping.roundedToPages(limit)
        mapping = try Mapping(count: reserved + Self.room(for: limit))
        let count = try fill(UnsafeMutableRawBufferPointer(start: mapping.base, count: limit))
        contentCount = count
        roomStart = Mapping.roundedToPages(count)
        used = roomStart
    }

    /// The file's bytes.
    var content: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: mapping.base, count: contentCount) }

    /// Everything that an offset may point to: the file, a gap up to the next page, and the texts added.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: mapping.base, count: used) }

    /// Decoding never makes a text more than twice as long as it is in the file, and each text is decoded
    /// once; a file that asks for more is hostile.
    private static func room(for count: Int) -> Int { Mapping.roundedToPages(count) * 2 + (1 << 20) }

    /// Adds a text.
    ///
    /// - Returns: where it lies in `bytes`; nil where the room is used up.
    func append(_ text: some Collection<UInt8>) -> Int? {
        let count = text.count
        guard count <= roomStart + Self.room(for: contentCount) - used, count <= mapping.count - used else {
            return nil
        }
        let offset = used
        UnsafeMutableRawBufferPointer(start: mapping.base + offset, count: count).copyBytes(from: text)
        used += count
        return offset
    }

    /// The bytes as the store of columns; the region must not grow afterwards.
    func makeStore() -> ByteStore {
        let mapping = mapping
        return ByteStore(base: UnsafeRawPointer(mapping.base), count: used) { _, _ in
            withExtendedLifetime(mapping) {}
        }
    }
}

/// An address range that is given back when the last user lets go.
private final class Mapping: @unchecked Sendable {
    // Sendable by construction: written by its one region before the store is made, never after.
    let base: UnsafeMutableRawPointer
    let count: Int

    init(count: Int) throws(LogReadFault) {
        #if canImport(Glibc)
            let flags = MAP_PRIVATE | MAP_ANONYMOUS | Int32(MAP_NORESERVE)
        #else
            let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
        #endif
        guard let base = mmap(nil, count, PROT_READ | PROT_WRITE, flags, -1, 0), base != MAP_FAILED else {
            throw Self.fault("reserving \(count) bytes of address space")
        }
        self.base = base
        self.count = count
    }

    deinit { munmap(base, count) }

    func mapFile(_ descriptor: Int32, count: Int) throws(LogReadFault) {
        guard count > 0 else { return }
        let mapped = mmap(base, count, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0)
        guard mapped != MAP_FAILED else { throw Self.fault("mapping it") }
    }

    static func roundedToPages(_ count: Int) -> Int {
        let page = Int(getpagesize())
        return (count + page - 1) / page * page
    }

    private static func fault(_ step: String) -> LogReadFault {
        LogReadFault(.system(step: step, reason: String(cString: strerror(errno))))
    }
}
