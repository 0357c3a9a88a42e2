/// How many candidates to keep, tried in ascending order until it is known what the recalls cost.
package struct EfLadder: Sendable {
    /// What is tried where nobody says otherwise: steps of an eighth to a quarter.
    package static let standard = [
        10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 96, 112, 128, 144, 160, 192, 224, 256, 320,
        384, 448, 512, 640, 768, 1_024,
    ]

    private let highestTarget: Double
    private var recalls: [Double] = []

    /// - Parameter targets: the recalls that are asked for.
    package init(targets: [Double]) { highestTarget = targets.max() ?? 1 }

    /// Notes what the next step gave.
    package mutating func record(_ recall: Double) { recalls.append(recall) }

    /// Whether more candidates are of no use: every recall is reached, or four steps have brought next to nothing.
    package var isDone: Bool {
        guard let last = recalls.last else { return false }
        if last >= highestTarget { return true }
        return recalls.count > 4 && last - recalls[recalls.count - 5] < 0.0005 && last > 0.5
    }
}
