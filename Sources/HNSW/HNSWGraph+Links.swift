/// Every change of a link goes through here, so that the one-sided links follow.
extension HNSWGraph {
    /// Sets the links of a row.
    func setLinks(_ slot: UInt32, layer: Int, to links: UnsafePointer<UInt32>, count: Int) {
        let row = handle.links(slot, layer: layer)
        if oneSided != nil {
            let kept = UnsafeBufferPointer(start: links, count: count)
            for link in row.links where !kept.contains(link) { oneSided?.unlinked(slot, link, layer: layer, handle) }
            for link in kept where !row.contains(link) { oneSided?.linked(slot, link, layer: layer, handle) }
        }
        row.replace(with: links, count: count)
    }

    /// Adds a link where there is room.
    func appendLink(_ slot: UInt32, layer: Int, to link: UInt32) -> Bool {
        guard handle.links(slot, layer: layer).append(link) else { return false }
        oneSided?.linked(slot, link, layer: layer, handle)
        return true
    }

    func removeLink(_ slot: UInt32, layer: Int, to link: UInt32) {
        handle.links(slot, layer: layer).remove(link)
        oneSided?.unlinked(slot, link, layer: layer, handle)
    }
}
