extension Plan {
    /// Offers and other sums scale with the rows, pairs with the pairs.
    func scaled(_ countOfPairs: Double) -> Int {
        Int((countOfPairs / SyntheticShape.pairs * Double(pairs.count)).rounded())
    }

    /// Which rows offer something, and for how much.
    mutating func makeOffers() {
        var random = self.random(.offers)
        let chosen = pairsForOffers(&random)
        let growth = SyntheticShape.growth(days: days)
        let counts = SyntheticShape.offersPerPair.sorted(chosen.count, &random).map {
            max(1, Int((1 + ($0.rounded() - 1) * (2.855 * growth - 1) / 1.855).rounded()))
        }
        let scores = chosen.map { pair in
            1.1 * PortableMath.log(Double(pairs[pair].rows.count)) + 0.5 * fans[pairs[pair].fan].kind.traits.buying
                + 0.9 * random.normal()
        }
        var offers: [Int] = []
        for (pair, count) in zip(chosen, Ranking.assign(counts, by: scores)) {
            offers += offerRows(pair, count, &random)
        }
        setPrices(offers, &random)
    }

    private func pairsForOffers(_ random: inout SyntheticRandom) -> [Int] {
        let scores = pairs.map { pair in
            1.3 * PortableMath.log(Double(pair.rows.count)) + 0.4 * fans[pair.fan].kind.traits.buying
                + random.logistic()
        }
        let marks = Ranking.top(scaled(SyntheticShape.pairsWithOffer), of: scores)
        return pairs.indices.filter { marks[$0] }
    }

    /// Chatters offer late in a conversation rather than at once, though some begin with it.
    private func offerRows(_ pair: Int, _ count: Int, _ random: inout SyntheticRandom) -> [Int] {
        var candidates: [Int] = []
        var scores: [Double] = []
        for conversation in pairs[pair].conversations {
            let range = conversations[conversation].rows
            for row in range {
                candidates.append(row)
                scores.append(0.25 * Double(min(row - range.lowerBound, 6)) + random.gumbel())
            }
        }
        return Ranking.ascending(scores).suffix(count).map { candidates[$0] }.sorted()
    }

    /// Prices by their shares; chatters guess the fan's budget, not too well.
    private mutating func setPrices(_ offers: [Int], _ random: inout SyntheticRandom) {
        let total = SyntheticShape.prices.reduce(0) { $0 + $1.percent }
        let drawn = random.strata(offers.count).map { u in
            var left = u * total
            for price in SyntheticShape.prices {
                left -= price.percent
                if left < 0 { return price.usd }
            }
            return 20
        }
        let owners = pairOfRow()
        var offersOfPair: [Int: Int] = [:]
        for row in offers { offersOfPair[owners[row], default: 0] += 1 }
        let scores = offers.map { row in
            PortableMath.log(fans[pairs[owners[row]].fan].budgetUSD)
                + 1.2 * PortableMath.log(Double(offersOfPair[owners[row], default: 1])) + 0.8 * random.normal()
        }
        for (row, price) in zip(offers, Ranking.assign(drawn, by: scores)) { rows[row].price = price }
    }

    func pairOfRow() -> [Int] {
        var owners = [Int](repeating: 0, count: rows.count)
        for pair in pairs.indices {
            for row in pairs[pair].rows { owners[row] = pair }
        }
        return owners
    }
}
