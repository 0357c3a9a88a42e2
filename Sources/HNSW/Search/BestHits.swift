/// Collects the best `k` hits, the best one of each group where there are groups.
struct BestHits {
    private let k: Int
    private let groups: UnsafeBufferPointer<UInt32>?
    /// Without groups a heap with the worst hit on top; with groups in no order.
    private var kept: [HNSWHit] = []
    /// Where the hit of a group lies in `kept`.
    private var places: [UInt32: Int] = [:]
    /// With groups: the place of the worst hit, known once `kept` is full.
    private var worst = 0

    init(k: Int, groups: UnsafeBufferPointer<UInt32>?) {
        self.k = k
        self.groups = groups
        kept.reserveCapacity(min(k, 1024))
    }

    /// What a hit must reach to matter.
    var bar: Float { kept.count < k ? -.infinity : kept.isEmpty ? .infinity : kept[worst].similarity }

    var count: Int { kept.count }

    /// - Complexity: O(log k); with groups O(k) for a hit that enters, O(1) for others.
    mutating func offer(_ hit: HNSWHit) {
        guard k > 0, hit.similarity >= bar else { return }
        if let groups { offer(hit, group: groups[Int(hit.slot)]) } else { offerPlain(hit) }
    }

    /// The hits, best first.
    func sorted() -> [HNSWHit] { kept.sorted { $0.isBetter(than: $1) } }

    private mutating func offerPlain(_ hit: HNSWHit) {
        if kept.count < k {
            kept.append(hit)
            siftUp(kept.count - 1)
        } else if hit.isBetter(than: kept[0]) {
            kept[0] = hit
            siftDown()
        }
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard kept[parent].isBetter(than: kept[child]) else { return }
            kept.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < kept.count else { return }
            if child + 1 < kept.count && kept[child].isBetter(than: kept[child + 1]) { child += 1 }
            guard kept[parent].isBetter(than: kept[child]) else { return }
            kept.swapAt(parent, child)
            parent = child
        }
    }

    private mutating func offer(_ hit: HNSWHit, group: UInt32) {
        if let place = places[group] {
            guard hit.isBetter(than: kept[place]) else { return }
            kept[place] = hit
        } else if kept.count < k {
            places[group] = kept.count
            kept.append(hit)
        } else {
            guard let groups, hit.isBetter(than: kept[worst]) else { return }
            places[groups[Int(kept[worst].slot)]] = nil
            places[group] = worst
            kept[worst] = hit
        }
        if kept.count == k {
            worst = kept.indices.max { kept[$0].isBetter(than: kept[$1]) } ?? 0
        }
    }
}
