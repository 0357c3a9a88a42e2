import CVectorKernels
import Synchronization

/// Lends scratch memory to searches that run at the same time, without a lock.
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

    /// Gives `body` a scratch that nobody else uses meanwhile.
    func withScratch<Result, Failure>(
        _ body: (SearchScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let place = takePlace()
        defer { place.pointee.isTaken.store(false, ordering: .releasing) }
        return try body(place.pointee.scratch(parameters))
    }

    private func takePlace() -> UnsafeMutablePointer<ScratchPlace> {
        let start = Int(vk_thread_number())
        var block = first
        while true {
            for offset in 0..<ScratchBlock.placeCount {
                let place = block.pointee.place((start + offset) % ScratchBlock.placeCount)
                if place.pointee.take() { return place }
            }
            block = Self.block(after: block)
        }
    }

    private static func block(after block: UnsafeMutablePointer<ScratchBlock>) -> UnsafeMutablePointer<ScratchBlock> {
        if let next = block.pointee.next.load(ordering: .acquiring) { return next }
        let fresh = UnsafeMutablePointer<ScratchBlock>.allocate(capacity: 1)
        fresh.initialize(to: ScratchBlock())
        let (exchanged, other) = block.pointee.next.compareExchange(
            expected: nil, desired: fresh, ordering: .acquiringAndReleasing)
        guard !exchanged, let other else { return fresh }
        // Another thread was faster.
        fresh.deinitialize(count: 1)
        fresh.deallocate()
        return other
    }
}

/// Room for a scratch, and whether it is in use.
private struct ScratchPlace: ~Copyable {
    let isTaken = Atomic(false)
    /// Made when it is first needed; touched by who took the place.
    private var scratch: SearchScratch?

    /// - Returns: whether the place was free, and is the caller's now.
    func take() -> Bool {
        isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    }

    mutating func scratch(_ parameters: HNSWParameters) -> SearchScratch {
        if let scratch { return scratch }
        let made = SearchScratch(parameters)
        scratch = made
        return made
    }
}

/// Some places, each in cache lines of its own, and the way to more.
private struct ScratchBlock: ~Copyable {
    static let placeCount = 64
    /// Two cache lines, since processors fetch them in pairs.
    private static let stride = 128

    let next = Atomic<UnsafeMutablePointer<ScratchBlock>?>(nil)
    private let places: UnsafeMutableRawPointer

    init() {
        places = .allocate(byteCount: Self.placeCount * Self.stride, alignment: Self.stride)
        for index in 0..<Self.placeCount { place(index).initialize(to: ScratchPlace()) }
    }

    deinit {
        for index in 0..<Self.placeCount { place(index).deinitialize(count: 1) }
        places.deallocate()
    }

    func place(_ index: Int) -> UnsafeMutablePointer<ScratchPlace> {
        (places + index * Self.stride).assumingMemoryBound(to: ScratchPlace.self)
    }
}
