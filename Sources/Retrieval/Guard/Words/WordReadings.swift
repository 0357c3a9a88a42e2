import Synchronization

/// Keeps how words were read: a few thousand words make up most of what is written, and reading a new one takes
/// some microseconds.
final class WordReadings: Sendable {
    /// A word as patterns name it, and its value where it is a number.
    typealias Reading = (text: String, number: Int?)

    private static let capacity = 20_000
    private let known = Mutex<[String: [Reading]]>([:])

    /// What `read` says of a word, perhaps as it said before.
    func of(_ word: String, read: (String) -> [Reading]) -> [Reading] {
        if let reading = known.withLock({ $0[word] }) { return reading }
        let reading = read(word)
        known.withLock { known in
            if known.count >= Self.capacity { known = [:] }
            known[word] = reading
        }
        return reading
    }
}
