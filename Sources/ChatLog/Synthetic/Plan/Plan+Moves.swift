extension Plan {
    /// Chatters work in shifts, so that a pair that lasts meets more of them.
    mutating func staffRows() {
        let shiftSeconds: Int64 = 4 * 3_600
        for pair in pairs.indices {
            let team = models[pairs[pair].model].team
            for row in pairs[pair].rows {
                let shift = (rows[row].time + Int64(pairs[pair].model) * 1_800) / shiftSeconds
                // Popular models have more than one chatter at a time, who share the fans.
                let desk = pair % max(1, (team.count + 1) / 3)
                var random = SyntheticRandom(
                    seed: seed,
                    stream: UInt64(bitPattern: shift * 64 + Int64(desk)) &* 1_000_003
                        &+ UInt64(pairs[pair].model) &+ Stage.staff.rawValue << 40)
                rows[row].chatter = Int32(team[random.int(below: team.count)])
            }
        }
        seatEverybody()
    }

    /// Gives one row to each member of a team who has none, from one who has many.
    private mutating func seatEverybody() {
        var rowsOfModel = [[Int]](repeating: [], count: models.count)
        for pair in pairs { rowsOfModel[pair.model] += pair.rows }
        for model in models.indices {
            var served: [Int32: Int] = [:]
            for row in rowsOfModel[model] { served[rows[row].chatter, default: 0] += 1 }
            for member in models[model].team.map(Int32.init) where served[member] == nil {
                guard let row = rowsOfModel[model].last(where: { served[rows[$0].chatter, default: 0] > 1 })
                else { break }
                served[rows[row].chatter, default: 0] -= 1
                served[member] = 1
                rows[row].chatter = member
            }
        }
    }

    /// What the chatter does with the fan's words: takes them up or not, asks a question or not.
    mutating func makeMoves() {
        var random = self.random(.moves)
        for conversation in conversations {
            for row in conversation.rows {
                let listening = 0.9 * conversation.warmth + chatters[Int(rows[row].chatter)].skill
                rows[row].picksUp = random.chance(PortableMath.sigmoid(1.3 + listening))
                rows[row].asks = random.chance(PortableMath.sigmoid(-0.3 + 0.6 * conversation.warmth))
            }
        }
    }

    /// Which fan messages are empty: a fan who was asked and heard answers; a dear offer makes him silent.
    mutating func makeSilences() {
        var random = self.random(.silences)
        var scores: [Double] = []
        scores.reserveCapacity(rows.count)
        for conversation in conversations {
            let fan = fans[pairs[conversation.pair].fan]
            for row in conversation.rows {
                var score = -0.5 * fan.kind.traits.talkativeness + random.logistic()
                if row == conversation.rows.lowerBound {
                    // The chatter wrote first: more often to fans who do not come by themselves.
                    score += 0.9 - 0.3 * fan.loyalty
                } else {
                    let before = rows[row - 1]
                    score -= before.asks ? 1.1 : 0
                    score -= before.picksUp ? 0.8 : 0
                    if before.price > 0 { score += 0.5 * PortableMath.log(before.price / fan.budgetUSD) }
                }
                scores.append(score)
            }
        }
        let silent = Int((Double(rows.count) * SyntheticShape.emptyFanMessages).rounded())
        for (row, mark) in Ranking.top(silent, of: scores).enumerated() { rows[row].fanIsSilent = mark }
    }
}
