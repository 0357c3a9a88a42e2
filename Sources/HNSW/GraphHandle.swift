import CVectorKernels

/// The graph's memory, as the algorithms see it: pointers and fixed parameters, cheap to copy.
///
/// It owns nothing and is made anew whenever the graph grows. All indices that reach it were checked when
/// they entered the graph: slots from callers by the public functions, links from files by `open`.
struct GraphHandle {
    let parameters: HNSWParameters
    let blockStride: Int
    /// Bytes of a block before its nibbles.
    let linkLength: Int
    /// Links of layer 0 and nibbles, a block a slot.
    let blocks: UnsafeMutablePointer<UInt8>
    let fineCodes: UnsafeMutablePointer<Int8>
    let steps: UnsafeMutablePointer<Float>
    let fineSteps: UnsafeMutablePointer<Float>
    let squaredLengths: UnsafeMutablePointer<Float>
    let upperLinks: UnsafeMutablePointer<UInt32>
    /// Per slot the first of its rows in `upperLinks`, one row a layer from layer 1.
    let upperStarts: UnsafeMutablePointer<UInt32>
    /// Per slot its highest layer, with `limboBit` at the end of its life, or `freeLevel`.
    let levels: UnsafeMutablePointer<UInt8>
    /// Per slot its parent in the spanning tree of layer 0.
    let parents: UnsafeMutablePointer<UInt32>
    let labels: UnsafeMutablePointer<Int64>
    let lives: SlotLives
    /// The codes, as the kernels take them.
    let rows: UnsafePointer<vk_code_rows>
    let rotation: Rotation
    /// All slots are below it.
    let slotCount: Int

    /// Marks a slot without a record.
    static let freeLevel = UInt8.max
    /// Set in the level of a slot that has no links any more and waits until no search can see it.
    static let limboBit: UInt8 = 0x40

    /// Whether the slot holds a record and its code. Which states the record is part of, `lives` says; every record
    /// that a running search may return is live.
    func isLive(_ slot: UInt32) -> Bool { (levels + Int(slot)).loadAcquiring() < Self.limboBit }

    /// The nibbles of a slot.
    func coarse(_ slot: UInt32) -> UnsafeMutablePointer<UInt8> {
        blocks + Int(slot) * blockStride + linkLength
    }

    func fine(_ slot: UInt32) -> UnsafeMutablePointer<Int8> { fineCodes + Int(slot) * parameters.codeDimension }

    /// The index of a row in `upperLinks`, in rows.
    func upperRow(_ slot: UInt32, layer: Int) -> Int { Int(upperStarts[Int(slot)]) + layer - 1 }

    /// The links of a live slot on a layer that it has.
    @inline(__always)
    func links(_ slot: UInt32, layer: Int) -> LinkRow {
        if layer == 0 {
            let start = UnsafeMutableRawPointer(blocks + Int(slot) * blockStride)
            return LinkRow(start: start.assumingMemoryBound(to: UInt32.self), width: 2 * parameters.m)
        }
        let width = parameters.m
        return LinkRow(start: upperLinks + upperRow(slot, layer: layer) * width, width: width)
    }

    /// Whether the spanning tree of layer 0 has the edge.
    func isTreeEdge(_ a: UInt32, _ b: UInt32) -> Bool {
        parents[Int(a)] == b || parents[Int(b)] == a
    }

    /// Children of `slot` in the spanning tree.
    ///
    /// - Complexity: O(m).
    func childCount(_ slot: UInt32) -> Int {
        links(slot, layer: 0).links.count { parents[Int($0)] == slot }
    }

    /// Scores slots against the nibbles of `slot`; valid until the scratch's query is prepared again.
    func scorer(of slot: UInt32, _ scratch: SearchScratch) -> SlotScorer {
        scratch.query.prepare(0, slot: slot, self)
        return SlotScorer(query: scratch.query.queries, rows: rows, checks: nil)
    }

    /// Scores slots against a rotated vector; valid until the scratch's query is prepared again.
    ///
    /// - Parameter checks: what must be verified before it is read.
    func scorer(
        of vector: UnsafeBufferPointer<Float>, _ scratch: SearchScratch, checks: Unmanaged<ChunkChecks>?
    ) -> SlotScorer {
        rotation.apply(to: vector, into: scratch.rotated, spare: scratch.spare)
        let squaredLength = vector.baseAddress.map { vk_dot_f32($0, $0, vector.count) } ?? 0
        scratch.query.prepare(0, rotated: scratch.rotated, squaredLength: squaredLength)
        return SlotScorer(query: scratch.query.queries, rows: rows, checks: checks)
    }
}
