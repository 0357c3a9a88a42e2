import Conversation
import Foundation
import RapportCore
import TestSupport
import Testing

struct FeatureExportTests {
    private func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

    @Test func aLogWithoutRowsIsAHeader() throws {
        let folder = try TemporaryFolder()
        let empty = LogTable(rows: [])
        #expect(try FeatureExport.run(table: empty, to: folder.file("f.csv").path) == 0)
        #expect(try FeatureExport.runStages(table: empty, to: folder.file("s.jsonl").path) == 0)
        #expect(
            try text(folder.file("f.csv"))
                == "conversation_id,fan_id,model_name,started_at,ended_at,message_count,fan_message_count,"
                + "chatter_message_count,duration_hours,total_revenue,tip_revenue,offer_count,purchase_count,"
                + "purchase_rate,success_rate,messages_before_first_purchase,time_to_first_purchase_hours,"
                + "days_between_first_last_purchase,is_active,days_since_last_message\n")
        #expect(try text(folder.file("s.jsonl")) == "")
    }

    @Test func stagesHoldNoTextUnlessItIsAskedFor() throws {
        let folder = try TemporaryFolder()
        let table = LogTable(rows: [
            row("Tom_1", "M", 60, price: 5, purchased: true, fanMessage: " second &amp; last "),
            row("Tom_1", "M", 0, fanMessage: "", chatterMessage: "first"), row("Tom_1", "M", 120),
        ])
        try FeatureExport.runStages(table: table, to: folder.file("silent.jsonl").path)
        #expect(try !text(folder.file("silent.jsonl")).contains("text"))
        try FeatureExport.runStages(table: table, to: folder.file("speaking.jsonl").path, text: true)
        let lines = try text(folder.file("speaking.jsonl")).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasSuffix(#","text":"Chatter: first\nFan: second & last\nChatter: hello"}"#))
        #expect(lines[1].hasSuffix(#","text":"Fan: hi\nChatter: hello"}"#))
    }

    /// Parts are formatted at the same time; the file shows nothing of it. One pair is longer than a part.
    @Test func aFileOfManyPartsIsThatOfItsPairsOneAfterTheOther() throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 1)
        let rows = (0..<60_000).map { (index: Int) -> LogRow in
            let fan = index < 20_000 ? "long" : "fan_\(Int.random(in: 0..<900, using: &generator))"
            let seconds = Int64.random(in: 0..<4_000_000, using: &generator)
            return row(fan, "Model1", seconds, price: Double(index % 7), purchased: index % 3 == 0)
        }
        let table = LogTable(rows: rows)
        let pairs = SortedPairs(table)
        let newest = try #require(pairs.newestRow)
        var writer = ConversationFeaturesWriter(.csv)
        writer.records.writeHeader()
        var count = 0
        for position in pairs.indices {
            let conversations = FeatureRules().conversations(
                of: pairs[position].pair, rows: pairs.exchanges(position), newestRow: newest)
            for conversation in conversations { writer.append(conversation) }
            count += conversations.count
        }
        let file = folder.file("out.csv")
        #expect(try FeatureExport.run(table: table, to: file.path) == count)
        #expect(try Data(contentsOf: file) == Data(writer.records.bytes))
    }

    @Test func anExportReplacesTheOneBeforeAndLeavesNothingElse() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("old", to: "out.csv")
        try FeatureExport.run(table: LogTable(rows: [row("a", "b", 0)]), to: file.path)
        #expect(try text(file).hasPrefix("conversation_id,"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out.csv"])
    }

    @Test func anUnknownEndingIsRefusedBeforeAnythingIsWritten() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("out.xlsx").path
        let error = #expect(throws: ExportError.self) { try FeatureExport.run(table: LogTable(rows: []), to: path) }
        #expect(error?.message == "cannot tell the format of '\(path)' by its ending; end it in .csv or .jsonl")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    }

    @Test func aFolderThatIsNotThereIsSaid() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("missing/out.csv").path
        let error = #expect(throws: ExportError.self) { try FeatureExport.run(table: LogTable(rows: []), to: path) }
        #expect(
            error?.message
                == "cannot write '\(path)': No such file or directory; nothing was left there; check the folder and its free space"
        )
    }

    @Test func aFullDiskLeavesTheOldFileAlone() throws {
        // Linux answers every write to this device with "no space left".
        let folder = try TemporaryFolder()
        let link = folder.file("full.csv")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/dev/full")
        let error = #expect(throws: ExportError.self) {
            try FeatureExport.run(table: LogTable(rows: [row("a", "b", 0)]), to: link.path)
        }
        #expect(error?.message.contains("No space left on device") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["full.csv"])
    }
}
