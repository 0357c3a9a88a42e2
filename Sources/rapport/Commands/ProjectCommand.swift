import Analysis
import ArgumentParser
import RapportCore
import Store
import Workflow

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Lay stored vectors out in two or three dimensions, and say how far that can be trusted.",
        discussion: """
            UMAP keeps neighbourhoods, which the index knows; PCA keeps the directions of the largest variance. The places
            are stored as a run; see: rapport cluster --list.

              rapport project --dimensions 3
              rapport project --method pca --vector profiled --stage 2 --name stage2
            """)

    @OptionGroup var selection: SelectionOptions
    @Option(help: "umap or pca.")
    var method: ProjectionMethod = .umap
    @Option(help: "2 or 3.")
    var dimensions: Int = 2
    @Option(help: "Records that a record's surroundings are made of, with umap: few show details, many the whole.")
    var neighbors: Int = 15
    @Option(help: "How near two places may come, 0 to 1, with umap.")
    var minDist: Double = 0.1
    @Option(help: "Where the randomness starts.")
    var seed: UInt64 = 1
    @Option(help: "What to call the run; an older one of that name is replaced.")
    var name: String?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try storeOptions.open()
        let request = ProjectionRequest(
            selection: selection.selection(), method: method, dimensions: dimensions, neighbours: neighbors,
            minimumDistance: minDist, seed: seed, name: name)
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let indexes = IndexSet(store: store) { common.remark($0) }
        let report = try await ProjectionAnalysis(store: store, indexes: indexes)
            .run(request, now: .now, progress: bar.show)
        bar.finish()
        if report.lacksProfiled { common.remark(SelectionOptions.lacksProfiled) }
        try common.show(report) { report.text }
    }
}

extension ProjectionMethod: ExpressibleByArgument {}

extension ProjectionReport {
    /// For people.
    var text: String {
        var lines = [
            "run \(runID): \(records) \(collection.rawValue) by their \(vector.rawValue) vectors in \(dimensions) dimensions by \(method.rawValue)"
        ]
        if let trust = metrics.trustworthiness, let kept = metrics.neighbourPreservation {
            lines.append(
                "trustworthiness \(Figures.number(trust, digits: 3)), \(Figures.number(kept * 100, digits: 1))% of the nearest neighbours kept"
            )
        }
        if let shares = metrics.explainedVariance {
            let text = shares.map { "\(Figures.number($0 * 100, digits: 1))%" }.joined(separator: ", ")
            lines.append("of the variance \(text)")
        }
        return lines.joined(separator: "\n")
    }
}
