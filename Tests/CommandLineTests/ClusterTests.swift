import Foundation
import TestSupport
import Testing

/// Clusters as a person at a prompt makes and uses them.
@Suite struct ClusterTests {
    @Test func clustersAreMadeListedExportedAndFilteredBy() throws {
        let folder = try TemporaryFolder()
        func run(_ arguments: String...) throws -> String {
            let output = try RapportBinary.run(["--store", folder.file("store").path] + arguments)
            try #require(output.succeeded, "\(arguments): \(output.errorText)")
            return output.text
        }
        let log = folder.file("logs.csv").path
        _ = try run("synth", "--fans", "30", "--seed", "4", "--out", log)
        _ = try run("ingest", log)
        #expect(
            try RapportBinary.run(["--store", folder.file("store").path, "export", "clusters", "--out", "x.csv"])
                .errorText == "rapport: the store holds no clusters yet; make them with: rapport cluster\n")
        _ = try run("embed", "--quiet")
        #expect(try run("cluster", "--list") == "no analysis was run yet\n")
        let text = try run("cluster", "--k", "3", "--vector", "profiled", "--name", "three", "--restarts", "2")
        #expect(text.contains("run 1: 3 clusters of "))
        #expect(text.contains("cluster 2 "))
        _ = try run("cluster", "-k", "2", "--restarts", "2", "--collection", "stages")
        #expect(try run("cluster", "--list").hasPrefix("run 2: kmeans of stages by text, seed 1, "))
        #expect(try run("cluster", "--use", "three").contains(", current"))
        let csv = folder.file("clusters.csv")
        _ = try run("export", "clusters", "--out", csv.path)
        let lines = try String(contentsOf: csv, encoding: .utf8).split(separator: "\n")
        #expect(
            lines[0]
                == "run_id,cluster,stage_id,fan_id,model_name,stage,message_count,revenue,success_rate")
        let sizes = (0..<3).map { cluster in lines.count { $0.hasPrefix("1,\(cluster),") } }
        #expect(sizes.reduce(0, +) == lines.count - 1 && sizes == sizes.sorted(by: >) && sizes[2] > 0)
        let pair = try SyntheticPair.first(in: log)
        let similar = try run("similar", pair, "--where", "cluster = 0", "-k", "1000", "--json")
        let matches = try JSONDecoder().decode(Similar.self, from: Data(similar.utf8)).matches
        let inCluster = Set(
            lines.filter { $0.hasPrefix("1,0,") }.map { $0.split(separator: ",")[3...4].joined(separator: "@") })
        #expect(!matches.isEmpty)
        #expect(Set(matches.map { "\($0.fan_id)@\($0.model_name)" }) == inCluster.subtracting([pair]))
    }

    private struct Similar: Decodable {
        let matches: [Match]
        struct Match: Decodable {
            let fan_id, model_name: String
        }
    }
}
