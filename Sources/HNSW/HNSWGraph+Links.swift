/// Every change of a link goes through here, so that the reverse links follow.
extension HNSWGraph {
    /// Sets the links of a row.
    func setLinks(_ slot: UInt32, layer: Int, to links: UnsafePointer<UInt32>, count: Int) {
        let row = handle.links(slot, layer: layer)
        if reverse != nil {
            let kept = UnsafeBufferPointer(start: links, count: count)
            for link in row.links where !kept.contains(link) {
                reverse?.remove(slot, from: link, layer: layer, handle)
            }
            for link in kept where !row.contains(link) { reverse?.add(slot, to: link, layer: layer, handle) }
        }
        row.replace(with: links, count: count)
    }

    /// Adds a link where there is room.
    func appendLink(_ slot: UInt32, layer: Int, to link: UInt32) -> Bool {
        guard handle.links(slot, layer: layer).append(link) else { return false }
        reverse?.add(slot, to: link, layer: layer, handle)
        return true
    }

    func removeLink(_ slot: UInt32, layer: Int, to link: UInt32) {
        handle.links(slot, layer: layer).remove(link)
        reverse?.remove(slot, from: link, layer: layer, handle)
    }
}

/// The reverse links of all layers.
struct ReverseRows {
    private var base = ReverseLinks()
    private var upper = ReverseLinks()

    /// - Complexity: O(links).
    init(_ handle: GraphHandle, slotCount: Int) {
        for slot in 0..<UInt32(slotCount) where handle.isLive(slot) {
            for layer in 0...Int(handle.levels[Int(slot)]) {
                for link in handle.links(slot, layer: layer).links { add(slot, to: link, layer: layer, handle) }
            }
        }
    }

    mutating func add(_ source: UInt32, to slot: UInt32, layer: Int, _ handle: GraphHandle) {
        if layer == 0 {
            base.add(source, to: Int(slot))
        } else {
            upper.add(source, to: handle.upperRow(slot, layer: layer))
        }
    }

    mutating func remove(_ source: UInt32, from slot: UInt32, layer: Int, _ handle: GraphHandle) {
        if layer == 0 {
            base.remove(source, from: Int(slot))
        } else {
            upper.remove(source, from: handle.upperRow(slot, layer: layer))
        }
    }

    /// The nodes that link to `slot` on `layer`.
    func sources(of slot: UInt32, layer: Int, _ handle: GraphHandle) -> [UInt32] {
        layer == 0 ? base.sources(of: Int(slot)) : upper.sources(of: handle.upperRow(slot, layer: layer))
    }
}
