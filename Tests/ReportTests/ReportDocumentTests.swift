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

    @Test(arguments: documents) func everyNumberComesFromTheQueryOfItsFootnote(file: String) async throws {
        let made = try await ReportStore.made.value
        let session = SQLSession(store: made.store)
        let blocks = FootnotedBlock.all(in: try made.text(file))
        #expect(blocks.count >= 4)
        for block in blocks {
            let answer = try await session.answer(to: block.sql)
            #expect(block.strangers(to: answer).isEmpty, "\(file): \(block.text)")
        }
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

    /// A digit outside of a sentence with a footnote is a number that nobody can check.
    @Test(arguments: documents) func noNumberStandsWithoutAFootnote(file: String) async throws {
        var text = try await ReportStore.made.value.text(file)
        for block in FootnotedBlock.all(in: text) { text = text.replacing(block.text, with: "") }
        text = text.replacing(#/(?s)<details>.*?<\/details>/#, with: "").replacing("95%", with: "")
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("![") }
        for line in lines { #expect(FootnotedBlock.numbers(String(line)).isEmpty, "\(file): \(line)") }
    }

    @Test(arguments: documents) func everyFindingSaysHowManyPairsAndHowSure(file: String) async throws {
        let blocks = FootnotedBlock.all(in: try await ReportStore.made.value.text(file)).filter {
            !$0.isTable && $0.text != "The store has no rows for this."
        }
        for block in blocks { #expect(block.text.contains(#/\(n = [\d,]+ pairs; .+\)/#), "\(block.text)") }
    }

    /// Groups of fewer than ten pairs are marked, others are not.
    @Test(arguments: documents) func smallGroupsAreMarked(file: String) async throws {
        let made = try await ReportStore.made.value
        let session = SQLSession(store: made.store)
        for block in FootnotedBlock.all(in: try made.text(file)) {
            let answer = try await session.answer(to: block.sql)
            guard let column = answer.columns.firstIndex(of: "pairs") else { continue }
            if block.isTable {
                for (line, row) in zip(block.text.split(separator: "\n").dropFirst(2), answer.rows) {
                    #expect(line.contains("†") == ((row[column].wholeNumber ?? 0) < 10), "\(line)")
                }
            } else if let count = block.text.firstMatch(of: #/\(n = ([\d,]+) pairs/#).flatMap({
                Int($0.output.1.replacing(",", with: ""))
            }) {
                #expect(block.text.contains("Too small") == (count < 10), "\(block.text)")
            }
        }
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

    /// Nothing that a fan or chatter wrote gets into a document, beyond words that many use.
    @Test(arguments: documents) func noPrivateTextIsShown(file: String) async throws {
        let made = try await ReportStore.made.value
        let text = try made.text(file)
        try made.store.forEachPair { _, rows in
            for row in rows {
                for message in [row.row.fanMessage, row.row.chatterMessage] where message.count > 25 {
                    #expect(!text.contains(message))
                }
            }
        }
    }
}
