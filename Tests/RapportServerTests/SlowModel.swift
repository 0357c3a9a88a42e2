import Foundation
import Synchronization
import TestSupport

/// A language model that answers once the test lets it: a job that asks it runs for as long as the test wants.
final class SlowModel: Sendable {
    /// What those wait for who are to be answered.
    private final class Gate: Sendable {
        private let isOpen = Mutex(false)

        func open() { isOpen.withLock { $0 = true } }

        func wait() {
            while !isOpen.withLock({ $0 }) { usleep(5_000) }
        }
    }

    private let gate = Gate()
    private let server: MisbehavingServer
    /// The settings of a program that asks it.
    let environment: [String: String]

    init() throws {
        let gate = gate
        server = try MisbehavingServer { request in
            gate.wait()
            return ProviderDouble.answer(request) { body in
                ProfilePromptDouble.json(ProfilePromptDouble(body).honestAnswer())
            }
        }
        environment = [
            "RAPPORT_LLM_MODEL": "slow", "RAPPORT_LLM_BASE_URL": server.baseURL, "RAPPORT_LLM_API_KEY": "test",
            // It waits for the test, and the test may have to wait for others.
            "RAPPORT_LLM_TIMEOUT_SECONDS": "3600",
        ]
    }

    deinit {
        gate.open()
        server.stop()
    }

    /// Whether it was asked, and keeps somebody waiting.
    var wasAsked: Bool { !server.requests.isEmpty }

    /// Answers from now on, also those who have asked.
    func open() { gate.open() }
}
