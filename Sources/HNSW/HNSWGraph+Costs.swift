/// What searches cost on this machine, measured on the graph itself.
extension HNSWGraph {
    /// Of fewer records nothing is measured when they are built: whatever the plan, a search is fast.
    static let measuredRecordCount = 20_000

    private static let sampleCount = 15
    private static let sampleEf = 64
    private static let sampleK = 10
    private static let scannedCount = 4_096
    /// One of so many records matches where the walk over matches is measured.
    private static let matchStride = 8

    /// What was measured when the graph was built; nil where nothing was.
    package var costs: SearchCosts? { turns.withLock { counters.costs } }

    /// Measures the costs and keeps them, in the graph and its file, for the planner.
    ///
    /// - Parameter now: a clock.
    /// - Complexity: a few milliseconds; O(slots / 64) memory.
    package func measureCosts(now: () -> Duration) {
        guard count > 0 else { return }
        let step = median { number in
            measure(number, admitting: nil, .graph, now).map { $0 / Float(Self.sampleEf) }
        }
        let scan = median { number in
            let scattered = everySlot(max(1, slotCount / Self.scannedCount), from: number)
            return measure(number, admitting: scattered, .scan, now).map { $0 / Float(scattered.count) }
        }
        let matches = everySlot(Self.matchStride, from: 0)
        let filteredStep = median { number in
            measure(number, admitting: matches, .filteredGraph, now).map { $0 / Float(Self.filteredSteps) }
        }
        guard let step, let scan else { return }
        let usual = SearchCosts.usual
        let costs = SearchCosts(
            scan: scan, step: step, filteredStep: filteredStep ?? step * usual.filteredStep / usual.step)
        // A clock may stand still.
        if costs.arePositive { keep(costs) }
    }

    private func keep(_ costs: SearchCosts) {
        turns.withLock {
            counters.costs = costs
            committed.costs = costs
            publish()
            reclaim()
        }
    }

    private static var filteredSteps: Int {
        FilteredWidth.steps(.filteredGraph, k: sampleK, ef: sampleEf, share: 1 / Double(matchStride))
    }

    /// Nanoseconds of a search for a record, carried out as `plan` says; nil where another plan had to help.
    private func measure(_ number: Int, admitting admitted: SlotBitmap?, _ plan: HNSWPlan, _ now: () -> Duration)
        -> Float?
    {
        let place = slotCount * number / Self.sampleCount
        guard let query = vector(at: UInt32(place)) else { return nil }
        let start = now()
        let answer = try? search(query, k: Self.sampleK, ef: Self.sampleEf, admitting: admitted, plan: plan)
        let elapsed = now() - start
        return answer?.plan == plan ? Float(elapsed / .nanoseconds(1)) : nil
    }

    /// Every n-th slot, whatever is in it.
    private func everySlot(_ stride: Int, from first: Int) -> SlotBitmap {
        var slots = SlotBitmap(slotCount: slotCount)
        for slot in Swift.stride(from: first % stride, to: slotCount, by: stride) { slots.insert(UInt32(slot)) }
        return slots
    }

    /// The middle of what the samples gave; nil where none did.
    private func median(_ sample: (Int) -> Float?) -> Float? {
        let values = (0..<Self.sampleCount).compactMap(sample).sorted()
        return values.isEmpty ? nil : values[values.count / 2]
    }
}
