import RapportCore
import Synchronization

/// Embeds what arrives while something else is being embedded in one go.
///
/// A short message costs the model's weights a trip from memory and little else; ten of them cost one trip together. So
/// a server under load embeds more a second, and one that has nothing else to do answers as before.
public final class CoalescingEmbedder: Embedder {
    private struct Waiting {
        var texts: [String]
        var purpose: EmbeddingPurpose
        var continuation: CheckedContinuation<[[Float]], any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isRunning = false
    }

    private let base: any Embedder
    private let state = Mutex(State())
    /// Callers whose texts go together at most, so that the first does not wait for all.
    private static let largestGroup = 16

    /// - Parameter base: must not fail for one text where it would not fail for another: callers share what it throws.
    public init(_ base: any Embedder) { self.base = base }

    public var identifier: String { base.identifier }
    public var dimension: Int { base.dimension }

    /// Callers that wait for their turn.
    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// - Throws: what the embedder throws for any of the texts that went together.
    public func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
        let vectors = try await withCheckedThrowingContinuation { continuation in
            let isFirst = state.withLock { state in
                state.waiting.append(Waiting(texts: texts, purpose: purpose, continuation: continuation))
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if isFirst { Task { await self.run() } }
        }
        try Task.checkCancellation()
        return vectors
    }

    /// Embeds what waits, group by group, until nothing does.
    private func run() async {
        while let group = next() {
            do {
                let texts = group.flatMap(\.texts)
                let vectors = try await base.embed(texts, purpose: group[0].purpose)
                var start = 0
                for waiting in group {
                    let end = start + waiting.texts.count
                    // An embedder that breaks its word gives nobody another's vector.
                    waiting.continuation.resume(
                        returning: vectors.count == texts.count ? Array(vectors[start..<end]) : [])
                    start = end
                }
            } catch {
                for waiting in group { waiting.continuation.resume(throwing: error) }
            }
        }
    }

    /// Those who wait longest and want the same; nil where nobody does, and then the next caller runs again.
    private func next() -> [Waiting]? {
        state.withLock { state in
            guard let first = state.waiting.first else {
                state.isRunning = false
                return nil
            }
            let group = state.waiting.prefix(Self.largestGroup).prefix { $0.purpose == first.purpose }
            state.waiting.removeFirst(group.count)
            return Array(group)
        }
    }
}
