extension Plan {
    /// Lengths, emoji, entities, blanks and mass messages.
    mutating func makeMarks() {
        var random = self.random(.marks)
        setFanMarks(&random)
        setChatterMarks(&random)
        makeMassMessages()
    }

    private mutating func setFanMarks(_ random: inout SyntheticRandom) {
        let owners = pairOfRow()
        let speaking = rows.indices.filter { !rows[$0].fanIsSilent }
        var lengthScores: [Double] = []
        var emojiScores: [Double] = []
        for row in speaking {
            let fan = fans[pairs[owners[row]].fan]
            lengthScores.append(0.45 * fan.kind.traits.verbosity + 0.35 * fan.verbosity + random.normal())
            emojiScores.append(fan.kind.traits.emoji + random.logistic())
        }
        let lengths = SyntheticShape.fanLength.sorted(speaking.count, &random).map { Int32($0.rounded()) }
        for (row, length) in zip(speaking, Ranking.assign(lengths, by: lengthScores)) { rows[row].fanLength = length }
        let emoji = Ranking.top(share(SyntheticShape.fanEmoji, of: speaking.count), of: emojiScores)
        for (row, mark) in zip(speaking, emoji) { rows[row].fanEmoji = mark }
    }

    private mutating func setChatterMarks(_ random: inout SyntheticRandom) {
        var lengthScores: [Double] = []
        for row in rows.indices {
            let fanLength = Double(rows[row].fanLength)
            lengthScores.append(
                (rows[row].price > 0 ? 0.8 : 0) + (rows[row].picksUp ? 0.2 : 0)
                    + 0.15 * PortableMath.log(1 + fanLength) + random.normal())
        }
        let lengths = SyntheticShape.chatterLength.sorted(rows.count, &random).map { Int32($0.rounded()) }
        for (row, length) in Ranking.assign(lengths, by: lengthScores).enumerated() { rows[row].chatterLength = length }
        let emoji = Ranking.top(
            share(SyntheticShape.chatterEmoji, of: rows.count), of: rows.indices.map { _ in random.unit() })
        let entities = Ranking.top(
            share(SyntheticShape.entities, of: rows.count),
            of: rows.map { $0.chatterLength > 12 ? random.unit() : -1 })
        let blanks = Ranking.top(
            share(SyntheticShape.blanks, of: rows.count), of: rows.indices.map { _ in random.unit() })
        for row in rows.indices {
            rows[row].chatterEmoji = emoji[row]
            rows[row].entity = entities[row]
            rows[row].blank = blanks[row]
        }
    }

    /// Groups of rows of one model that get the same text: rather where the chatter opens a conversation.
    private mutating func makeMassMessages() {
        var random = self.random(.mass)
        let openers = Set(conversations.map(\.rows.lowerBound))
        let owners = pairOfRow()
        let scores = rows.indices.map { row in
            guard rows[row].chatterLength >= SyntheticShape.longText, rows[row].tip == 0 else { return -1_000.0 }
            return (rows[row].fanIsSilent ? 3 : 0) + (openers.contains(row) ? 2 : 0) - (rows[row].price > 0 ? 1 : 0)
                + random.logistic()
        }
        let long = rows.count { $0.chatterLength >= SyntheticShape.longText }
        let marks = Ranking.top(share(SyntheticShape.massShare * 1.12, of: long), of: scores)
        var ofModel = [[Int]](repeating: [], count: models.count)
        for row in rows.indices where marks[row] { ofModel[pairs[owners[row]].model].append(row) }
        var number: Int32 = 0
        for model in models.indices {
            let inTime = ofModel[model].sorted { (rows[$0].time, $0) < (rows[$1].time, $1) }
            var rest = inTime[...]
            while !rest.isEmpty {
                // A campaign never leaves a single row over: it would not be repeated.
                var size = 2 + random.int(below: 7)
                if rest.count - size < 2 { size = rest.count }
                number += 1
                let campaign = rest.prefix(size)
                // Clauses do not fit to the letter: aimed higher, so that the text stays a long one.
                let length = max(rows[campaign[campaign.startIndex]].chatterLength, 120)
                for row in campaign {
                    rows[row].mass = number
                    rows[row].chatterLength = length
                }
                rest = rest.dropFirst(size)
            }
        }
    }

    private func share(_ share: Double, of count: Int) -> Int {
        Int((share * Double(count)).rounded())
    }
}
