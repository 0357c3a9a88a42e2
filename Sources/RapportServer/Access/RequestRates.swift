import Synchronization

/// How often each of those who ask does so: so many requests a second, and twice that at once.
package final class RequestRates<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var left: Double
        var filledAt: ContinuousClock.Instant
    }

    /// Where more are known, those go who would find a full bucket anyway; then those who asked least lately.
    private let most: Int
    private let perSecond: Double
    private let buckets = Mutex<[Key: Bucket]>([:])

    package init(perSecond: Double, most: Int = 10_000) {
        self.perSecond = perSecond
        self.most = most
    }

    /// How many are known.
    package var count: Int { buckets.withLock { $0.count } }

    /// Takes one request; one for which none is left takes what there is, so that whoever goes on asking waits on.
    ///
    /// - Returns: nil, or the seconds to wait where none is left.
    package func take(_ key: Key, at now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            if buckets.count >= most, buckets[key] == nil { makeRoom(&buckets, at: now) }
            var bucket = buckets[key] ?? Bucket(left: 2 * perSecond, filledAt: now)
            bucket.left = filled(bucket, at: now)
            bucket.filledAt = now
            let isLeft = bucket.left >= 1
            bucket.left = max(0, bucket.left - 1)
            buckets[key] = bucket
            return isLeft ? nil : max(1, Int((1 / perSecond).rounded(.up)))
        }
    }

    private func filled(_ bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (now - bucket.filledAt).components
        return min(2 * perSecond, bucket.left + (Double(seconds) + Double(attoseconds) / 1e18) * perSecond)
    }

    private func makeRoom(_ buckets: inout [Key: Bucket], at now: ContinuousClock.Instant) {
        buckets = buckets.filter { filled($0.value, at: now) < 2 * perSecond }
        guard buckets.count >= most else { return }
        // A good part at once, so that not each newcomer has to sort.
        let kept = buckets.sorted { $0.value.filledAt > $1.value.filledAt }.prefix(most * 3 / 4)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
