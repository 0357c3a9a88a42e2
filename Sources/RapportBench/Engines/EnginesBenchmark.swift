import ArgumentParser
import Foundation

/// The embedded index beside servers that hold the same vectors.
struct EnginesBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engines",
        abstract: "The embedded index, pgvector, Milvus and Chroma's server, filtered and not, side by side.",
        discussion: """
            All get the same clustered unit vectors, each with a number that filters are about, and the same queries. Of
            each filter the fewest candidates are sought that reach the recall, and with these the searches are timed,
            by one client and by several at once. The servers run on this machine for the time of the run.

              RapportBench engines --vectors 200000 --json
            """)

    @Option(help: "Vectors.")
    var vectors = 200_000
    @Option(help: "Components of each.")
    var dimension = 384
    @Option(help: "Different queries; recall is that of all of them.")
    var queryCount = 200
    @Option(name: .short, help: "Neighbours to find.")
    var k = 10
    @Option(help: "The recall to reach.")
    var recall = 0.95
    @Option(parsing: .upToNextOption, help: "Shares of the records that satisfy a filter; 1 is no filter.")
    var shares = [1, 0.5, 0.1, 0.01]
    @Option(parsing: .upToNextOption, help: "Clients at a time.")
    var clients = [1, 8]
    @Option(help: "Searches that are timed at least, of all clients together.")
    var searches = 2_000
    @Option(help: "Seconds for which a timing goes on though these were made.")
    var leastSeconds = 2.0
    @Option(help: "Seconds after which a timing ends with the searches that were made.")
    var limitSeconds = 20.0
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Who takes part: \(EngineName.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "names"))
    var contenders = EngineName.allCases
    @Option(help: "A PostgreSQL server to ask, postgres://user@host:port/database; by default one of the run's own.")
    var postgres: String?
    @Option(
        help: """
            A Milvus server to ask, milvus://host:port; it is measured as it is after loading. By default one of the \
            run's own, whose graphs are built before.
            """)
    var milvus: String?
    @Option(help: "Of the vectors.")
    var seed: UInt64 = 1
    @Option(help: "Where everything lies meanwhile; by default the system's folder for temporary files.")
    var work: String?
    @Option(help: "The interpreter that has what peers/requirements.txt pins; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"
    @Flag(help: "Print JSON instead of a table.")
    var json = false

    func validate() throws {
        guard vectors >= 100, (1...16_000).contains(dimension), queryCount > 0, (1...vectors).contains(k) else {
            throw ValidationError(
                "--vectors must be at least 100 and k, --dimension lie in 1...16000, --query-count be at least 1")
        }
        guard searches > 0, limitSeconds > 0, leastSeconds >= 0, recall > 0, recall <= 1 else {
            throw ValidationError(
                "--searches and --limit-seconds must be above 0, --least-seconds at least 0, --recall lie in 0...1")
        }
        guard !shares.isEmpty, shares.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
            throw ValidationError("--shares takes numbers above 0, at most 1")
        }
        guard !clients.isEmpty, clients.allSatisfy({ (1...64).contains($0) }) else {
            throw ValidationError("--clients takes numbers from 1 to 64")
        }
        guard !contenders.isEmpty, Set(contenders).count == contenders.count else {
            throw ValidationError("--contenders takes each name once")
        }
    }

    func run() async throws {
        let place = work.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = place.appendingPathComponent("rapport-engines-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let hall = try EngineHall(self, in: folder)
        defer { hall.close() }
        let report = await hall.measured()
        Output.line(json ? try report.json() : report.text())
        // What was measured is printed; that it is not all is said and not passed over.
        if report.contenders.contains(where: { $0.failure != nil }) { throw ExitCode.failure }
    }
}
