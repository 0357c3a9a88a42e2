import CVectorKernels
import Synchronization

/// Verifies the chunks of an opened file's large sections, each once, on any threads.
final class ChunkChecks: @unchecked Sendable {
    // Sendable: all is constant but the atomics.
    /// A large section as it lies in memory.
    private struct Section {
        let name: GraphSection
        let base: UnsafeRawPointer
        /// With the zeros after it, which the checksum of the last chunk covers.
        let byteCount: Int
        /// Bytes a slot.
        let stride: Int
        /// The index of its first checksum.
        let firstChunk: Int

        func chunkCount(shift: Int) -> Int { (byteCount + (1 << shift) - 1) >> shift }
    }

    let path: String
    private let blocks: Section
    private let fineCodes: Section
    private let checksums: SlotArray<UInt32>
    private let chunkCount: Int
    /// The binary logarithm of a chunk's bytes.
    private let chunkShift: Int
    /// Bit c % 64 of word c / 64: chunk c was found right.
    private let verified: UnsafeMutablePointer<Atomic<UInt64>>
    private let damagedSection = Atomic<Int>(0)
    private let leadsAstray = Atomic(false)
    private let finished = Atomic(false)

    private var wordCount: Int { (chunkCount + 63) / 64 }

    init(_ view: IndexView, _ memory: GraphMemory) throws(HNSWFileError) {
        let header = view.header
        func section(
            _ name: GraphSection, _ base: UnsafeRawPointer, stride: Int, after chunks: Int
        ) throws(HNSWFileError) -> Section {
            let entry = try view.section(name.rawValue, of: UInt8.self, count: header.counters.slotCount * stride)
            guard entry.kind == .chunked else { throw view.damaged(name.rawValue, "it is of the wrong kind") }
            return Section(
                name: name, base: base, byteCount: entry.end - entry.offset, stride: stride, firstChunk: chunks)
        }
        let parameters = header.parameters
        path = view.file.path
        chunkShift = GraphSection.chunkShift(version: header.version)
        blocks = try section(.blocks, memory.blocks.base, stride: parameters.blockStride, after: 0)
        let blockChunks = blocks.chunkCount(shift: chunkShift)
        fineCodes = try section(.fineCodes, memory.fineCodes.base, stride: parameters.codeDimension, after: blockChunks)
        chunkCount = blockChunks + fineCodes.chunkCount(shift: chunkShift)
        checksums = try view.array(GraphSection.chunkChecksums, UInt32.self, chunkCount)
        verified = .allocate(capacity: (chunkCount + 63) / 64)
        for index in 0..<(chunkCount + 63) / 64 { (verified + index).initialize(to: Atomic(0)) }
    }

    deinit {
        verified.deinitialize(count: wordCount)
        verified.deallocate()
    }

    /// Whether all was verified and found right.
    var isFinished: Bool { finished.load(ordering: .acquiring) }

    /// Notes that all was found right.
    func finish() { finished.store(true, ordering: .releasing) }

    /// Notes that a number in another section leads out of it.
    func noteAstray() { leadsAstray.store(true, ordering: .releasing) }

    /// What was found wrong so far.
    var damage: HNSWFileError? {
        if leadsAstray.load(ordering: .acquiring) {
            return .damaged(path: path, section: "graph", finding: "a number in it leads nowhere")
        }
        let names: [GraphSection] = [.blocks, .fineCodes]
        let found = damagedSection.load(ordering: .acquiring)
        guard found > 0 else { return nil }
        return .damaged(path: path, section: names[found - 1].rawValue, finding: "a checksum does not match")
    }

    /// Verifies all that was not verified yet, on some threads.
    ///
    /// - Complexity: O(bytes).
    func verifyAll(threads: Int = 2) {
        let next = Atomic(0)
        // Enough at a time that the threads do not meet at the counter.
        let piece = (1 << 20) >> chunkShift
        runThreads(threads) {
            while true {
                let start = next.add(piece, ordering: .relaxed).oldValue
                guard start < self.chunkCount, self.damage == nil else { return }
                for chunk in start..<min(start + piece, self.chunkCount) { self.verify(chunk) }
            }
        }
    }

    /// Verifies the blocks of slots.
    func verifyBlocks(_ slots: UnsafePointer<UInt32>, count: Int) {
        for index in 0..<count { verify(Int(slots[index]), blocks) }
    }

    /// Verifies the full codes of slots.
    func verifyCodes(_ slots: UnsafePointer<UInt32>, count: Int) {
        for index in 0..<count {
            verify(Int(slots[index]), blocks)
            verify(Int(slots[index]), fineCodes)
        }
    }

    private func verify(_ slot: Int, _ section: Section) {
        let first = (slot * section.stride) >> chunkShift
        let last = ((slot + 1) * section.stride - 1) >> chunkShift
        for chunk in first...last { verify(section.firstChunk + chunk) }
    }

    private func verify(_ chunk: Int) {
        let bit = UInt64(1) << UInt64(chunk % 64)
        if verified[chunk / 64].load(ordering: .relaxed) & bit != 0 { return }
        let section = chunk < fineCodes.firstChunk ? blocks : fineCodes
        let start = (chunk - section.firstChunk) << chunkShift
        let length = min(1 << chunkShift, section.byteCount - start)
        if vk_crc32c(0, section.base + start, length) == checksums.base[chunk] {
            verified[chunk / 64].bitwiseOr(bit, ordering: .relaxed)
        } else {
            damagedSection.store(section.name == .blocks ? 1 : 2, ordering: .releasing)
        }
    }
}
