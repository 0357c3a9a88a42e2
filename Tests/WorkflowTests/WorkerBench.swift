import CrashSupport
import Foundation
import RapportCore
import Store
import Synchronization
import TestSupport

/// A store to embed, copies of it, and `rapport embed` on them with a provider that counts.
final class WorkerBench {
    let folder: TemporaryFolder
    let provider: CountingProvider

    /// What `embed --json` prints.
    struct Report: Decodable {
        var embedded: [String: Int]
        var vectors: [String: Int]
        var takenOver: Int

        init(_ output: ProcessOutput) throws {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            self = try decoder.decode(Report.self, from: output.standardOutput)
        }
    }

    /// Makes a store of more turns than two workers take at first, many of which say the same.
    init() async throws {
        folder = try TemporaryFolder()
        provider = try CountingProvider()
        try await CrashStore(folder: folder.file("base").path).apply(.load((0..<3_600).map(Self.row)))
        let profiled = try RapportBinary.run(["--store", folder.file("base").path, "profile", "--rules", "--quiet"])
        guard profiled.succeeded else { throw TestSupportError.failed(command: "rapport profile", profiled) }
    }

    private static func row(_ number: Int) -> LogRow {
        // Five conversations a fan, a day apart.
        let moment = 1_744_156_800 + Int64(number % 60 % 5) * 86_400 + Int64(number) * 2
        let text = number % 6 == 0 ? "good morning \(number % 42)" : "the garden is full of roses, \(number) of them"
        return LogRow(
            chatterName: "Chatter1", modelName: "Model\(number % 2)", fanMessage: text,
            chatterMessage: "how lovely, tell me more", price: number % 50 == 0 ? 10 : 0,
            purchased: number % 100 == 0, fanID: "fan_\(number % 60 / 5)_\(number % 7)",
            datetime: Timestamp(nanoseconds: moment * 1_000_000_000), tips: 0, revenue: number % 100 == 0 ? 10 : 0)
    }

    /// A copy of the store in a folder of that name.
    func copy(_ name: String) throws -> URL {
        try FileManager.default.copyItem(at: folder.file("base"), to: folder.file(name))
        return folder.file(name)
    }

    func open(_ store: URL) throws -> RapportStore { try RapportStore(folder: store.path, creating: false) }

    /// Starts `rapport embed`; the provider knows it by `name`.
    func start(_ name: String, _ store: URL, _ arguments: [String] = []) throws -> ChildProcess {
        try RapportBinary.start(
            ["--store", store.path, "embed", "--json", "--quiet"] + arguments,
            environment: [
                "RAPPORT_EMBEDDER": "openai", "RAPPORT_EMBEDDING_BASE_URL": provider.baseURL,
                "RAPPORT_EMBEDDING_MODEL": "double", "RAPPORT_EMBEDDING_DIMENSION": "8",
                "RAPPORT_EMBEDDING_API_KEY": name,
            ])
    }
}

/// When a worker is killed.
struct KillMoment: Sendable {
    /// At its request of this number, counted from 1.
    var request: Int
    /// Whether that is answered; what it brought may be stored then, or not, or be being stored.
    var isAnswered: Bool
    /// After the request came.
    var delayMicroseconds: UInt32
}

/// An embedding provider that knows its clients by their keys and notes what each sends.
final class CountingProvider: Sendable {
    private struct State {
        /// By client, in the order of arrival.
        var texts: [String: [String]] = [:]
        var requests: [String: Int] = [:]
        var processes: [String: ChildProcess] = [:]
        var kills: [String: KillMoment] = [:]
        var awaited: Set<String> = []
        /// Whose first request stops it.
        var stopped: String?
        var isStopped = false
        var mayGoOn = false
    }

    private let state: Shared
    private let server: MisbehavingServer

    private final class Shared: Sendable {
        let mutex = Mutex(State())
    }

    init() throws {
        let state = Shared()
        self.state = state
        server = try MisbehavingServer { request in Self.answer(request, state) }
    }

    deinit { server.stop() }

    var baseURL: String { server.baseURL }

    func texts(of name: String) -> [String] { state.mutex.withLock { $0.texts[name] ?? [] } }

    /// Answers nobody before each of them has asked.
    func holdUntilAllAsked(_ names: Set<String>) { state.mutex.withLock { $0.awaited = names } }

    func kill(_ name: String, at moment: KillMoment) { state.mutex.withLock { $0.kills[name] = moment } }

    /// Stops a client at its first request, which is answered after `goOn`.
    func stop(_ name: String) { state.mutex.withLock { $0.stopped = name } }

    func goOn() { state.mutex.withLock { $0.mayGoOn = true } }

    func know(_ name: String, as process: ChildProcess) { state.mutex.withLock { $0.processes[name] = process } }

    func waitUntilStopped() throws {
        try Self.wait("a worker's first request") { state.mutex.withLock { $0.isStopped } }
    }

    private static func wait(_ what: String, _ condition: () throws -> Bool) throws {
        var patience = Patience(seconds: 120)
        while try !condition() {
            guard patience.isLeft() else { throw TestSupportError.timedOut(command: what, seconds: 120) }
            usleep(2_000)
        }
    }

    private static func answer(_ request: MisbehavingServer.Request, _ shared: Shared) -> MisbehavingServer.Answer {
        let name = request.headers["authorization"]?.dropFirst("Bearer ".count).description ?? ""
        let (number, moment, isStopping) = shared.mutex.withLock { state in
            state.texts[name, default: []] += request.json["input"] as? [String] ?? []
            state.requests[name, default: 0] += 1
            state.awaited.remove(name)
            return (state.requests[name] ?? 0, state.kills[name], state.stopped == name && !state.mayGoOn)
        }
        do {
            try wait("the other workers") { shared.mutex.withLock { $0.awaited.isEmpty } }
            if let moment, number == moment.request {
                let process = try process(name, shared)
                if moment.isAnswered {
                    Thread.detachNewThread {
                        usleep(moment.delayMicroseconds)
                        process.send(SIGKILL)
                    }
                } else {
                    process.send(SIGKILL)
                    return .hangUp
                }
            }
            if isStopping {
                try process(name, shared).send(SIGSTOP)
                shared.mutex.withLock { $0.isStopped = true }
                try wait("the end of the sleep") { shared.mutex.withLock { $0.mayGoOn } }
            }
        } catch { return .hangUp }
        return ProviderDouble.answer(request)
    }

    /// A client's process, which may not be known yet when it asks.
    private static func process(_ name: String, _ shared: Shared) throws -> ChildProcess {
        try wait("the process of \(name)") { shared.mutex.withLock { $0.processes[name] != nil } }
        guard let process = shared.mutex.withLock({ $0.processes[name] }) else {
            throw TestSupportError.notSetUp(missing: name)
        }
        return process
    }
}
