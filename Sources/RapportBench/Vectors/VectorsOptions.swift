import ArgumentParser
import Foundation

/// What `vectors` and its kin take: files, contenders and how long to look.
struct VectorsOptions: ParsableArguments {
    @Option(help: "The vectors: .npy (float32, C order) or .fvecs.")
    var base: String
    @Option(help: "The queries, in one of the same formats.")
    var queries: String
    @Option(name: .short, help: "Neighbours to find.")
    var k = 10
    @Option(help: "ip (inner product; for unit vectors the cosine) or l2.")
    var metric = VectorMetric.ip
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Who takes part: \(Contender.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "names"))
    var contenders = Contender.allCases
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What indexes are built with, as NAME:M:EFCONSTRUCTION; replaces the default of its contender.",
            valueName: "settings"))
    var setting: [GraphSetting] = []
    @Option(parsing: .upToNextOption, help: "Candidates kept while searching; by default as many as the recalls take.")
    var ef: [Int] = []
    @Option(help: "Turns of each setting; the best counts.")
    var rounds = 5
    @Option(help: "Where indexes are built; by default the system's folder for temporary files.")
    var work: String?
    @Flag(help: "Leave the indexes there and take those that are: remove them after a change of the code or a package.")
    var keep = false
    @Option(help: "The interpreter that has what peers/requirements.txt pins; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"

    /// The recalls that the promises are about.
    static let recallTargets = [0.95, 0.99]

    func validate() throws {
        guard k > 0, rounds > 0 else { throw ValidationError("-k and --rounds must be at least 1") }
        guard ef.allSatisfy({ $0 >= k }) else { throw ValidationError("--ef must be at least k") }
    }
}

extension VectorMetric: ExpressibleByArgument {}
extension Contender: ExpressibleByArgument {}
extension GraphSetting: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}
