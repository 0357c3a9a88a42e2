import LanguageModel
import RapportCore

/// Reads an answer against the prompt that it answers: which items are there, and which of their statements stand.
struct ProfileReading: Sendable {
    /// What stands of one item.
    struct Item: Sendable, Equatable {
        var statements: [ProfileField: [ProfileStatement]] = [:]
        var dropped = DroppedStatements()
    }

    /// Why an item has to be asked about again, alone.
    enum Fault: Sendable, Equatable {
        case missing
        /// Its statements cite another item's rows: the answer has mixed two people.
        case swapped
    }

    private let prompt: ProfilePrompt
    private static let longestCharacters = 120

    init(_ prompt: ProfilePrompt) {
        self.prompt = prompt
    }

    /// What the model can be told to do better. What cannot be used after that is asked about again, item by item.
    func check(_ reply: ProfileReply) throws(ReplyProblem) {
        let indexes = reply.profiles.map { prompt.index(ofItem: $0.item) }
        if indexes.contains(nil) { throw ReplyProblem("it names an item that was not asked about") }
        if Set(indexes).count < indexes.count { throw ReplyProblem("it names an item twice") }
        if prompt.items.count == 1, indexes.isEmpty { throw ReplyProblem("item \(prompt.name(of: 0)) is missing") }
    }

    /// By the item's place in the prompt.
    func items(of reply: ProfileReply) -> [Result<Item, FaultyItem>] {
        var found: [Int: ProfileReply.Item] = [:]
        for item in reply.profiles {
            if let index = prompt.index(ofItem: item.item) { found[index] = item }
        }
        return prompt.items.indices.map { index in
            guard let item = found[index] else { return .failure(FaultyItem(fault: .missing)) }
            return read(item, index: index)
        }
    }

    private func read(_ item: ProfileReply.Item, index: Int) -> Result<Item, FaultyItem> {
        var result = Item()
        var ofOthers = 0
        for statement in item.statements {
            switch verdict(on: statement, item: index) {
            case .stands(let text, let evidence):
                result.add(ProfileStatement(text: text, evidence: evidence), to: statement.field)
            case .ofOthers:
                ofOthers += 1
                result.dropped.ofOtherPairs += 1
            case .withoutRows: result.dropped.withoutRows += 1
            case .withoutFan: result.dropped.withoutFan += 1
            case .notSaid: result.dropped.notSaid += 1
            case .unusable: result.dropped.unusable += 1
            }
        }
        // One that strayed is dropped; where they are the rule, the whole item is another's.
        if ofOthers > 0, ofOthers * 2 >= item.statements.count { return .failure(FaultyItem(fault: .swapped)) }
        return .success(result)
    }

    private enum Verdict {
        case stands(text: String, evidence: [Int64])
        case ofOthers
        case withoutRows
        case withoutFan
        case notSaid
        case unusable
    }

    private func verdict(on statement: ProfileReply.Statement, item: Int) -> Verdict {
        let cited = statement.rows.compactMap(prompt.line(ofRow:))
        // Also beside rows of its own: what rests on two people is true of neither.
        if cited.contains(where: { $0.item != item }) { return .ofOthers }
        if cited.isEmpty { return .withoutRows }
        let text = statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.isEmpty || text.count > Self.longestCharacters || text.contains(prompt.mark)
            || StatementGrounding.saysNothing(text)
        {
            return .unusable
        }
        let speaks = cited.contains { line in
            line.line.hasFanMessage || statement.field == .purchaseMotivations && line.line.hasSale
        }
        guard speaks else { return .withoutFan }
        guard StatementGrounding.isSaid(text, field: statement.field, in: cited.lazy.map(\.line.fanMessage)) else {
            return .notSaid
        }
        return .stands(text: text, evidence: Set(cited.map(\.line.rowID)).sorted())
    }
}

/// An item that cannot be used.
struct FaultyItem: Error, Sendable, Equatable {
    var fault: ProfileReading.Fault
}

extension LLMProfileCounts {
    mutating func note(_ fault: ProfileReading.Fault) {
        switch fault {
        case .missing: missing += 1
        case .swapped: swapped += 1
        }
    }
}

extension ProfileReading.Item {
    /// A statement that is there already gets the new rows as well.
    fileprivate mutating func add(_ statement: ProfileStatement, to field: ProfileField) {
        let key = statement.text.lowercased()
        var list = statements[field] ?? []
        if let index = list.firstIndex(where: { $0.text.lowercased() == key }) {
            list[index].evidence = Set(list[index].evidence + statement.evidence).sorted()
        } else {
            list.append(statement)
        }
        statements[field] = list
    }
}
