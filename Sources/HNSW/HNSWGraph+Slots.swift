import CVectorKernels
import Glibc

extension HNSWGraph {
    /// The most slots that a graph can have: the top bit of a slot is the walk's.
    static let slotLimit = Int(Candidate.followedBit) - 1

    /// Room for `count` more records.
    func reserve(_ count: Int) throws(HNSWError) {
        let fresh = max(0, count - counters.freeCount)
        let slots = counters.slotCount + fresh
        guard slots <= Self.slotLimit else { throw .full(slots: Self.slotLimit) }
        var upperRows = counters.upperRowCount
        for slot in counters.slotCount..<slots { upperRows += parameters.level(ofSlot: UInt32(slot)) }
        let before = memory
        defer { if !memory.lies(where: before) { retire(before) } }
        try memory.reserve(slots: slots, upperRows: upperRows, parameters, keeping: counters)
    }

    /// Searches go over to memory that took the place of `before`, so that this can be given back.
    private func retire(_ before: GraphMemory) {
        rows.update(memory, parameters, counters)
        waiting.append(.object(RetiredMemory(before)))
        publish()
        reclaim()
    }

    /// Puts a record without links into a slot; `reserve` made the room.
    func occupySlot(_ label: Int64, _ vector: UnsafeBufferPointer<Float>, _ scratch: SearchScratch) -> UInt32 {
        let slot = claimSlot()
        store(vector, in: slot, scratch)
        name(slot, label)
        return slot
    }

    /// Takes a slot for a record that is still to be named.
    func claimSlot() -> UInt32 {
        let slot: UInt32
        if counters.freeCount > 0 {
            counters.freeCount -= 1
            slot = memory.freeSlots.base[counters.freeCount]
            handle.lives.begin(slot, at: comingVersion)
            memory.noteLife(of: slot)
        } else {
            // No state that shows this slot is older than its record.
            slot = UInt32(counters.slotCount)
            counters.slotCount += 1
            addRows(of: slot)
        }
        handle.parents[Int(slot)] = noSlot
        counters.liveCount += 1
        return slot
    }

    /// Gives the record in a claimed slot, whose code is there, its label.
    func name(_ slot: UInt32, _ label: Int64) {
        memory.labels.base[Int(slot)] = label
        memory.labelTable.insert(slot, labels: memory.labels.base)
        // From here on a scan that has older business in the slot reads its code.
        (memory.levels.base + Int(slot)).storeReleasing(UInt8(parameters.level(ofSlot: slot)))
    }

    /// Writes the code of a vector into a slot.
    func store(_ vector: UnsafeBufferPointer<Float>, in slot: UInt32, _ scratch: SearchScratch) {
        encode(vector, into: slot, scratch)
        noteStep(of: slot)
    }

    /// As `store`, without `noteStep`: for several threads.
    func encode(_ vector: UnsafeBufferPointer<Float>, into slot: UInt32, _ scratch: SearchScratch) {
        let handle = handle
        let (squaredLength, step) = rotate(vector, scratch)
        handle.fineSteps[Int(slot)] = vk_encode(
            scratch.rotated, parameters.codeDimension, step, handle.coarse(slot), handle.fine(slot))
        handle.steps[Int(slot)] = step
        handle.squaredLengths[Int(slot)] = squaredLength
    }

    /// Notes whether all codes still have one step.
    func noteStep(of slot: UInt32) {
        let step = memory.steps.base[Int(slot)]
        guard step != counters.commonStep else { return }
        counters.commonStep = counters.commonStep < 0 ? step : 0
        rows.update(memory, parameters, counters)
    }

    /// Whether the slot holds the code of this very vector.
    func holds(_ vector: UnsafeBufferPointer<Float>, in slot: UInt32, _ scratch: SearchScratch) -> Bool {
        let handle = handle
        let dimension = parameters.codeDimension
        let (squaredLength, step) = rotate(vector, scratch)
        guard handle.squaredLengths[Int(slot)] == squaredLength, handle.steps[Int(slot)] == step else { return false }
        var coarse = [UInt8](repeating: 0, count: dimension / 2)
        var fine = [Int8](repeating: 0, count: dimension)
        let fineStep = vk_encode(scratch.rotated, dimension, step, &coarse, &fine)
        return fineStep == handle.fineSteps[Int(slot)] && memcmp(coarse, handle.coarse(slot), coarse.count) == 0
            && memcmp(fine, handle.fine(slot), fine.count) == 0
    }

    /// Puts the rotated vector into the scratch.
    private func rotate(
        _ vector: UnsafeBufferPointer<Float>, _ scratch: SearchScratch
    ) -> (squaredLength: Float, step: Float) {
        rotation.apply(to: vector, into: scratch.rotated, spare: scratch.spare)
        let squaredLength = vector.baseAddress.map { vk_dot_f32($0, $0, vector.count) } ?? 0
        return (squaredLength, parameters.step(squaredLength: squaredLength))
    }

    /// Gives up the slot of a deleted record that no search can see any more.
    func freeSlot(_ slot: UInt32) {
        let handle = handle
        (handle.levels + Int(slot)).storeReleasing(GraphHandle.freeLevel)
        handle.labels[Int(slot)] = 0
        handle.parents[Int(slot)] = noSlot
        // What was deleted must not lie in memory or in the next file.
        handle.coarse(slot).update(repeating: 0, count: parameters.codeDimension / 2)
        handle.fine(slot).update(repeating: 0, count: parameters.codeDimension)
        for column in [handle.steps, handle.fineSteps, handle.squaredLengths] { column[Int(slot)] = 0 }
        assert(counters.freeCount < memory.freeSlots.capacity, "there is room for as many free slots as slots")
        memory.freeSlots.base[counters.freeCount] = slot
        counters.freeCount += 1
    }

    /// Empty rows for a slot that was never used.
    private func addRows(of slot: UInt32) {
        let level = parameters.level(ofSlot: slot)
        let handle = handle
        handle.levels[Int(slot)] = GraphHandle.freeLevel
        handle.upperStarts[Int(slot)] = UInt32(counters.upperRowCount)
        counters.upperRowCount += level
        for layer in 0...level {
            handle.links(slot, layer: layer).removeAll()
        }
    }
}
