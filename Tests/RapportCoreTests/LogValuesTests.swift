import RapportCore
import TestSupport
import Testing

struct LogValuesTests {
    private func exchange(price: Double, purchased: Bool, tips: Double = 0) -> Exchange {
        Exchange(
            datetime: Timestamp(nanoseconds: 0), price: price, tips: tips,
            revenue: (purchased ? price : 0) + tips, purchased: purchased, hasFanMessage: true,
            hasChatterMessage: true)
    }

    @Test func offersPurchasesAndSalesAreWhatTheDataDictionarySays() {
        let purchaseWithoutPrice = exchange(price: 0, purchased: true)
        #expect(!purchaseWithoutPrice.isOffer && !purchaseWithoutPrice.isPurchase && !purchaseWithoutPrice.isSale)
        let tip = exchange(price: 0, purchased: false, tips: 5)
        #expect(!tip.isOffer && tip.isSale)
        let locked = exchange(price: 15, purchased: false)
        #expect(locked.isOffer && !locked.isPurchase && !locked.isSale)
    }

    @Test func theSuccessRateIsUndefinedWhereNothingWasOffered() {
        #expect(Outcome(of: [exchange(price: 0, purchased: false, tips: 5)]).successRate == nil)
        let outcome = Outcome(of: [exchange(price: 20, purchased: true), exchange(price: 10, purchased: false)])
        #expect(outcome == Outcome(offers: 2, purchases: 1, revenue: 20))
        #expect(outcome.successRate == 0.5)
    }

    @Test func aTableGivesBackItsRows() {
        let rows = ["", "hi 😀", "\u{3000}"].enumerated().map { index, text in
            LogRow(
                chatterName: "Chatter1", modelName: "Model\(index)", fanMessage: text, chatterMessage: text + "!",
                price: Double(index), purchased: index == 1, fanID: "fan_\(index)",
                datetime: Timestamp(nanoseconds: Int64(index)), tips: 0.5, revenue: 1)
        }
        let table = LogTable(rows: rows)
        #expect(table.count == 3)
        #expect((0..<3).map { table[$0] } == rows)
        #expect((0..<3).map { table.fanMessage.isBlank($0) } == [true, false, true])
    }

    @Test func aRowHidesItsTexts() {
        let row = LogRow(
            chatterName: "C", modelName: "M", fanMessage: "my secret", chatterMessage: "our secret", price: 0,
            purchased: false, fanID: "f", datetime: Timestamp(nanoseconds: 0), tips: 0, revenue: 0)
        #expect(!"\(row)".contains("secret"))
    }

    @Test func rejectsKeepTheirFirstRows() {
        var rejects = RejectCounts()
        for row in 1...7 { rejects.add(.noFan, row: row) }
        var more = RejectCounts()
        more.add(.system, row: 3)
        more.add(.noFan, row: 9)
        rejects.merge(more)
        #expect(rejects.total == 9)
        #expect(rejects.counts == [.noFan: 8, .system: 1])
        #expect(rejects.examples == [.noFan: [1, 2, 3, 4, 5], .system: [3]])
    }
}
