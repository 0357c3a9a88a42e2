import Store
import Synchronization

/// The voices of a store's models, counted when they are first asked for.
final class ModelVoices: Sendable {
    private struct Entry {
        var voice: ModelVoice
        /// Pairs of the store when it was counted.
        var pairs: Int
    }

    /// The newest answers that are counted, and the pairs that they come from.
    private static let answers = 400
    private static let pairs = 40
    /// Counted anew when the store has grown by this share.
    private static let growth = 1.1

    private let store: RapportStore
    private let entries = Mutex<[String: Entry]>([:])

    init(store: RapportStore) { self.store = store }

    /// The voice of a model; nil where it has too few answers to tell.
    ///
    /// - Parameter pairs: how many the store holds now.
    /// - Complexity: O(rows of 40 pairs) at first and now and then, else O(1).
    func voice(of modelName: String, pairs: Int) throws -> ModelVoice? {
        if let known = entries.withLock({ $0[modelName] }), Double(pairs) < Double(known.pairs) * Self.growth {
            return known.voice
        }
        let answers = try store.newestAnswers(ofModel: modelName, pairs: Self.pairs, limit: Self.answers)
        // What cannot be told yet is few rows, and soon may be.
        guard let voice = ModelVoice(of: answers) else { return nil }
        entries.withLock { $0[modelName] = Entry(voice: voice, pairs: pairs) }
        return voice
    }
}
