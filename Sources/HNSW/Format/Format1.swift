/// Reads files of format 1, which held the float32 vectors and the links of layer 0 in sections of their own.
extension HNSWGraph {
    /// Makes a graph of this version out of a verified file of format 1.
    ///
    /// - Complexity: O(file).
    convenience init(convertingFormat1 view: IndexView) throws(HNSWFileError) {
        let parameters = view.header.parameters
        let slots = view.header.counters.slotCount
        let stride = parameters.dimension.roundedUp(to: 16)
        let vectors = try view.array("vectors", Float.self, slots * stride)
        let width = parameters.width(layer: 0)
        let links = try view.array("base_links", UInt32.self, slots * width)
        let memory = try GraphMemory(format1: view)
        self.init(parameters, memory: memory, counters: view.header.counters)
        try boundsCheck(view.file.path).checkForSearches()
        let handle = handle
        for slot in 0..<UInt32(slots) {
            handle.links(slot, layer: 0).replace(with: links.base + Int(slot) * width, count: width)
            guard holdsRecord(slot) else { continue }
            let vector = UnsafeBufferPointer(start: vectors.base + Int(slot) * stride, count: parameters.dimension)
            scratches.withScratch { store(vector, in: slot, $0) }
        }
        try boundsCheck(view.file.path).checkForChanges()
        publish()
        reclaim()
    }
}

extension GraphMemory {
    /// The sections that format 1 had too; codes and links of layer 0 are still to come.
    fileprivate init(format1 view: IndexView) throws(HNSWFileError) {
        let parameters = view.header.parameters
        let slots = view.header.counters.slotCount
        func fresh<Element: BitwiseCopyable>(_ type: Element.Type, _ count: Int) throws(HNSWFileError)
            -> SlotArray<Element>
        {
            do throws(HNSWError) { return try SlotArray(capacity: count) } catch {
                throw .outOfMemory(bytes: count * MemoryLayout<Element>.stride)
            }
        }
        self.init(
            blocks: try fresh(UInt8.self, slots * parameters.blockStride),
            fineCodes: try fresh(Int8.self, slots * parameters.codeDimension), steps: try fresh(Float.self, slots),
            fineSteps: try fresh(Float.self, slots), squaredLengths: try fresh(Float.self, slots),
            common: try CommonSections(view))
    }
}
