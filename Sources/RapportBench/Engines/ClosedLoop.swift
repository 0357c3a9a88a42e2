import Foundation
import Synchronization

/// Clients that each search again as soon as they have their answer.
enum ClosedLoop {
    private struct Client: Sendable {
        var latencies: [Double] = []
        var answers: [[Int64]] = []

        /// Keeps what a lone client found the first time round.
        mutating func note(_ answer: [Int64], _ index: Int, _ searches: EngineSearches) {
            if searches.clients == 1, index < searches.count { answers.append(answer) }
        }
    }

    /// Runs searches on a thread a client, as a server's threads would: a pool would not start more of them than there
    /// are cores, and those that wait for one would not be counted.
    ///
    /// - Parameter search: makes the search of a number.
    static func threads(
        _ searches: EngineSearches, _ search: @escaping @Sendable (Int) throws -> [Int64]
    ) throws -> EngineTimes {
        let clients = Mutex((results: [Client](), failure: (any Error)?.none))
        let group = DispatchGroup()
        let start = now()
        for number in 0..<searches.clients {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                var client = Client()
                var index = number
                while searches.goesOn(index, after: now() - start) {
                    let begun = now()
                    do { client.note(try search(index), index, searches) } catch {
                        return clients.withLock { $0.failure = error }
                    }
                    client.latencies.append(now() - begun)
                    index += searches.clients
                }
                clients.withLock { $0.results.append(client) }
            }
        }
        group.wait()
        let seconds = now() - start
        let (results, failure) = clients.withLock { $0 }
        if let failure { throw failure }
        return times(results, seconds)
    }

    /// The same for searches that wait elsewhere.
    static func tasks(
        _ searches: EngineSearches, _ search: @escaping @Sendable (Int) async throws -> [Int64]
    ) async throws -> EngineTimes {
        let start = now()
        let results = try await withThrowingTaskGroup(of: Client.self) { group in
            for number in 0..<searches.clients {
                group.addTask {
                    var client = Client()
                    var index = number
                    while searches.goesOn(index, after: now() - start) {
                        let begun = now()
                        client.note(try await search(index), index, searches)
                        client.latencies.append(now() - begun)
                        index += searches.clients
                    }
                    return client
                }
            }
            return try await group.reduce(into: [Client]()) { $0.append($1) }
        }
        return times(results, now() - start)
    }

    private static func times(_ results: [Client], _ seconds: Double) -> EngineTimes {
        EngineTimes(
            latencies: results.flatMap(\.latencies), seconds: seconds,
            answers: results.count == 1 ? results[0].answers : [])
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
