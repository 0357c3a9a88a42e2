/// The spanning tree of layer 0.
///
/// Choosing links by nearness can cut parts of a graph off, and so can deleting. Therefore every node but
/// the root has a parent: the nearest node with few children at the time of its insertion. The edges
/// between parent and child are links both ways and are never given up, so that every node can be reached
/// from every other whatever else is pruned.
extension HNSWGraph {
    /// Gives a node that has no parent one of the candidates as parent, the best that has room.
    func attach(_ slot: UInt32, to candidates: [Candidate], scratch: SearchScratch, locks: NodeLocks?) {
        for candidate in candidates where adopt(slot, by: candidate.slot, scratch, locks) { return }
        if let nearest = candidates.first {
            adoptBelow(nearest.slot, slot, scratch, locks)
        }
    }

    /// Makes `parent` the parent of `child`; false where it has as many children as it may have.
    private func adopt(
        _ child: UInt32, by parent: UInt32, _ scratch: SearchScratch, _ locks: NodeLocks?
    ) -> Bool {
        let handle = handle
        let isAdopted = locks.holding(parent) {
            guard handle.childCount(parent) < parameters.childLimit else { return false }
            // Before the link: whoever sees the link must see the edge.
            handle.parents[Int(child)] = parent
            addLinkLocked(parent, layer: 0, to: child, scratch: scratch)
            return true
        }
        if isAdopted { addLink(child, layer: 0, to: parent, scratch: scratch, locks: locks) }
        return isAdopted
    }

    /// Finds the child a parent among the descendants of `ancestor`, the closest with room.
    ///
    /// There always is one: a node without children has room.
    private func adoptBelow(
        _ ancestor: UInt32, _ child: UInt32, _ scratch: SearchScratch, _ locks: NodeLocks?
    ) {
        let handle = handle
        var queue = [ancestor]
        var next = 0
        // Bounded, because the tree of a forged file may have a circle.
        while next < queue.count && next <= counters.slotCount {
            let node = queue[next]
            next += 1
            if adopt(child, by: node, scratch, locks) { return }
            locks.holding(node) {
                queue += handle.links(node, layer: 0).links.filter { handle.parents[Int($0)] == node }
            }
        }
    }

    /// Gives the children of a node that is about to go new parents.
    ///
    /// `slot` has no links any more, `children` were its children, `candidates` its other neighbours.
    func reattach(children: [UInt32], of slot: UInt32, candidates: [UInt32], scratch: SearchScratch) {
        let handle = handle
        let parent = handle.parents[Int(slot)]
        handle.parents[Int(slot)] = noSlot
        for child in children { handle.parents[Int(child)] = noSlot }
        var orphans = children[...]
        if counters.root == slot { counters.root = orphans.popFirst() ?? noSlot }
        // The first node of the tree's remaining part that is sure to be connected to the root.
        let anchor = parent == noSlot ? counters.root : parent
        for orphan in orphans {
            let nearby = Array(handle.links(orphan, layer: 0).links) + candidates + children + [anchor]
            let possible = Set(nearby).subtracting([orphan]).filter { !isBelow($0, orphan) }
            let ranked = handle.rank(possible.sorted(), for: orphan, scratch: scratch)
            if !ranked.contains(where: { adopt(orphan, by: $0.slot, scratch, nil) }) {
                adoptBelow(anchor, orphan, scratch, nil)
            }
        }
    }

    /// Whether `slot` lies in the part of the tree below `ancestor`, which has no parent.
    ///
    /// A path too long to follow counts as yes.
    private func isBelow(_ slot: UInt32, _ ancestor: UInt32) -> Bool {
        let handle = handle
        var node = slot
        for _ in 0..<256 {
            if node == ancestor { return true }
            let parent = handle.parents[Int(node)]
            if parent == noSlot { return false }
            node = parent
        }
        return true
    }
}
