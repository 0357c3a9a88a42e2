import ArgumentParser

/// Comparisons with other tools on this machine, in one run, so that the ratios mean something.
@main
struct RapportBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "RapportBench",
        abstract: "Compares Rapport with the tools that people would use instead.",
        subcommands: [
            AllBenchmarks.self, EmbeddingBenchmark.self, FeaturesBenchmark.self, IngestBenchmark.self,
            RetrievalBenchmark.self,
            VectorsBenchmark.self, OpeningBenchmark.self, FiltersBenchmark.self, GrowthBenchmark.self,
            ChurnBenchmark.self, UpsertsBenchmark.self, BesideBenchmark.self, SuggestLatencyBenchmark.self,
            GuardsBenchmark.self, AnalysisBenchmark.self, EnginesBenchmark.self,
            MakeVectors.self, VectorsChild.self, UpsertsChild.self,
        ],
        defaultSubcommand: AllBenchmarks.self)
}
