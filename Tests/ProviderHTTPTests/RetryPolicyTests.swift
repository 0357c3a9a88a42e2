import ProviderHTTP
import TestSupport
import Testing

@Suite struct RetryPolicyTests {
    let policy = RetryPolicy(maxAttempts: 8, baseDelaySeconds: 0.5, maxDelaySeconds: 6, maxRetryAfterSeconds: 60)

    @Test(arguments: Seeds.list(20))
    func theWaitLiesBetweenZeroAndADoublingCeilingWithACap(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var ceiling = 0.5
        for attempt in 1..<8 {
            let wait = policy.delaySeconds(after: .timeout, attempt: attempt, retryAfterSeconds: nil) {
                Double.random(in: 0..<1, using: &generator)
            }
            #expect(wait.map { (0...min(6, ceiling)).contains($0) } == true)
            ceiling *= 2
        }
    }

    @Test func theJitterIsFull() {
        let waits = [0, 0.25, 0.5, 1].map { chance in
            policy.delaySeconds(after: .timeout, attempt: 3, retryAfterSeconds: nil) { chance }
        }
        #expect(waits == [0, 0.5, 1, 2])
    }

    @Test func theLastAttemptIsNotFollowedByAnother() {
        #expect(policy.delaySeconds(after: .timeout, attempt: 8, retryAfterSeconds: nil) { 0 } == nil)
        #expect(
            RetryPolicy(maxAttempts: 1).delaySeconds(after: .timeout, attempt: 1, retryAfterSeconds: 1) { 0 } == nil)
    }

    @Test func aThousandthAttemptDoesNotOverflow() {
        let patient = RetryPolicy(maxAttempts: 2_000, maxDelaySeconds: 30)
        #expect(patient.delaySeconds(after: .timeout, attempt: 1_000, retryAfterSeconds: nil) { 0.5 } == 15)
    }

    @Test func aStatedWaitIsALowerBound() {
        let failure = AttemptFailure.status(429, code: nil)
        #expect(policy.delaySeconds(after: failure, attempt: 1, retryAfterSeconds: 7) { 0 } == 7)
        #expect(policy.delaySeconds(after: failure, attempt: 1, retryAfterSeconds: 7) { 0.5 } == 7.25)
        #expect(policy.delaySeconds(after: failure, attempt: 1, retryAfterSeconds: 61) { 0 } == nil)
    }

    @Test(arguments: [
        (400, false), (401, false), (403, false), (404, false), (408, true), (409, true), (413, false), (422, false),
        (425, true), (429, true), (500, true), (501, false), (502, true), (503, true), (504, true), (529, true),
        (302, false),
    ])
    func onlyWhatMaySucceedLaterIsTriedAgain(status: Int, isTransient: Bool) {
        #expect(AttemptFailure.status(status, code: nil).isTransient == isTransient)
    }

    @Test func anEmptyAccountIsNotTriedAgain() {
        #expect(!AttemptFailure.status(429, code: "insufficient_quota").isTransient)
    }
}
