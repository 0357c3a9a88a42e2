extension Plan {
    /// Tips follow from being heard; few come with an offer, and some from fans who never unlock.
    mutating func makeTips() {
        var random = self.random(.tips)
        let owners = pairOfRow()
        var bought = [Bool](repeating: false, count: pairs.count)
        var offered = [Bool](repeating: false, count: pairs.count)
        for (row, owner) in zip(rows, owners) {
            if row.purchased { bought[owner] = true }
            if row.price > 0 { offered[owner] = true }
        }
        let scores = rows.indices.map { row in
            let fan = fans[pairs[owners[row]].fan]
            return fan.kind.traits.tipping + (rows[row].picksUp ? 0.8 : 0) + 0.5 * pairs[owners[row]].chemistry
                + 1.3 * random.logistic()
        }
        let count = max(1, Int((SyntheticShape.tips / 5_880 * Double(rows.count)).rounded()))
        let onlyTipping = onlyTippingRows(owners, bought, scores, count: scaled(SyntheticShape.pairsThatOnlyTipped))
        let onOffers = Int((SyntheticShape.tipsOnOffers / SyntheticShape.tips * Double(count)).rounded())
        let fromBuyers = Ranking.ascending(scores).reversed().filter { bought[owners[$0]] && !rows[$0].fanIsSilent }
        var tipped = onlyTipping
        tipped += fromBuyers.filter { rows[$0].price > 0 }.prefix(onOffers)
        tipped += fromBuyers.filter { rows[$0].price == 0 }.prefix(max(0, count - tipped.count))
        setTips(tipped, owners, &random)
    }

    /// The best row of each of the pairs that tip without ever buying.
    private func onlyTippingRows(_ owners: [Int], _ bought: [Bool], _ scores: [Double], count: Int) -> [Int] {
        var taken: Set<Int> = []
        var result: [Int] = []
        for row in Ranking.ascending(scores).reversed() {
            guard result.count < count else { break }
            guard !bought[owners[row]], rows[row].price == 0, !rows[row].fanIsSilent else { continue }
            if taken.insert(owners[row]).inserted { result.append(row) }
        }
        return result
    }

    private mutating func setTips(_ tipped: [Int], _ owners: [Int], _ random: inout SyntheticRandom) {
        let weights = SyntheticShape.tipAmounts.map(\.percent)
        for row in tipped {
            let generous = fans[pairs[owners[row]].fan].budgetUSD > 40
            let first = random.index(weights: weights)
            let second = generous ? random.index(weights: weights) : first
            rows[row].tip = SyntheticShape.tipAmounts[max(first, second)].usd
        }
    }
}
