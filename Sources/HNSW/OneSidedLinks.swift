/// The links of all layers that are not returned: where node a links to b and b does not link to a.
///
/// A delete must find who links to a node. Most links go both ways, so that the node's own row names those nodes;
/// this holds the others, a quarter of all links. It is made at the first delete of a graph's life in memory and
/// kept up to date from then on; the file does not hold it.
struct OneSidedLinks {
    private var base = RowLists()
    private var upper = RowLists()

    /// - Complexity: O(links · m); a million records take about a second.
    init(_ handle: GraphHandle, slotCount: Int) {
        for slot in 0..<UInt32(slotCount) where handle.isLive(slot) {
            // The rows of neighbours lie anywhere: they arrive while the slots before are looked at.
            let ahead = slot + 2
            if Int(ahead) < slotCount {
                for link in handle.links(ahead, layer: 0).links { handle.prefetchLinks(link, layer: 0) }
            }
            for layer in 0...Int(handle.levels[Int(slot)]) {
                for link in handle.links(slot, layer: layer).links
                where !handle.links(link, layer: layer).contains(slot) {
                    add(slot, to: link, layer: layer, handle)
                }
            }
        }
    }

    /// Follows a link from `slot` that is new.
    ///
    /// - Complexity: O(m) and the one-sided links to `slot`.
    mutating func linked(_ slot: UInt32, _ link: UInt32, layer: Int, _ handle: GraphHandle) {
        if handle.links(link, layer: layer).contains(slot) {
            remove(link, from: slot, layer: layer, handle)
        } else {
            add(slot, to: link, layer: layer, handle)
        }
    }

    /// Follows a link from `slot` that is gone.
    mutating func unlinked(_ slot: UInt32, _ link: UInt32, layer: Int, _ handle: GraphHandle) {
        if handle.links(link, layer: layer).contains(slot) {
            add(link, to: slot, layer: layer, handle)
        } else {
            remove(slot, from: link, layer: layer, handle)
        }
    }

    /// The nodes that link to `slot` on `layer` and are not linked by it.
    func sources(of slot: UInt32, layer: Int, _ handle: GraphHandle) -> [UInt32] {
        layer == 0 ? base.list(Int(slot)) : upper.list(handle.upperRow(slot, layer: layer))
    }

    private mutating func add(_ source: UInt32, to slot: UInt32, layer: Int, _ handle: GraphHandle) {
        if layer == 0 {
            base.add(source, to: Int(slot))
        } else {
            upper.add(source, to: handle.upperRow(slot, layer: layer))
        }
    }

    private mutating func remove(_ source: UInt32, from slot: UInt32, layer: Int, _ handle: GraphHandle) {
        if layer == 0 {
            base.remove(source, from: Int(slot))
        } else {
            upper.remove(source, from: handle.upperRow(slot, layer: layer))
        }
    }
}
