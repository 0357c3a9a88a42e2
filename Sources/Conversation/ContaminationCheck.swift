import RapportCore

/// Whether conversations keep to one pair, counted over what is stored.
///
/// Segmentation cannot mix models by construction; this check does not trust it. It reads the stored result
/// back, row by row, so that a wrong join, a half-replaced pair or a damaged file shows.
public struct ContaminationCheck: Hashable, Sendable {
    /// A row of the log as it is stored, with the conversation that it was put into.
    public struct StoredRow: Hashable, Sendable {
        public var rowID: Int64
        public var rowPair: PairID
        /// nil where the row belongs to no conversation.
        public var conversationID: Int64?

        public init(rowID: Int64, rowPair: PairID, conversationID: Int64?) {
            self.rowID = rowID
            self.rowPair = rowPair
            self.conversationID = conversationID
        }
    }

    /// Conversations that hold at least one row.
    public private(set) var conversations = 0
    /// Conversations with rows of more than one model.
    public private(set) var crossModel = 0
    /// Conversations with rows of more than one pair, those of `crossModel` included.
    public private(set) var crossPair = 0
    /// Rows that lie in more than one conversation.
    public private(set) var sharedRows = 0
    /// Rows that lie in none.
    public private(set) var looseRows = 0

    /// Nothing is mixed, shared or left out.
    public var isClean: Bool { crossModel == 0 && crossPair == 0 && sharedRows == 0 && looseRows == 0 }

    /// Reads every row once, in any order.
    ///
    /// - Parameter rows: a row that lies in two conversations appears twice.
    /// - Complexity: O(rows) time and memory.
    public init(_ rows: some Sequence<StoredRow>) {
        var found: [Int64: Found] = [:]
        var conversationOfRow: [Int64: Int64] = [:]
        var shared: Set<Int64> = []
        for row in rows {
            guard let conversation = row.conversationID else {
                looseRows += 1
                continue
            }
            let earlier = conversationOfRow.updateValue(conversation, forKey: row.rowID)
            if let earlier, earlier != conversation { shared.insert(row.rowID) }
            found[conversation, default: Found(first: row.rowPair)].add(row.rowPair)
        }
        conversations = found.count
        crossModel = found.values.count { $0.hasOtherModel }
        crossPair = found.values.count { $0.hasOtherPair }
        sharedRows = shared.count
    }

    /// What was seen of one conversation.
    private struct Found {
        let first: PairID
        var hasOtherModel = false
        var hasOtherPair = false

        init(first: PairID) { self.first = first }

        mutating func add(_ pair: PairID) {
            if pair == first { return }
            hasOtherPair = true
            hasOtherModel = hasOtherModel || !pair.modelName.utf8.elementsEqual(first.modelName.utf8)
        }
    }
}
