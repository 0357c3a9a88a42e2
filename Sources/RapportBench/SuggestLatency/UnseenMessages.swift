import ChatLog

/// Messages as fans write them, of the sample's lengths, each once: no cache can have seen them.
package enum UnseenMessages {
    /// - Parameter seed: another one than the store's logs were made with.
    /// - Returns: `count` different texts in random order.
    package static func texts(_ count: Int, seed: UInt64) -> [String] {
        var generator = SplitMix64(seed: seed)
        let lengths = SyntheticLogs(fans: 100, days: 7, seed: seed).generate().table.fanMessage
        let targets = (0..<lengths.count).map { lengths[$0].count }.filter { $0 > 0 }
        let wanted = (0..<count).map { _ in targets[generator.below(targets.count)] }.sorted()
        let pool = SyntheticTurns.texts(count * 2, seed: seed &+ 1).sorted { ($0.count, $0) < ($1.count, $1) }
        var texts = closest(pool, to: wanted)
        for index in texts.indices.dropFirst().reversed() { texts.swapAt(index, generator.below(index + 1)) }
        return texts
    }

    /// For each length one text that was not taken yet and is not shorter, where there is one.
    ///
    /// - Parameters:
    ///   - pool: at least as many texts as lengths, shortest first.
    ///   - wanted: ascending.
    package static func closest(_ pool: [String], to wanted: [Int]) -> [String] {
        var position = 0
        return wanted.enumerated().map { index, length in
            // The last of the pool are kept for those that still want one.
            let latest = pool.count - (wanted.count - index)
            while position < latest, pool[position].count < length { position += 1 }
            defer { position += 1 }
            return pool[position]
        }
    }
}
