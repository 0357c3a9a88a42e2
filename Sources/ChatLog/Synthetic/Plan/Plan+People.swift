extension Plan {
    /// Models by falling popularity under shuffled names, and their teams of chatters.
    mutating func makeModels(_ count: Int) {
        var random = self.random(.models)
        let numbers = random.permutation(count)
        models = (0..<count).map { rank in
            let scaled = Double(rank) * SyntheticShape.models / Double(count)
            return PlannedModel(
                name: "Model\(numbers[rank] + 1)", popularity: 1 / PortableMath.power(scaled + 2, 1.55))
        }
        let chatterCount = max(2, Int((SyntheticShape.chatters * Double(count) / SyntheticShape.models).rounded()))
        chatters = (0..<chatterCount).map { PlannedChatter(name: "Chatter\($0 + 1)", skill: 0.5 * random.normal()) }
        // Every chatter works for somebody: seats are filled from shuffled decks of all chatters.
        var deck: [Int] = []
        for rank in models.indices {
            let position = rank * SyntheticShape.teamSizes.count / count
            let seats = min(SyntheticShape.teamSizes[position], chatterCount)
            var team: [Int] = []
            while team.count < seats {
                if deck.isEmpty { deck = random.permutation(chatterCount) }
                let next = deck.removeLast()
                if !team.contains(next) { team.append(next) }
            }
            models[rank].team = team
        }
    }

    /// Fans choose models by popularity, each a number of them that the shape gives.
    mutating func makePairs() {
        var random = self.random(.pairs)
        let sizes = random.strata(fans.count).map { min(SyntheticShape.modelsPerFan($0), models.count) }
        let sizeOfFan = Ranking.assign(sizes, by: fans.map { _ in random.unit() })
        let weights = models.map { PortableMath.log($0.popularity) }
        for fan in fans.indices {
            let scores = weights.map { $0 + random.gumbel() }
            let chosen = Ranking.ascending(scores).suffix(sizeOfFan[fan])
            for model in chosen.sorted() {
                pairs.append(PlannedPair(fan: fan, model: model, chemistry: random.normal()))
            }
        }
        giveEveryModelAFan(&random)
    }

    /// Moves a pair of the fullest model to each model that nobody chose.
    private mutating func giveEveryModelAFan(_ random: inout SyntheticRandom) {
        var counts = [Int](repeating: 0, count: models.count)
        for pair in pairs { counts[pair.model] += 1 }
        for model in models.indices where counts[model] == 0 {
            guard let fullest = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[fullest] > 1 else { return }
            let candidates = pairs.indices.filter { index in
                pairs[index].model == fullest
                    && !pairs.contains { $0.fan == pairs[index].fan && $0.model == model }
            }
            guard !candidates.isEmpty else { continue }
            pairs[random.pick(candidates)].model = model
            counts[fullest] -= 1
            counts[model] += 1
        }
    }

    /// How many conversations each pair has and how long they are.
    ///
    /// Loyal fans and good chemistry bring more conversations; warm conversations are longer, and the last
    /// conversation of a pair is rather a cold one: who is not heard does not return.
    mutating func makeConversations() {
        var random = self.random(.conversations)
        let growth = SyntheticShape.growth(days: days)
        let stretch = max(0, (3.04 * growth - 1) / 2.04)
        let most = max(1, days * 24 / 7)
        let drawn = SyntheticShape.conversationsPerPair.sorted(pairs.count, &random).map { value in
            min(most, max(1, Int((1 + (value.rounded() - 1) * stretch).rounded())))
        }
        let loyalty = pairs.map { pair in
            0.6 * fans[pair.fan].loyalty + 0.5 * pair.chemistry + 0.02 * models[pair.model].popularity
                + random.normal()
        }
        let counts = Ranking.assign(drawn, by: loyalty)
        for pair in pairs.indices {
            let first = conversations.count
            let base = 0.4 * pairs[pair].chemistry
            var warmths = (0..<counts[pair]).map { _ in base + 0.8 * random.normal() }
            endColdly(&warmths, &random)
            conversations += warmths.map { PlannedConversation(pair: pair, warmth: $0) }
            pairs[pair].conversations = first..<conversations.count
        }
        let sizes = SyntheticShape.rowsPerConversation.sorted(conversations.count, &random).map { Int($0.rounded()) }
        layRows(dealt(sizes, &random))
    }

    /// Deals the sizes of conversations out so that the pairs' rows have their distribution too.
    ///
    /// The largest size goes to the pair that still lacks most rows, and so on; within a pair the warmer
    /// conversation gets the larger size.
    private func dealt(_ sizes: [Int], _ random: inout SyntheticRandom) -> [Int] {
        let total = Double(sizes.reduce(0, +))
        let wished = SyntheticShape.rowsPerPair.sorted(pairs.count, &random)
        let scale = total / wished.reduce(0, +)
        let scores = pairs.map { pair in
            0.9 * PortableMath.log(Double(pair.conversations.count)) + 0.3 * pair.chemistry
                + 0.3 * fans[pair.fan].kind.traits.talkativeness + 0.8 * random.normal()
        }
        // Rows that a pair lacks beyond the one that each conversation has at least.
        let lacks = zip(Ranking.assign(wished, by: scores), pairs).map { wish, pair in
            max(0, Int((wish * scale).rounded()) - pair.conversations.count)
        }
        var pairsLacking = [[Int]](repeating: [], count: (lacks.max() ?? 0) + 1)
        for pair in pairs.indices.reversed() { pairsLacking[lacks[pair]].append(pair) }
        var sizesOfPair = [[Int]](repeating: [], count: pairs.count)
        var lack = pairsLacking.count - 1
        for size in sizes.reversed() {
            while lack > 0, pairsLacking[lack].isEmpty { lack -= 1 }
            guard let pair = pairsLacking[lack].popLast() else { break }
            sizesOfPair[pair].append(size)
            if sizesOfPair[pair].count < pairs[pair].conversations.count {
                pairsLacking[max(0, lack - (size - 1))].append(pair)
            }
        }
        return pairs.indices.flatMap { pair in
            let warmth = pairs[pair].conversations.map { conversations[$0].warmth + 0.8 * random.normal() }
            return Ranking.assign(Array(sizesOfPair[pair].reversed()), by: warmth)
        }
    }

    /// Moves a conversation to the end, the rather the colder it is.
    private func endColdly(_ warmths: inout [Double], _ random: inout SyntheticRandom) {
        guard warmths.count > 1 else { return }
        let last = random.index(weights: warmths.map { PortableMath.exp(-0.9 * $0) })
        warmths.swapAt(last, warmths.count - 1)
    }

    private mutating func layRows(_ sizes: [Int]) {
        var next = 0
        for conversation in conversations.indices {
            conversations[conversation].rows = next..<next + sizes[conversation]
            next += sizes[conversation]
        }
        for pair in pairs.indices {
            let first = conversations[pairs[pair].conversations.lowerBound].rows.lowerBound
            let end = conversations[pairs[pair].conversations.upperBound - 1].rows.upperBound
            pairs[pair].rows = first..<end
        }
        rows = [PlannedRow](repeating: PlannedRow(), count: next)
    }
}
