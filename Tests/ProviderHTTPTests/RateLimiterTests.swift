import ProviderHTTP
import TestSupport
import Testing

@Suite struct RateLimiterTests {
    @Test(arguments: Seeds.list(20))
    func noWindowOfTimeSpendsMoreThanTheBucketAndItsRefill(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rate = Double.random(in: 0.5..<20, using: &generator)
        let capacity = Double.random(in: 1..<50, using: &generator)
        var bucket = TokenBucket(capacity: capacity, refillPerSecond: rate, now: 0)
        var now = 0.0
        var spent: [(time: Double, cost: Double)] = []
        for _ in 0..<200 {
            now += Double.random(in: 0..<0.5, using: &generator)
            let cost = Double.random(in: 0..<10, using: &generator)
            spent.append((now + bucket.reserve(cost, now: now), cost))
        }
        for first in spent.indices {
            var total = 0.0
            for last in first..<spent.count {
                total += spent[last].cost
                let seconds = spent[last].time - spent[first].time
                // A cost larger than the bucket is let through on its own, after a wait.
                #expect(total <= capacity + rate * seconds + spent[first].cost + 1e-6)
            }
        }
        #expect(zip(spent, spent.dropFirst()).allSatisfy { $0.time <= $1.time + 1e-9 })
    }

    @Test func whatIsGivenBackMayBeSpent() {
        var bucket = TokenBucket(capacity: 10, refillPerSecond: 1, now: 0)
        #expect(bucket.reserve(15, now: 0) == 5)
        bucket.giveBack(10)
        #expect(bucket.reserve(5, now: 0) == 0)
        bucket.giveBack(1_000)
        #expect(bucket.level == 10)
    }

    @Test func requestsAboveTheRateWaitTheirTurn() async throws {
        let time = SimulatedTime()
        let limiter = RateLimiter(requestsPerMinute: 60, tokensPerMinute: nil, runtime: time.runtime)
        for _ in 0..<13 { try await limiter.admit(tokens: 1_000_000) }
        // Ten at once, then one a second.
        #expect(time.sleeps == [1, 1, 1])
    }

    @Test func tokensAboveTheRateWaitAndEstimatesAreCorrected() async throws {
        let time = SimulatedTime()
        let limiter = RateLimiter(requestsPerMinute: nil, tokensPerMinute: 600, runtime: time.runtime)
        try await limiter.admit(tokens: 100)
        limiter.settle(estimated: 100, actual: 40)
        try await limiter.admit(tokens: 60)
        #expect(time.sleeps.isEmpty)
        try await limiter.admit(tokens: 20)
        #expect(time.sleeps == [2])
    }

    @Test func withoutLimitsNobodyWaits() async throws {
        let time = SimulatedTime()
        let limiter = RateLimiter(requestsPerMinute: nil, tokensPerMinute: 0, runtime: time.runtime)
        for _ in 0..<100 { try await limiter.admit(tokens: 1_000_000) }
        #expect(time.sleeps.isEmpty)
    }
}
