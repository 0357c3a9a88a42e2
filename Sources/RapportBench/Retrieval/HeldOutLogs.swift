import ChatLog
import Conversation
import RapportCore
import Retrieval
import Store

/// Which part of the held-out turns a turn belongs to, by its pair: what is chosen on one is reported on the other.
package enum Half: String, CaseIterable, Sendable {
    case tuning
    case report

    init(_ pair: PairID) {
        let hash = ContentHash(joining: [pair.fanID, pair.modelName, "half"]).recordID
        self = hash & 1 == 0 ? .tuning : .report
    }
}

/// A turn that the index has not seen, with what a chatter would have known and what he answered.
package struct HeldOutTurn: Sendable {
    package var pair: PairID
    package var context: SuggestContext
    /// What was answered, cleaned.
    var reply: String
    /// Offers from this row to the conversation's end.
    var offers: [Offer]
    /// The fan's latent kind, where the truth is known.
    package var kind: String?

    struct Offer: Sendable {
        var priceUSD: Double
        var isPurchase: Bool
    }

    package var half: Half { Half(pair) }
}

/// Logs that are cut at a moment: the rows before it, and turns after it.
///
/// Nothing of what came after the cut is in `past`: conversations, stages and figures follow from its rows alone, and
/// what a turn's context holds from the rows before that turn.
package struct HeldOutLogs: Sendable {
    package var past: LogTable
    package var turns: [HeldOutTurn]
    /// The first moment that is held out.
    package var cut: Timestamp

    package struct Options: Sendable {
        /// Share of the rows that lie before the cut.
        var pastShare = 0.7
        /// Turns in all, and of one pair: a few busy pairs must not decide.
        var turns: Int
        var turnsPerPair: Int
        var seed: UInt64

        package init(turns: Int, turnsPerPair: Int = 8, seed: UInt64) {
            (self.turns, self.turnsPerPair, self.seed) = (turns, turnsPerPair, seed)
        }
    }

    /// A text that so many pairs got, and longer than this, was written for nobody.
    private static let longMass = 30

    package init(_ table: LogTable, kinds: [String: String], options: Options) {
        let times = table.datetime.sorted()
        let cut = times.isEmpty ? Timestamp(nanoseconds: 0) : times[Int(Double(times.count - 1) * options.pastShare)]
        self.cut = cut
        past = LogTable(rows: (0..<table.count).filter { table.datetime[$0] < cut }.map { table[$0] })
        let mass = Self.massMessages(table)
        var random = SplitMix64(seed: options.seed)
        var turns: [HeldOutTurn] = []
        let pairs = SortedPairs(table)
        for position in pairs.indices {
            let rows = Array(pairs[position].rows)
            var chosen = rows.indices.filter { index in
                table.datetime[rows[index]] >= cut && !table.fanMessage.isBlank(rows[index])
                    && ReplyText.fault(ReplyText.cleaned(table.chatterMessage[rows[index]])) == nil
                    && !mass.contains(table.chatterMessage[rows[index]])
            }
            chosen.shuffle(using: &random)
            let exchanges = pairs.exchanges(position)
            turns += chosen.prefix(options.turnsPerPair).map { index in
                Self.turn(pairs[position].pair, rows, exchanges, index, table, kinds)
            }
        }
        turns.shuffle(using: &random)
        self.turns = Array(turns.prefix(options.turns))
    }

    private static func massMessages(_ table: LogTable) -> Set<String> {
        var pairsOfText: [String: Set<PairID>] = [:]
        for row in 0..<table.count {
            let text = table.chatterMessage[row]
            guard text.count > longMass else { continue }
            pairsOfText[text, default: []].insert(
                PairID(fanID: table.fanID[row], modelName: table.modelName[row]))
        }
        return Set(pairsOfText.filter { $0.value.count > 1 }.keys)
    }

    private static func turn(
        _ pair: PairID, _ rows: [Int], _ exchanges: [Exchange], _ index: Int, _ table: LogTable,
        _ kinds: [String: String]
    ) -> HeldOutTurn {
        let row = table[rows[index]]
        let segmentation = Segmentation()
        let whole = segmentation.segments(of: exchanges).conversations.first { $0.contains(index) } ?? index..<index + 1
        let offers = exchanges[index..<whole.upperBound].filter(\.isOffer).map {
            HeldOutTurn.Offer(priceUSD: $0.price, isPurchase: $0.isPurchase)
        }
        return HeldOutTurn(
            pair: pair,
            context: context(pair, rows[..<index], exchanges[..<index], message: row.fanMessage, table),
            reply: ReplyText.cleaned(row.chatterMessage), offers: offers, kind: kinds[pair.fanID])
    }

    /// What the store would have known just before the message.
    private static func context(
        _ pair: PairID, _ rows: ArraySlice<Int>, _ exchanges: ArraySlice<Exchange>, message: String, _ table: LogTable
    ) -> SuggestContext {
        let segments = Segmentation().segments(of: exchanges)
        var stored: [StoredRow] = []
        for index in rows.indices.suffix(SuggestContext.storedRows) {
            let conversation = segments.conversations.first { $0.contains(index) }?.lowerBound ?? 0
            let stage = segments.stages.first { $0.rows.contains(index) }?.stage ?? .acquisition
            let id = StableID.conversation(pair, startedAt: exchanges[conversation].datetime)
            stored.append(
                StoredRow(
                    rowID: 0, row: table[rows[index]], conversationID: ContentHash.hex(id), stage: stage.rawValue))
        }
        let prices = exchanges.reversed().filter(\.isPurchase).prefix(SuggestContext.ownPurchases).map(\.price)
        return SuggestContext(
            message: EmbeddedText.message(message), pair: pair, rows: stored, unlockedPrices: Array(prices),
            pairOutcome: Outcome(of: exchanges))
    }
}
