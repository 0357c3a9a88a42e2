/// Places that move along the gradient of UMAP's cross entropy, sampled: towards rows with which they are linked, and
/// away from rows drawn at random.
struct UMAPLayout {
    private let graph: FuzzyGraph
    private let dimensions: Int
    private let curve: LayoutCurve
    private let seed: UInt64
    /// How often a link is drawn per epoch, 0 to 1: by its strength.
    private let rates: [Float]
    /// Where rows stand, and where they move to; with two dimensions the third is 0.
    private var current: Slots<SIMD4<Float>>
    private var next: Slots<SIMD4<Float>>

    private static let negatives = 5
    /// Gradients beyond this are cut off.
    private static let largestStep: Float = 4

    init(_ graph: FuzzyGraph, dimensions: Int, curve: LayoutCurve, seed: UInt64) {
        self.graph = graph
        self.dimensions = dimensions
        self.curve = curve
        self.seed = seed
        let strongest = graph.strengths.max() ?? 1
        rates = graph.strengths.map { $0 / strongest }
        current = Slots(repeating: .zero, count: graph.rows)
        next = Slots(repeating: .zero, count: graph.rows)
    }

    var places: Matrix {
        let values = current.buffer.flatMap { place in (0..<dimensions).map { place[$0] } }
        return Matrix(unchecked: values, rows: graph.rows, columns: dimensions)
    }

    /// Takes the places to begin with, scaled to a box of 10, with a little noise that parts what lies together; at
    /// random without any.
    mutating func begin(at start: [Float]?) {
        var random = SeededRandom(seed: seed, part: 900_000)
        let largest = start?.reduce(0) { max($0, abs($1)) } ?? 0
        for row in 0..<graph.rows {
            for dimension in 0..<dimensions {
                let noise = Float(random.normal()) * 1e-4
                if let start, largest > 0 {
                    current[row][dimension] = start[row * dimensions + dimension] / largest * 10 + noise
                } else {
                    current[row][dimension] = Float(random.unit() * 20 - 10)
                }
            }
        }
    }

    /// Moves every row once.
    mutating func advance(epoch: Int, of epochs: Int) {
        let pace = 1 - Float(epoch) / Float(epochs)
        let (current, next) = (current, next)
        Parallel.pieces(of: graph.rows, size: 128) { _, elements in
            for row in elements { next[row] = moved(row, current, epoch: epoch, pace: pace) }
        }
        (self.current, self.next) = (next, current)
    }

    private func moved(_ row: Int, _ places: Slots<SIMD4<Float>>, epoch: Int, pace: Float) -> SIMD4<Float> {
        var place = places[row]
        var state = seed &+ UInt64(epoch) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(row) &* 0xD134_2543_DE82_EF95
        let count = UInt64(graph.rows)
        let (before, after) = (Float(epoch), Float(epoch + 1))
        for link in graph.links(of: row) {
            // Drawn where the running count of draws passes a whole number, so that both ends draw it together.
            let rate = rates[link]
            guard Int32(after * rate) > Int32(before * rate) else { continue }
            var drawn = SIMD8<Int32>.zero
            for index in 0..<Self.negatives {
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed ^= mixed >> 27
                drawn[index] = Int32(truncatingIfNeeded: ((mixed >> 32) &* count) >> 32)
            }
            place += step(of: row, at: place, link: Int(graph.others[link]), away: drawn, pace: pace, places)
        }
        return place
    }

    /// Lane 0 attracts, the next ones repel.
    private func step(
        of row: Int, at place: SIMD4<Float>, link: Int, away: SIMD8<Int32>, pace: Float,
        _ places: Slots<SIMD4<Float>>
    ) -> SIMD4<Float> {
        let (a, b) = (Float(curve.a), Float(curve.b))
        let difference = place - places[link]
        var squares = SIMD8<Float>(repeating: 1)
        squares[0] = (difference * difference).sum()
        for index in 0..<Self.negatives {
            let difference = place - places[Int(away[index])]
            squares[index + 1] = (difference * difference).sum()
        }
        let powers = FastPower.power(squares, b)
        var total = SIMD4<Float>.zero
        if squares[0] > 0 {
            // Once as the one end of the link and once as the other, each time both ends move. In one step of twice the
            // length they would pass each other until the pace is half as fast.
            let first = Self.cut(-2 * a * b * powers[0] / squares[0] / (1 + a * powers[0]) * difference)
            let nearer = difference + 2 * pace * first
            let square = (nearer * nearer).sum()
            total += first
            if square > 0 {
                let power = FastPower.power(SIMD8(repeating: square), b)[0]
                total += Self.cut(-2 * a * b * power / square / (1 + a * power) * nearer)
            }
        }
        for index in 0..<Self.negatives where away[index] != row {
            let square = squares[index + 1]
            guard square > 0 else { continue }
            let push = 2 * b / ((0.001 + square) * (1 + a * powers[index + 1]))
            total += Self.cut(push * (place - places[Int(away[index])]))
        }
        return pace * total
    }

    /// By masks: the library's own clamping goes lane by lane.
    private static func cut(_ step: SIMD4<Float>) -> SIMD4<Float> {
        step.replacing(with: largestStep, where: step .> largestStep)
            .replacing(with: -largestStep, where: step .< -largestStep)
    }
}
