extension Plan {
    /// Offers and other sums scale with the rows, pairs with the pairs.
    private func scaled(_ countOfPairs: Double) -> Int {
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
        let scores = offers.map { row in
            PortableMath.log(fans[pairs[owners[row]].fan].budgetUSD) + 1.1 * random.normal()
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

    /// How inclined the fan is to unlock: what was said, when and for how much counts, besides who he is.
    private func inclination(_ row: Int, pair: Int) -> Double {
        let fan = fans[pairs[pair].fan]
        let first = conversationStart(row, pair)
        let lately = rows[max(first, row - 3)...row]
        let heard = Double(lately.count(where: \.picksUp)) / Double(lately.count)
        let asked = lately.contains(where: \.asks)
        let evening = fan.localHour(rows[row].time) >= 18 || fan.localHour(rows[row].time) < 2
        return 0.9 * PortableMath.log(fan.budgetUSD / rows[row].price) + fan.kind.traits.buying
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

    /// Which offers are unlocked. Buyers, repeat buyers and purchases meet the shape's counts.
    mutating func makePurchases() {
        var random = self.random(.purchases)
        var offers: [(pair: Int, rows: [Int], scores: [Double])] = []
        for pair in pairs.indices {
            let rows = pairs[pair].rows.filter { self.rows[$0].price > 0 }
            guard !rows.isEmpty else { continue }
            offers.append((pair, rows, rows.map { inclination($0, pair: pair) + random.logistic() }))
        }
        let best = offers.map { $0.scores.max() ?? 0 }
        let buyers = Ranking.top(scaled(SyntheticShape.pairsThatBought), of: best)
        // A second purchase follows from the second best offer.
        let second = offers.indices.map { index in
            let sorted = offers[index].scores.sorted(by: >)
            return buyers[index] && sorted.count > 1 ? sorted[1] : -1_000
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
    }

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
