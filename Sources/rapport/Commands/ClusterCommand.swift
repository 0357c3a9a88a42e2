import Analysis
import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "Group stored vectors by k-means, and say whether there are groups at all.",
        discussion: """
            Without -k a range is tried and held against data without groups; where that looks as clustered, the answer
            is that there is no structure, and nothing is stored. The clusters of the newest run are the attribute
            'cluster' of searches; they are numbered from 0 by size.

              rapport cluster --stage 2
              rapport cluster --vector profiled --k 6 --name fans
              rapport similar Tom_88123@Model3 --where "cluster = 3"
              rapport cluster --use fans
            """)

    @OptionGroup var selection: SelectionOptions
    @Option(name: [.customShort("k"), .customLong("k")], help: "Clusters.")
    var k: Int?
    @Option(help: ArgumentHelp("The numbers of clusters to try (default: 2..12).", valueName: "from..to"))
    var kRange: NumberRange?
    @Option(help: "Where the randomness starts; the same seed gives the same clusters.")
    var seed: UInt64 = 1
    @Option(help: "Runs of k-means with other beginnings, of which the best counts.")
    var restarts: Int = 10
    @Flag(help: "Let vectors count by direction alone.")
    var spherical = false
    @Option(help: "What to call the run; an older one of that name is replaced.")
    var name: String?
    @Flag(help: "List the runs of the store.")
    var list = false
    @Option(help: ArgumentHelp("Let this run give the attribute 'cluster' again.", valueName: "run"))
    var use: String?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard k == nil || kRange == nil else { throw ValidationError("give --k or --k-range, not both") }
        if let k, k < 1 { throw ValidationError("--k must be 1 or more") }
        guard restarts >= 1, restarts <= 1_000 else { throw ValidationError("--restarts must lie in 1...1000") }
        if let kRange, kRange.range.lowerBound < 2 { throw ValidationError("--k-range must begin at 2 or more") }
    }

    func run() async throws {
        let store = try storeOptions.open()
        if list { return try show(store.runs()) }
        if let use {
            try store.makeCurrent(store.run(named: use))
            return try show([store.run(named: use)])
        }
        let request = ClusterRequest(
            selection: selection.selection(),
            count: k.map { .exactly($0) } ?? .best(of: kRange?.range ?? 2...12), seed: seed, restarts: restarts,
            isSpherical: spherical, name: name)
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.finish() }
        let report = try ClusterAnalysis(store: store).run(request, now: .now, progress: bar.show)
        bar.finish()
        if report.lacksProfiled { common.remark(SelectionOptions.lacksProfiled) }
        try common.show(report) { report.text }
    }

    private func show(_ runs: [StoredRun]) throws {
        let list = RunList(runs)
        try common.show(list) { list.text }
    }
}

/// What every analysis takes.
struct SelectionOptions: ParsableArguments {
    @Option(help: "turns, conversations or stages.")
    var collection: RecordCollection = .stages
    @Option(help: "text (Method A) or profiled (Method B).")
    var vector: VectorName = .text
    @Option(help: "Only this stage, 1 to 3.")
    var stage: Int?
    @Option(
        name: .customLong("where"), help: ArgumentHelp("A filter, such as \"model = 'Model3'\".", valueName: "filter"))
    var filter: String?

    static let lacksProfiled =
        "there are no profiled vectors yet, so this is of the texts alone; make them with: rapport profile, then rapport embed"

    func selection() -> RecordSelection {
        RecordSelection(collection: collection, vector: vector, stage: stage, filter: filter)
    }
}

/// Two numbers as `2..12`.
struct NumberRange: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init?(argument: String) {
        let ends = argument.components(separatedBy: "..")
        guard ends.count == 2, let from = Int(ends[0]), let to = Int(ends[1]), from <= to else { return nil }
        range = from...to
    }
}

extension ProgressBar {
    /// How far an analysis is.
    func show(_ stage: String, _ done: Int, _ total: Int) {
        show(Workflow.Progress(stage: stage, done: done, total: total))
    }
}

extension ClusterReport {
    /// For people.
    var text: String {
        var lines: [String] = []
        if let sweep {
            lines.append(sweep.reason)
            lines.append(sweep.table)
            lines += sweep.arguments.map { "\($0.criterion.replacingOccurrences(of: "_", with: " ")) prefers \($0.k)" }
        }
        guard let runID, let metrics, let k else { return lines.joined(separator: "\n") }
        lines.append(
            "run \(runID): \(k) clusters of \(records) \(collection.rawValue) by their \(vector.rawValue) vectors")
        lines.append(metrics.text)
        let rows = clusters.map { cluster in
            [
                "cluster \(cluster.cluster)", "\(cluster.records)",
                cluster.silhouette.map { Figures.number($0, digits: 3) } ?? "-",
                Figures.number(cluster.meanRevenue, digits: 2),
                cluster.successRate.map { Figures.number($0, digits: 2) } ?? "-",
            ]
        }
        lines.append(Figures.table([["", "records", "silhouette", "mean USD", "success rate"]] + rows))
        return lines.joined(separator: "\n")
    }
}

extension ClusteringMetrics {
    fileprivate var text: String {
        func number(_ value: Double?) -> String { value.map { Figures.number($0, digits: 3) } ?? "-" }
        let error = silhouetteError.map { $0 > 0 ? " ± \(Figures.number($0, digits: 3))" : "" } ?? ""
        return "silhouette \(number(silhouette))\(error), Davies-Bouldin \(number(daviesBouldin)), "
            + "Calinski-Harabasz \(number(calinskiHarabasz)), stability \(number(stability))"
    }
}

extension SweepReport {
    fileprivate var table: String {
        let rows = measures.map { measure in
            ["\(measure.k)", Figures.number(measure.inertia, digits: 1)]
                + [
                    measure.silhouette, measure.silhouetteOfReference, measure.excess, measure.gap,
                    measure.daviesBouldin, measure.calinskiHarabasz, measure.stability,
                ].map { Figures.number($0, digits: 3) }
        }
        let heads = [
            "k", "inertia", "silhouette", "without groups", "excess", "gap", "Davies-Bouldin", "Calinski-Harabasz",
            "stability",
        ]
        return Figures.table([heads] + rows)
    }
}

extension RunList {
    /// For people.
    var text: String {
        guard !runs.isEmpty else { return "no analysis was run yet" }
        return runs.map { run in
            let name = run.name.map { " '\($0)'" } ?? ""
            let filter = run.filter.map { " where \($0)" } ?? ""
            let current = run.isCurrent ? ", current" : ""
            return
                "run \(run.runID)\(name): \(run.kind.rawValue) of \(run.collection.rawValue) by \(run.vector.rawValue)"
                + "\(filter), seed \(run.seed), \(run.createdAt)\(current)"
        }.joined(separator: "\n")
    }
}
