import Synchronization

/// A record that a build adds.
struct NewRecord {
    let label: Int64
    let vector: UnsafeBufferPointer<Float>
}

extension HNSWGraph {
    /// Puts records without links into slots; `reserve` made the room.
    ///
    /// - Returns: the slot of each.
    /// - Complexity: O(records · dimension), on some threads.
    func encode(_ records: [NewRecord], threads: Int) -> [UInt32] {
        let slots = records.map { _ in claimSlot() }
        encode(records, into: slots, threads: threads)
        for slot in slots { noteStep(of: slot) }
        for (record, slot) in zip(records, slots) { name(slot, record.label) }
        return slots
    }

    private func encode(_ records: [NewRecord], into slots: [UInt32], threads: Int) {
        let next = Atomic(0)
        let piece = 256
        let work = EncodingWork(records: records, slots: slots)
        runThreads(records.count > piece ? threads : 1) {
            self.scratches.withScratch { scratch in
                while true {
                    let start = next.add(piece, ordering: .relaxed).oldValue
                    guard start < work.records.count else { return }
                    for index in start..<min(start + piece, work.records.count) {
                        self.encode(work.records[index].vector, into: work.slots[index], scratch)
                    }
                }
            }
        }
    }
}

/// What threads encode; they only read it, and the caller of `build` keeps the vectors.
private struct EncodingWork: @unchecked Sendable {
    let records: [NewRecord]
    let slots: [UInt32]
}
