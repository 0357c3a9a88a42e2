import RapportCore
import TestSupport

/// A row without texts, some seconds after an arbitrary start; its revenue follows from the rest.
func exchange(
    _ seconds: Int64, price: Double = 0, purchased: Bool = false, tips: Double = 0, fan: Bool = true,
    chatter: Bool = true
) -> Exchange {
    Exchange(
        datetime: Timestamp(nanoseconds: (1_744_156_800 + seconds) * 1_000_000_000), price: price, tips: tips,
        revenue: (purchased ? price : 0) + tips, purchased: purchased, hasFanMessage: fan,
        hasChatterMessage: chatter)
}

func row(
    _ fan: String, _ model: String, _ seconds: Int64, price: Double = 0, purchased: Bool = false,
    fanMessage: String = "hi", chatterMessage: String = "hello"
) -> LogRow {
    LogRow(
        chatterName: "Chatter1", modelName: model, fanMessage: fanMessage, chatterMessage: chatterMessage,
        price: price, purchased: purchased, fanID: fan, datetime: exchange(seconds).datetime, tips: 0,
        revenue: purchased ? price : 0)
}

/// Rows of one pair, in order of time, with gaps around four hours.
func randomExchanges(_ count: Int, using generator: inout SeededGenerator) -> [Exchange] {
    var seconds: Int64 = 0
    let gaps: [Int64] = [0, 1, 600, 14_399, 14_400, 14_401, 90_000]
    let prices = [0, 0, 0, 12.22, 50]
    return (0..<count).map { _ in
        seconds += gaps[Int.random(in: gaps.indices, using: &generator)]
        return exchange(
            seconds, price: prices[Int.random(in: prices.indices, using: &generator)],
            purchased: Bool.random(using: &generator), tips: Int.random(in: 0..<15, using: &generator) == 0 ? 5 : 0,
            fan: Bool.random(using: &generator), chatter: Bool.random(using: &generator))
    }
}
