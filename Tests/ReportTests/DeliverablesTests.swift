import Foundation
import RapportCore
import Report
import Store
import TestSupport
import Testing
import Workflow

/// What an analyst hands over.
@Suite struct DeliverablesTests {
    private func settings(_ environment: [String: String]) throws -> Settings {
        try Settings(environment: environment.merging(["HOME": "/nonexistent"]) { $1 })
    }

    @Test func everythingLiesInOneFolderAndTheIndexNamesIt() async throws {
        let made = try await ReportStore.made.value
        let folder = try TemporaryFolder()
        let summary = try await Deliverables(store: made.store, settings: settings([:]))
            .make(in: folder.file("all").path, now: Timestamp(nanoseconds: 0))
        let index = try String(contentsOf: folder.file("all/README.md"), encoding: .utf8)
        for file in summary.files.map(\.file) where file != "README.md" {
            #expect(index.contains("](\(file))"), "\(file)")
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("all/\(file)").path)
            #expect((attributes[.size] as? Int ?? 0) > 500, "\(file)")
        }
        let names = Set(summary.files.map(\.file))
        #expect(
            names.isSuperset(of: [
                "conversation_features.csv", "embeddings_without_profile.pkl", "embeddings_with_profile.pkl",
                "cluster_insights.md", "chatter_playbook.md", "business_recommendations.md",
                "experiment_proposals.md", "executive_summary.md", "presentation.html", "README.md",
                "visualizations/stage_flow.svg", "visualizations/revenue_by_hour.svg",
                "visualizations/revenue_by_weekday.svg", "visualizations/cluster_features.svg",
                "visualizations/elbow.svg", "visualizations/silhouette.svg", "visualizations/projection_2d.svg",
            ]))
        // Without Plotly's library there are no pages, and the user is told.
        #expect(!names.contains("visualizations/projection_3d.html"))
        #expect(summary.remarks.count == 1 && summary.remarks[0].contains("RAPPORT_PLOTLY"))
    }

    /// A second report of the same store uses the runs that are there.
    @Test func aReportIsMadeAgainWithoutNewRuns() async throws {
        let made = try await ReportStore.made.value
        let folder = try TemporaryFolder()
        let before = try made.store.runs().count
        let summary = try await ReportMaker(store: made.store).make(
            in: folder.file("again").path, now: Timestamp(nanoseconds: 5))
        #expect(try made.store.runs().count == before)
        for file in summary.files.map(\.file) where file.hasSuffix(".md") || file.hasSuffix(".svg") {
            let again = try String(contentsOf: folder.file("again/\(file)"), encoding: .utf8)
            #expect(try again == made.text(file), "\(file)")
        }
    }

    @Test func slidesStandForThemselves() async throws {
        let made = try await ReportStore.made.value
        try await Browser.with { browser in
            try await browser.open(made.folder.file("report/presentation.html").absoluteString)
            try await browser.wait(until: "document.querySelectorAll('section').length > 7")
            try Screenshots.keep(try await browser.screenshot(), named: "presentation")
            #expect(try await browser.run("return document.querySelectorAll('figure svg').length") as? Int ?? 0 >= 4)
            let text = try await browser.run("return document.body.innerText") as? String ?? ""
            #expect(text.contains("221 fan-model pairs brought"))
            #expect(!text.contains("\\") && !text.contains("**"))
            let requested = try await browser.run("return performance.getEntriesByType('resource').length")
            #expect(requested as? Int == 0)
        }
    }
}
