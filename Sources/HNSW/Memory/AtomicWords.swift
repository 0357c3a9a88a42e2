import Synchronization

// Plain words that one thread writes while others read them: an atomic lies in memory as its value does.
// An extension a width, because the library's operations are declared by width.

extension UnsafeMutablePointer<UInt8> {
    /// Reads what another thread may be writing, and all that it wrote before.
    @inline(__always)
    func loadAcquiring() -> UInt8 { atomic.pointee.load(ordering: .acquiring) }

    /// Writes what others may be reading; who reads it sees all that was written before.
    @inline(__always)
    func storeReleasing(_ value: UInt8) { atomic.pointee.store(value, ordering: .releasing) }

    @inline(__always)
    private var atomic: UnsafeMutablePointer<Atomic<UInt8>> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: Atomic<UInt8>.self)
    }
}

extension UnsafeMutablePointer<UInt32> {
    /// Reads what another thread may be writing, and all that it wrote before.
    @inline(__always)
    func loadAcquiring() -> UInt32 { atomic.pointee.load(ordering: .acquiring) }

    /// Writes what others may be reading; who reads it sees all that was written before.
    @inline(__always)
    func storeReleasing(_ value: UInt32) { atomic.pointee.store(value, ordering: .releasing) }

    @inline(__always)
    private var atomic: UnsafeMutablePointer<Atomic<UInt32>> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: Atomic<UInt32>.self)
    }
}

extension UnsafeMutablePointer<UInt64> {
    /// Reads what another thread may be writing, and all that it wrote before.
    @inline(__always)
    func loadAcquiring() -> UInt64 { atomic.pointee.load(ordering: .acquiring) }

    /// Writes what others may be reading; who reads it sees all that was written before.
    @inline(__always)
    func storeReleasing(_ value: UInt64) { atomic.pointee.store(value, ordering: .releasing) }

    @inline(__always)
    private var atomic: UnsafeMutablePointer<Atomic<UInt64>> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: Atomic<UInt64>.self)
    }
}
