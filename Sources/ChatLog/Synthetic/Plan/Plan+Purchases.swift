extension Plan {
    /// How inclined the fan is to unlock: what was said, when and for how much counts, besides who he is.
    private func inclination(_ row: Int, pair: Int) -> Double {
        let fan = fans[pairs[pair].fan]
        let first = conversationStart(row, pair)
        let lately = rows[max(first, row - 3)...row]
        let heard = Double(lately.count(where: \.picksUp)) / Double(lately.count)
        let asked = lately.contains(where: \.asks)
        let evening = fan.localHour(rows[row].time) >= 18 || fan.localHour(rows[row].time) < 2
        return 1.0 * PortableMath.log(fan.budgetUSD / rows[row].price) + fan.kind.traits.buying
            + 1.4 * (heard - 0.6) + (asked ? 0.4 : -0.2) + 0.1 * Double(min(row - first, 8)) + (evening ? 0.4 : -0.2)
            + 0.3 * pairs[pair].chemistry
    }

    private func conversationStart(_ row: Int, _ pair: Int) -> Int {
        var low = pairs[pair].conversations.lowerBound
        var high = pairs[pair].conversations.upperBound - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if conversations[middle].rows.lowerBound <= row { low = middle } else { high = middle - 1 }
        }
        return conversations[low].rows.lowerBound
    }

    /// What being offered once, twice and so on says about a fan: chatters offer more to those who buy.
    private static let habit = [0, 0.9, 1.35, 2.5, 3.4, 4.2]

    /// Which offers are unlocked. Buyers, repeat buyers and purchases meet the shape's counts.
    mutating func makePurchases() {
        var random = self.random(.purchases)
        var offers: [(pair: Int, rows: [Int], scores: [Double])] = []
        for pair in pairs.indices {
            let rows = pairs[pair].rows.filter { self.rows[$0].price > 0 }
            guard !rows.isEmpty else { continue }
            offers.append((pair, rows, rows.map { inclination($0, pair: pair) + random.logistic() }))
        }
        // A fan who is offered often is one who has bought before.
        let best = offers.map { ($0.scores.max() ?? 0) + Self.habit[min($0.rows.count, Self.habit.count) - 1] }
        let buyers = Ranking.top(scaled(SyntheticShape.pairsThatBought), of: best)
        // A second purchase follows from the second best offer.
        let second = offers.indices.map { index in
            let sorted = offers[index].scores.sorted(by: >)
            return buyers[index] && sorted.count > 1 ? sorted[1] + 1.5 * Double(min(sorted.count, 6)) : -1_000
        }
        let again = Ranking.top(scaled(SyntheticShape.pairsThatBoughtAgain), of: second)
        var rest: [(row: Int, score: Double)] = []
        var bought = 0
        for (index, offer) in offers.enumerated() where buyers[index] {
            let sure = again[index] ? 2 : 1
            for (rank, entry) in Ranking.ascending(offer.scores).reversed().enumerated() {
                if rank < sure {
                    rows[offer.rows[entry]].purchased = true
                    bought += 1
                } else if again[index] {
                    rest.append((offer.rows[entry], offer.scores[entry]))
                }
            }
        }
        let offerCount = offers.reduce(0) { $0 + $1.rows.count }
        let target = Int((SyntheticShape.purchases / SyntheticShape.offers * Double(offerCount)).rounded())
        let marks = Ranking.top(min(rest.count, target - bought), of: rest.map(\.score))
        for (entry, mark) in zip(rest, marks) where mark { rows[entry.row].purchased = true }
        let single = zip(offers, zip(buyers, again)).filter { $1.0 && !$1.1 }.flatMap { $0.0.rows }
        cheapen(single.filter { rows[$0].purchased }, among: offers.flatMap(\.rows))
    }

    /// Gives the only purchases of fans who buy once lower prices, and others' offers the prices set free.
    ///
    /// Half of the fans who pay leave no more than 26 USD: the small sums are those of a single purchase.
    private mutating func cheapen(_ single: [Int], among offers: [Int]) {
        guard !single.isEmpty else { return }
        let prices = offers.map { rows[$0].price }.sorted()
        var isTaken = [Bool](repeating: false, count: prices.count)
        for index in single.indices {
            let share = PortableMath.power((Double(index) + 0.5) / Double(single.count), 2.25)
            var rank = min(prices.count - 1, Int(share * Double(prices.count)))
            while isTaken[rank] { rank = (rank + 1) % prices.count }
            isTaken[rank] = true
        }
        let singles = Set(single)
        let others = offers.filter { !singles.contains($0) }
        for (rows, taken) in [(single, true), (others, false)] {
            let sorted = prices.indices.filter { isTaken[$0] == taken }.map { prices[$0] }
            let dealt = Ranking.assign(sorted, by: rows.map { self.rows[$0].price })
            for (row, price) in zip(rows, dealt) { self.rows[row].price = price }
        }
    }
}
