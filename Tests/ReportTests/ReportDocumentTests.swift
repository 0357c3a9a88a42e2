import Foundation
import RapportCore
import Report
import Store
import TestSupport
import Testing

/// The documents of the sample logs.
@Suite struct ReportDocumentTests {
    static let documents = [
        "cluster_insights.md", "chatter_playbook.md", "business_recommendations.md", "experiment_proposals.md",
        "executive_summary.md",
    ]

    private func promises(_ file: String) async throws -> (DocumentPromises, RapportStore) {
        let made = try await ReportStore.made.value
        return (DocumentPromises(text: try made.text(file), file: file), made.store)
    }

    @Test(arguments: documents) func everyNumberComesFromTheQueryOfItsFootnote(file: String) async throws {
        let (promises, store) = try await promises(file)
        try await promises.everyNumberComesFromTheQueryOfItsFootnote(in: store)
    }

    /// The check above must be able to fail.
    @Test func aNumberThatIsNotInTheAnswerIsNoticed() async throws {
        let made = try await ReportStore.made.value
        let session = SQLSession(store: made.store)
        var noticed = 0
        let blocks = FootnotedBlock.all(in: try made.text("executive_summary.md"))
        for block in blocks {
            let number = try #require(FootnotedBlock.numbers(block.text).first)
            let wrong = FootnotedBlock(text: block.text.replacing(number, with: "987654.31"), sql: block.sql)
            if try await !wrong.strangers(to: session.answer(to: block.sql)).isEmpty { noticed += 1 }
        }
        #expect(noticed == blocks.count)
    }

    @Test(arguments: documents) func noNumberStandsWithoutAFootnote(file: String) async throws {
        try await promises(file).0.noNumberStandsWithoutAFootnote()
    }

    @Test(arguments: documents) func everyFindingSaysHowManyPairsAndHowSure(file: String) async throws {
        try await promises(file).0.everyFindingSaysHowManyPairsAndHowSure()
    }

    @Test(arguments: documents) func smallGroupsAreMarked(file: String) async throws {
        let (promises, store) = try await promises(file)
        try await promises.smallGroupsAreMarked(in: store)
    }

    @Test func theInsightsCompareBothMethods() async throws {
        let text = try await ReportStore.made.value.text("cluster_insights.md")
        #expect(text.contains("Clusters of texts account for"))
        #expect(text.contains("was not tested"))
    }

    @Test func theSummaryHasTheThreePartsThatTheUserAskedFor() async throws {
        let text = try await ReportStore.made.value.text("executive_summary.md")
        let heads = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(heads == ["## Business impact", "## Technical approach", "## Next steps"])
        let steps = text.components(separatedBy: "## Next steps")[1].split(separator: "\n").filter {
            $0.hasPrefix("- ")
        }
        #expect((3...5).contains(steps.count))
    }

    @Test func thePlaybookHasAChapterForEachClusterAndStage() async throws {
        let text = try await ReportStore.made.value.text("chatter_playbook.md")
        let heads = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(heads.count == 5 + 3)
        #expect(Set(heads).count == heads.count)
        for title in ["The typical fan", "Best hours", "Price points", "Red flags"] {
            #expect(text.components(separatedBy: "### \(title)").count == 6, "\(title)")
        }
    }

    @Test(arguments: documents) func noPrivateTextIsShown(file: String) async throws {
        let (promises, store) = try await promises(file)
        try promises.noPrivateTextIsShown(from: store)
    }
}
