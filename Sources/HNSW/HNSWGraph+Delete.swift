extension HNSWGraph {
    /// Deletes a record: no search that begins afterwards returns it.
    ///
    /// Its neighbours are linked with each other in its place, so that what was reachable stays so. Its vector
    /// is overwritten and its slot free once no search is left that began before: on return where none runs,
    /// when `waitForReaders` or `save` returns in any case.
    ///
    /// - Returns: the slot that it had; nil where there was no such record.
    /// - Throws: `HNSWError.damagedFile` of a file that is verified on first use.
    /// - Complexity: O(links to and from it · m) similarities; the first delete after opening or building
    ///   reads all links once, O(records · m).
    @discardableResult
    public func delete(_ label: Int64) throws(HNSWError) -> UInt32? {
        try verifyBeforeChange()
        return changing {
            guard let slot = slot(of: label) else { return nil }
            kill(slot)
            return slot
        }
    }

    /// Takes all links to and from a record away and closes the gaps.
    func unlink(_ slot: UInt32, _ scratch: SearchScratch) {
        let handle = handle
        if oneSided == nil { oneSided = OneSidedLinks(handle, slotCount: counters.slotCount) }
        let level = Int(handle.levels[Int(slot)])
        let children = handle.links(slot, layer: 0).links.filter { handle.parents[Int($0)] == slot }
        if counters.entry == slot { replaceEntry(level: level) }
        for layer in 0...level {
            let neighbours = Array(handle.links(slot, layer: layer).links)
            setLinks(slot, layer: layer, to: neighbours, count: 0)
            // The record links to none any more: whoever links to it does so one-sidedly.
            let sources = oneSided?.sources(of: slot, layer: layer, handle) ?? []
            for source in sources { removeLink(source, layer: layer, to: slot) }
            if layer == 0 { reattach(children: children, of: slot, candidates: neighbours, scratch: scratch) }
            for source in sources { mend(source, layer: layer, with: neighbours, scratch) }
        }
    }

    /// Gives a node that lost a link the best of the lost node's neighbours instead.
    private func mend(_ slot: UInt32, layer: Int, with neighbours: [UInt32], _ scratch: SearchScratch) {
        let handle = handle
        let row = handle.links(slot, layer: layer)
        guard row.count < row.width else { return }
        let links = Array(row.links)
        let ranked = handle.rank(neighbours.filter { $0 != slot && !links.contains($0) }, for: slot, scratch: scratch)
        scratch.kept.removeAll()
        for link in links { scratch.kept.append(link, handle) }
        let leadsElsewhere = ranked.first { !scratch.kept.anyIsAsNear($0, handle) }
        guard let substitute = leadsElsewhere ?? ranked.first else { return }
        _ = appendLink(slot, layer: layer, to: substitute.slot)
        let back = handle.links(substitute.slot, layer: layer)
        if !back.contains(slot) { _ = appendLink(substitute.slot, layer: layer, to: slot) }
    }

    /// Searches must begin elsewhere: at a neighbour on the top layer, else at the highest node there is.
    private func replaceEntry(level: Int) {
        let handle = handle
        let old = counters.entry
        if let neighbour = handle.links(old, layer: level).links.first {
            return becomeEntry(neighbour)
        }
        var highest = noSlot
        for slot in 0..<UInt32(counters.slotCount) where slot != old && handle.isLive(slot) {
            if highest == noSlot || handle.levels[Int(slot)] > handle.levels[Int(highest)] { highest = slot }
        }
        if highest == noSlot {
            counters.entry = noSlot
            counters.topLayer = 0
        } else {
            becomeEntry(highest)
        }
    }
}
