import Analysis
import RapportCore
import Store
import TestSupport
import Testing

@Suite struct ProjectionAnalysisTests {
    static let now = Timestamp(nanoseconds: 1_800_000_000_000_000_000)

    @Test(arguments: ProjectionMethod.allCases, [2, 3])
    func placesAreStoredWithHowFarTheyCanBeTrusted(method: ProjectionMethod, dimensions: Int) async throws {
        let planted = try PlantedStore(pairs: 90, groups: 3)
        let request = ProjectionRequest(method: method, dimensions: dimensions, name: "map")
        let report = try await ProjectionAnalysis(store: planted.store, indexes: IndexSet(store: planted.store))
            .run(request, now: Self.now)
        let run = try planted.store.run(named: "map")
        #expect(run.id == report.runID && run.run.kind.rawValue == method.rawValue && run.createdAt == Self.now)
        let points = try planted.store.points(ofRun: run.id)
        #expect(points.count == 90 && report.records == 90)
        #expect(points.allSatisfy { ($0.z == nil) == (dimensions == 2) })
        let trust = try #require(report.metrics.trustworthiness)
        #expect(trust > 0.7 && trust <= 1 && report.metrics.measured == 90)
        #expect((report.metrics.explainedVariance?.count ?? 0) == (method == .pca ? dimensions : 0))
        let again = try await ProjectionAnalysis(store: planted.store, indexes: IndexSet(store: planted.store))
            .run(request, now: Self.now)
        #expect(try planted.store.points(ofRun: again.runID) == points)
        // A projection takes no clusters away.
        #expect(try planted.store.currentRun(.stages) == nil)
    }

    /// Above the limit the store's graph gives the neighbours, among those that were selected.
    @Test func manyRecordsAskTheIndex() async throws {
        let planted = try PlantedStore(pairs: 2 * NeighbourGraph.exactBelow + 40, groups: 6)
        let request = ProjectionRequest(selection: RecordSelection(filter: "model = 'Model1'"))
        let report = try await ProjectionAnalysis(store: planted.store, indexes: IndexSet(store: planted.store))
            .run(request, now: Self.now)
        #expect(report.records == NeighbourGraph.exactBelow + 20)
        #expect(try #require(report.metrics.trustworthiness) > 0.8)
    }

    @Test func fewRecordsAreNotJudged() async throws {
        let planted = try PlantedStore(pairs: 20, groups: 2)
        let analysis = ProjectionAnalysis(store: planted.store, indexes: IndexSet(store: planted.store))
        let report = try await analysis.run(ProjectionRequest(), now: Self.now)
        #expect(report.metrics.trustworthiness == nil && report.metrics.measured == nil)
        let error = await #expect(throws: AnalysisError.self) {
            try await analysis.run(ProjectionRequest(method: .pca, dimensions: 4), now: Self.now)
        }
        #expect(error?.message == "dimensions must be 2 or 3")
    }
}
