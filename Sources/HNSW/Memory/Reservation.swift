import Glibc

/// A range of address space that is given back when the last reference goes.
///
/// Memory in it costs nothing until it is written: untouched pages are zero and take no room.
final class Reservation {
    let base: UnsafeMutableRawPointer
    let byteCount: Int
    private let mapped: UnsafeMutableRawPointer
    private let mappedByteCount: Int

    /// Reserves at least `byteCount` bytes of zeros.
    init(byteCount: Int) throws(HNSWError) {
        let rounded = max(byteCount, 1).roundedUp(to: Self.pageSize)
        guard FileLayer.current.allows(.reserve(length: rounded)) else { throw .outOfMemory(bytes: rounded) }
        let isLarge = rounded >= 4 * Self.hugePageSize
        let mappedByteCount = rounded + (isLarge ? Self.hugePageSize : 0)
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let mapped = mmap(nil, mappedByteCount, PROT_READ | PROT_WRITE, flags, -1, 0), mapped != MAP_FAILED
        else { throw .outOfMemory(bytes: rounded) }
        self.mapped = mapped
        self.mappedByteCount = mappedByteCount
        self.byteCount = rounded
        base = isLarge ? mapped.alignedUp(toMultipleOf: Self.hugePageSize) : mapped
        // A walk reads here and there: with small pages it would wait for the page tables most of the time.
        if isLarge { madvise(base, rounded, MADV_HUGEPAGE) }
    }

    deinit { munmap(mapped, mappedByteCount) }

    /// The processor's page size in bytes.
    static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    private static let hugePageSize = 1 << 21

    /// Lays a part of a file over the start of the range; changes stay in memory.
    ///
    /// - Returns: whether the file could be mapped; where pages are larger than the file's sections are
    ///   aligned, it cannot, and the caller copies.
    func overlay(file: Int32, offset: Int, byteCount: Int) -> Bool {
        guard byteCount > 0 else { return true }
        guard FileLayer.current.allows(.mapSection(offset: offset, length: byteCount)) else { return false }
        let flags = MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE
        let mapped = mmap(base, byteCount, PROT_READ | PROT_WRITE, flags, file, off_t(offset))
        return mapped != MAP_FAILED
    }
}

extension Int {
    /// The least multiple of `unit` that is not smaller.
    func roundedUp(to unit: Int) -> Int { (self + unit - 1) / unit * unit }
}
