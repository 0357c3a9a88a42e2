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
    @Option(parsing: .upToNextOption, help: "Candidates kept while searching; all are measured.")
    var ef: [Int] = []
    @Option(help: "Turns of each setting; the best counts.")
    var rounds = 5
    @Option(help: "A folder for the indexes; removed at the end. By default one of the system's.")
    var work: String?
    @Option(help: "The interpreter that has what peers/requirements.txt pins; RAPPORT_PYTHON by default.")
    var python = ProcessInfo.processInfo.environment["RAPPORT_PYTHON"] ?? "python3"

    /// Ascending; the walk over them stops for a contender that has reached every recall target.
    static let efLadder = [
        10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 96, 112, 128, 144, 160, 192, 224, 256, 320,
        384, 448, 512,
    ]
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
