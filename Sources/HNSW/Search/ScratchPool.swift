import CVectorKernels
import Synchronization

/// Lends scratch memory to searches that run at the same time, without a lock, and knows in which epoch each
/// of them began.
///
/// A thread goes to the place of its number first, so that as long as there are no more threads than places,
/// none writes to a cache line that another one reads. Places are added where all are taken, and stay.
struct ScratchPool: ~Copyable, @unchecked Sendable {
    // Sendable: a place's scratch is touched by who took the place alone.
    private let parameters: HNSWParameters
    private let first: UnsafeMutablePointer<ScratchBlock>

    init(_ parameters: HNSWParameters) {
        self.parameters = parameters
        first = .allocate(capacity: 1)
        first.initialize(to: ScratchBlock())
    }

    deinit {
        var block: UnsafeMutablePointer<ScratchBlock>? = first
        while let current = block {
            block = current.pointee.next.load(ordering: .acquiring)
            current.deinitialize(count: 1)
            current.deallocate()
        }
    }

    /// Gives `body` a scratch that nobody else uses meanwhile; for who changes the graph.
    func withScratch<Result, Failure>(
        _ body: (SearchScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withScratch(epoch: ScratchPlace.noReader, body)
    }

    /// Gives `body` a scratch, and keeps what is published when it begins from being freed until it ends.
    func withScratch<Result, Failure>(
        reading published: UnsafePointer<Publication>, _ body: (SearchScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // An epoch that ends before it is announced does no harm: more is kept than need be.
        try withScratch(epoch: published.pointee.epoch.load(ordering: .acquiring), body)
    }

    /// The epoch in which the oldest search that runs began; the largest number where none runs.
    ///
    /// - Complexity: O(places).
    func oldestReader() -> UInt64 {
        var oldest = ScratchPlace.noReader
        var block: UnsafeMutablePointer<ScratchBlock>? = first
        while let current = block {
            for index in 0..<ScratchBlock.placeCount {
                let epoch = current.pointee.place(index).epoch.pointee.load(ordering: .sequentiallyConsistent)
                if epoch != ScratchPlace.free { oldest = min(oldest, epoch) }
            }
            block = current.pointee.next.load(ordering: .sequentiallyConsistent)
        }
        return oldest
    }

    private func withScratch<Result, Failure>(
        epoch: UInt64, _ body: (SearchScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let place = takePlace(epoch)
        defer { place.giveBack() }
        return try body(place.scratch(parameters))
    }

    private func takePlace(_ epoch: UInt64) -> ScratchPlace {
        let start = Int(vk_thread_number())
        var block = first
        while true {
            for offset in 0..<ScratchBlock.placeCount {
                let place = block.pointee.place((start + offset) % ScratchBlock.placeCount)
                if place.take(epoch) { return place }
            }
            block = Self.block(after: block)
        }
    }

    private static func block(after block: UnsafeMutablePointer<ScratchBlock>) -> UnsafeMutablePointer<ScratchBlock> {
        if let next = block.pointee.next.load(ordering: .acquiring) { return next }
        let fresh = UnsafeMutablePointer<ScratchBlock>.allocate(capacity: 1)
        fresh.initialize(to: ScratchBlock())
        let (exchanged, other) = block.pointee.next.compareExchange(
            expected: nil, desired: fresh, ordering: .sequentiallyConsistent)
        guard !exchanged, let other else { return fresh }
        // Another thread was faster.
        fresh.deinitialize(count: 1)
        fresh.deallocate()
        return other
    }
}

/// Room for a scratch, and whether it is in use; a handle into a block's memory.
///
/// Two words apart from each other, not one value: others read the epoch while who took the place uses the
/// scratch.
private struct ScratchPlace {
    static let free: UInt64 = 0
    /// Stands for use by who changes the graph.
    static let noReader = UInt64.max
    /// Two cache lines, since processors fetch them in pairs.
    static let stride = 128

    /// The epoch in which the search began that uses it.
    let epoch: UnsafeMutablePointer<Atomic<UInt64>>
    /// Made when it is first needed; touched by who took the place.
    private let scratch: UnsafeMutablePointer<SearchScratch?>

    init(_ start: UnsafeMutableRawPointer) {
        epoch = start.assumingMemoryBound(to: Atomic<UInt64>.self)
        scratch = (start + MemoryLayout<Atomic<UInt64>>.stride).assumingMemoryBound(to: SearchScratch?.self)
    }

    func initialize() {
        epoch.initialize(to: Atomic(Self.free))
        scratch.initialize(to: nil)
    }

    func deinitialize() {
        epoch.deinitialize(count: 1)
        scratch.deinitialize(count: 1)
    }

    /// - Returns: whether the place was free, and is the caller's now.
    ///
    /// One exchange both takes the place and announces the epoch, before the search reads anything else.
    func take(_ epoch: UInt64) -> Bool {
        self.epoch.pointee.compareExchange(
            expected: Self.free, desired: epoch, ordering: .sequentiallyConsistent
        ).exchanged
    }

    func giveBack() { epoch.pointee.store(Self.free, ordering: .releasing) }

    func scratch(_ parameters: HNSWParameters) -> SearchScratch {
        if let made = scratch.pointee { return made }
        let made = SearchScratch(parameters)
        scratch.pointee = made
        return made
    }
}

/// Some places, each in cache lines of its own, and the way to more.
private struct ScratchBlock: ~Copyable {
    static let placeCount = 64

    let next = Atomic<UnsafeMutablePointer<ScratchBlock>?>(nil)
    private let places: UnsafeMutableRawPointer

    init() {
        places = .allocate(byteCount: Self.placeCount * ScratchPlace.stride, alignment: ScratchPlace.stride)
        for index in 0..<Self.placeCount { place(index).initialize() }
    }

    deinit {
        for index in 0..<Self.placeCount { place(index).deinitialize() }
        places.deallocate()
    }

    func place(_ index: Int) -> ScratchPlace { ScratchPlace(places + index * ScratchPlace.stride) }
}
