import Analysis
import Foundation
import RapportCore
import Store
import TestSupport
import Testing

@Suite struct ClusterAnalysisTests {
    static let now = Timestamp(nanoseconds: 1_800_000_000_000_000_000)

    @Test func aSweepFindsThePlantedGroupsAndStoresThem() throws {
        let planted = try PlantedStore(pairs: 120, groups: 4)
        var stages: [String] = []
        let report = try ClusterAnalysis(store: planted.store)
            .run(ClusterRequest(count: .best(of: 2...6), restarts: 3), now: Self.now) { stage, _, _ in
                if stages.last != stage { stages.append(stage) }
            }
        #expect(report.k == 4 && report.records == 120)
        #expect(report.sweep?.reason.hasPrefix("4 clusters: ") == true)
        #expect(report.clusters.map(\.records) == [30, 30, 30, 30])
        #expect(stages == ["reading vectors", "comparing numbers of clusters", "clustering", "measuring"])
        let run = try #require(try planted.store.currentRun(.stages))
        #expect(run.id == report.runID)
        #expect(run.run.parameters == #"{"is_spherical":false,"k":4,"k_range":[2,6],"restarts":3}"#)
        let metrics = try JSONDecoder().decode(ClusteringMetrics.self, from: Data(run.run.metrics.utf8))
        #expect(metrics == report.metrics)
        let clusters = try planted.store.clusters(ofRun: run.id)
        #expect(clusters.count == 120)
        var groups: [Int: Set<Int>] = [:]
        for record in clusters {
            groups[record.cluster, default: []].insert((try planted.fan(record.recordID) ?? 0) % 4)
        }
        #expect(groups.values.allSatisfy { $0.count == 1 })
        let revenue = report.clusters.map { $0.meanRevenue * Double($0.records) }.reduce(0, +)
        #expect(abs(revenue - 400) < 1e-9)
        #expect(report.clusters.allSatisfy { abs(($0.successRate ?? -1) - $0.meanRevenue / 10) < 1e-12 })
    }

    @Test func withoutStructureNothingIsStored() throws {
        let planted = try PlantedStore(pairs: 150, groups: 1)
        let report = try ClusterAnalysis(store: planted.store)
            .run(ClusterRequest(count: .best(of: 2...5), restarts: 3), now: Self.now)
        #expect(report.k == nil && report.runID == nil && report.clusters.isEmpty && report.metrics == nil)
        #expect(report.sweep?.reason.hasPrefix("no structure: ") == true)
        #expect(report.sweep?.measures.count == 4)
        #expect(try planted.store.runs().isEmpty)
    }

    @Test func aFilterSelectsAndProfiledVectorsThatAreNotThereAreTheTexts() throws {
        let planted = try PlantedStore(pairs: 60, groups: 3)
        let selection = RecordSelection(vector: .profiled, stage: 1, filter: "model = 'Model1'")
        let report = try ClusterAnalysis(store: planted.store)
            .run(ClusterRequest(selection: selection, count: .exactly(3), name: "ones"), now: Self.now)
        #expect(report.records == 30 && report.vector == .text && report.lacksProfiled)
        #expect(report.filter == "stage = 1 and (model = 'Model1')" && report.sweep == nil)
        #expect(try planted.store.run(named: "ones").run.filter == report.filter)
        let again = try ClusterAnalysis(store: planted.store)
            .run(ClusterRequest(selection: selection, count: .exactly(3), name: "ones"), now: Self.now)
        #expect(again.clusters == report.clusters && again.metrics == report.metrics)
        #expect(try planted.store.runs().count == 1)
    }

    @Test func oneClusterHasNoSilhouette() throws {
        let planted = try PlantedStore(pairs: 20, groups: 2)
        let report = try ClusterAnalysis(store: planted.store).run(ClusterRequest(count: .exactly(1)), now: Self.now)
        #expect(report.metrics?.silhouette == nil && report.metrics?.stability == 1)
        #expect(report.clusters.map(\.records) == [20])
    }

    @Test func whatCannotBeAskedIsSaid() throws {
        let planted = try PlantedStore(pairs: 10, groups: 2)
        let analysis = ClusterAnalysis(store: planted.store)
        func message(_ request: ClusterRequest) -> String? {
            do { _ = try analysis.run(request, now: Self.now) } catch { return (error as? any RapportError)?.message }
            return nil
        }
        #expect(
            message(ClusterRequest(count: .exactly(11)))
                == "k-means with k = 11 needs at least 11 vectors and found 10; widen the filter or embed more")
        #expect(
            message(ClusterRequest(selection: RecordSelection(filter: "model = 'Nobody'")))
                == "no record with a vector satisfies 'model = 'Nobody''; widen the filter")
        #expect(message(ClusterRequest(selection: RecordSelection(stage: 4))) == "the stage must be 1, 2 or 3")
        #expect(message(ClusterRequest(name: "12")) == "the name must be 1 to 100 characters, and no number")
        #expect(
            message(ClusterRequest(count: .best(of: 2...5)))
                == "a sweep to k = 5 needs at least 11 vectors and found 10; widen the filter or embed more")
        let empty = try TemporaryFolder()
        let store = try RapportStore(folder: empty.url.path, creating: true)
        #expect(throws: StoreError.noVectors(collection: .stages, vector: .text)) {
            try ClusterAnalysis(store: store).run(ClusterRequest(), now: Self.now)
        }
    }
}
