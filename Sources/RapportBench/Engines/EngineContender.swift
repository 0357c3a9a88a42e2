import ArgumentParser
import Foundation

/// Who is measured. To add one: a name here, and what stands behind it in `EngineHall.contender`.
enum EngineName: String, CaseIterable, Codable, Sendable, ExpressibleByArgument {
    /// The index in the store's folder, asked in this process.
    case rapport
    /// PostgreSQL with pgvector through `Sources/PgVector`, as `--index postgres://…` asks it.
    case pgvector
    /// The same server in plain SQL, from Python.
    case pgvectorSQL = "pgvector-sql"
    /// A Milvus server through `Sources/Milvus`, as `--index milvus://…` asks it.
    case milvus
    /// Chroma's server over HTTP, by its own client.
    case chroma = "chroma-server"
}

/// An index that holds the data of a run and is searched by several clients.
protocol EngineContender: Sendable {
    /// Takes all vectors, until searches are as fast as they will be.
    func load(_ data: EngineData) async throws -> EngineLoad

    /// Runs searches one after the other on each of some clients at once.
    func run(_ searches: EngineSearches) async throws -> EngineTimes

    func close() async
}

/// What loading gave.
struct EngineLoad: Codable, Sendable {
    var seconds: Double
    /// What must be in memory for searches to be this fast; nil where the engine does not tell.
    var bytes: Int?
}

/// Searches of a closed loop: each client sends its next when it has the answer.
struct EngineSearches: Sendable {
    var k: Int
    /// Candidates that the engine keeps.
    var ef: Int
    var filter: EngineFilter
    var clients: Int
    /// Of all clients together, at least; the queries are taken in turns.
    var count: Int
    /// For which they go on though `count` were made: what takes microseconds cannot be told from few.
    var leastSeconds: Double
    /// After which no further search begins.
    var limitSeconds: Double

    /// Whether a client makes the search of a number.
    func goesOn(_ number: Int, after seconds: Double) -> Bool {
        (number < count || seconds < leastSeconds) && seconds <= limitSeconds
    }
}

/// What such searches took.
struct EngineTimes: Sendable {
    /// Of each search that was made, seconds, in no order.
    var latencies: [Double]
    /// From the first to the last.
    var seconds: Double
    /// Of one client: what was found, search by search.
    var answers: [[Int64]] = []
}
