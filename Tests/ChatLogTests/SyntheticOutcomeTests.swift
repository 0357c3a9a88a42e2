import ChatLog
import RapportCore
import Testing

/// What comes of a message depends on what was said and offered, within one kind of fan.
@Suite struct SyntheticOutcomeTests {
    static let result = SyntheticLogs(fans: 1_500, models: 22, days: 7, seed: 11).generate()

    /// A row with what the truth knows about it.
    struct Observation {
        var row: LogRow
        var kind: String
        var budgetUSD: Double
        var pickedUp: Bool
        var asked: Bool
        /// The next row of the same conversation.
        var next: LogRow?
    }

    static let observations: [Observation] = {
        let fans = Dictionary(uniqueKeysWithValues: result.truth.fans.map { ($0.fanID, $0) })
        let rowOfIndex = Dictionary(uniqueKeysWithValues: result.index.enumerated().map { ($0.element, $0.offset) })
        let pickedUp = Set(result.truth.pairs.flatMap(\.pickedUp).compactMap { rowOfIndex[$0] })
        let asked = Set(result.truth.pairs.flatMap(\.asked).compactMap { rowOfIndex[$0] })
        let groups = Dictionary(grouping: 0..<result.table.count) { result.table[$0].pair }
        return groups.sorted { $0.key < $1.key }.flatMap { pair, rows in
            let rows = rows.sorted { result.table.datetime[$0] < result.table.datetime[$1] }
            return rows.indices.map { position in
                let row = result.table[rows[position]]
                let next = position + 1 < rows.count ? result.table[rows[position + 1]] : nil
                return Observation(
                    row: row, kind: fans[pair.fanID]?.kind ?? "", budgetUSD: fans[pair.fanID]?.budgetUSD ?? 0,
                    pickedUp: pickedUp.contains(rows[position]), asked: asked.contains(rows[position]),
                    next: next.flatMap { $0.datetime.hours(since: row.datetime) <= 4 ? $0 : nil })
            }
        }
    }()

    @Test(arguments: FanKind.allCases)
    func aFanWhoWasHeardOrAskedAnswersMore(kind: FanKind) {
        let all = Self.observations.filter { $0.kind == kind.rawValue && $0.next != nil }
        func answers(_ some: [Observation]) -> Double { some.share { !($0.next?.fanMessage.isEmpty ?? true) } }
        #expect(answers(all.filter(\.pickedUp)) > answers(all.filter { !$0.pickedUp }) + 0.03)
        #expect(answers(all.filter(\.asked)) > answers(all.filter { !$0.asked }) + 0.03)
    }

    @Test func afterAnOfferAFairPriceIsUnlockedMore() {
        let offers = Self.observations.filter { $0.row.price > 0 }
        func unlocked(_ some: [Observation]) -> Double { some.share(where: \.row.purchased) }
        var kindsInFavour = 0
        for kind in FanKind.allCases {
            let own = offers.filter { $0.kind == kind.rawValue }
            let (fair, dear) = (
                own.filter { $0.row.price <= $0.budgetUSD }, own.filter { $0.row.price > $0.budgetUSD }
            )
            if unlocked(fair) > unlocked(dear) { kindsInFavour += 1 }
        }
        #expect(kindsInFavour >= FanKind.allCases.count - 1)
        #expect(unlocked(offers.filter(\.pickedUp)) > unlocked(offers.filter { !$0.pickedUp }))
    }

    @Test func aWarmConversationIsLongerThanTheLastOne() {
        let warmths = Self.result.truth.pairs.filter { $0.conversations.count > 1 }.map { pair in
            (last: pair.conversations[pair.conversations.count - 1].warmth, before: pair.conversations[0].warmth)
        }
        #expect(warmths.map(\.last).mean < warmths.map(\.before).mean - 0.1)
    }

    @Test func loyalKindsComeBack() {
        let pairs = Dictionary(grouping: Self.result.truth.pairs, by: \.kind)
            .mapValues { $0.map { Double($0.conversations.count) }.mean }
        #expect((pairs["confider"] ?? 0) > (pairs["shy"] ?? .infinity))
    }
}
