import CVectorKernels

/// The graph's memory, as the algorithms see it: pointers and fixed parameters, cheap to copy.
///
/// It owns nothing and is made anew whenever the graph grows. All indices that reach it were checked when
/// they entered the graph: slots from callers by the public functions, links from files by `open`.
struct GraphHandle {
    let parameters: HNSWParameters
    let vectorStride: Int
    let vectors: UnsafeMutablePointer<Float>
    let baseLinks: UnsafeMutablePointer<UInt32>
    let upperLinks: UnsafeMutablePointer<UInt32>
    /// Per slot the first of its rows in `upperLinks`, one row a layer from layer 1.
    let upperStarts: UnsafeMutablePointer<UInt32>
    /// Per slot its highest layer, or `freeLevel`.
    let levels: UnsafeMutablePointer<UInt8>
    /// Per slot its parent in the spanning tree of layer 0.
    let parents: UnsafeMutablePointer<UInt32>
    let labels: UnsafeMutablePointer<Int64>

    /// Marks a slot without a record.
    static let freeLevel = UInt8.max

    func isLive(_ slot: UInt32) -> Bool { levels[Int(slot)] != Self.freeLevel }

    func vector(_ slot: UInt32) -> UnsafeMutablePointer<Float> { vectors + Int(slot) * vectorStride }

    /// The index of a row in `upperLinks`, in rows.
    func upperRow(_ slot: UInt32, layer: Int) -> Int { Int(upperStarts[Int(slot)]) + layer - 1 }

    /// The links of a live slot on a layer that it has.
    @inline(__always)
    func links(_ slot: UInt32, layer: Int) -> LinkRow {
        if layer == 0 {
            let width = 2 * parameters.m
            return LinkRow(start: baseLinks + Int(slot) * width, width: width)
        }
        let width = parameters.m
        return LinkRow(start: upperLinks + upperRow(slot, layer: layer) * width, width: width)
    }

    /// Whether the spanning tree of layer 0 has the edge.
    func isTreeEdge(_ a: UInt32, _ b: UInt32) -> Bool {
        parents[Int(a)] == b || parents[Int(b)] == a
    }

    /// Children of `slot` in the spanning tree.
    ///
    /// - Complexity: O(m).
    func childCount(_ slot: UInt32) -> Int {
        links(slot, layer: 0).links.count { parents[Int($0)] == slot }
    }

    /// Scores slots against the vector of `slot`.
    func scorer(of slot: UInt32) -> FloatScorer { FloatScorer(query: vector(slot), handle: self) }

    func similarity(_ a: UInt32, _ b: UInt32) -> Float {
        similarity(vector(a), vector(b))
    }

    func similarity(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>) -> Float {
        switch parameters.metric {
        case .innerProduct: vk_dot_f32(a, b, parameters.dimension)
        case .l2: -vk_l2sq_f32(a, b, parameters.dimension)
        }
    }
}
