import RapportCore
import Store
import Testing

/// What every document promises, whoever worded it.
struct DocumentPromises {
    let text: String
    let file: String

    private var blocks: [FootnotedBlock] { FootnotedBlock.all(in: text) }

    func check(in store: RapportStore) async throws {
        try await everyNumberComesFromTheQueryOfItsFootnote(in: store)
        noNumberStandsWithoutAFootnote()
        everyFindingSaysHowManyPairsAndHowSure()
        try await smallGroupsAreMarked(in: store)
        try noPrivateTextIsShown(from: store)
    }

    func everyNumberComesFromTheQueryOfItsFootnote(in store: RapportStore) async throws {
        let session = SQLSession(store: store)
        #expect(blocks.count >= 4)
        for block in blocks {
            let answer = try await session.answer(to: block.sql)
            #expect(block.strangers(to: answer).isEmpty, "\(file): \(block.text)")
        }
    }

    /// A digit outside of a sentence with a footnote is a number that nobody can check.
    func noNumberStandsWithoutAFootnote() {
        var text = text
        for block in blocks { text = text.replacing(block.text, with: "") }
        text = text.replacing(#/(?s)<details>.*?<\/details>/#, with: "").replacing("95%", with: "")
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("![") }
        for line in lines { #expect(FootnotedBlock.numbers(String(line)).isEmpty, "\(file): \(line)") }
    }

    func everyFindingSaysHowManyPairsAndHowSure() {
        let sentences = blocks.filter { !$0.isTable && $0.text != "The store has no rows for this." }
        for block in sentences { #expect(block.text.contains(#/\(n = [\d,]+ pairs; .+\)/#), "\(block.text)") }
    }

    /// Groups of fewer than ten pairs are marked, others are not.
    func smallGroupsAreMarked(in store: RapportStore) async throws {
        let session = SQLSession(store: store)
        for block in blocks {
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

    /// Nothing that a fan or chatter wrote gets into a document, beyond words that many use.
    func noPrivateTextIsShown(from store: RapportStore) throws {
        try store.forEachPair { _, rows in
            for row in rows {
                for message in [row.row.fanMessage, row.row.chatterMessage] where message.count > 25 {
                    #expect(!text.contains(message))
                }
            }
        }
    }
}
