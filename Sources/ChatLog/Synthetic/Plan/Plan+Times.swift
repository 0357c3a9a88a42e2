extension Plan {
    private var windowSeconds: Int64 { Int64(days) * 86_400 }

    /// Draws all gaps, fits each pair into the window and lets it begin at an hour that the fan likes.
    mutating func makeTimes() {
        var random = self.random(.times)
        var within = gapsWithin(&random)
        var between = gapsBetween(&random)
        for pair in pairs.indices {
            fit(pair, &within, &between, &random)
        }
        for pair in pairs.indices {
            place(pair, within, between, &random)
        }
    }

    /// Seconds before each row, for rows that do not open a conversation. Long conversations are quicker.
    private func gapsWithin(_ random: inout SyntheticRandom) -> [Int64] {
        var gaps = [Int64](repeating: 0, count: rows.count)
        var slots: [Int] = []
        var scores: [Double] = []
        for conversation in conversations {
            let pace = 0.25 * PortableMath.log(Double(conversation.rows.count)) + 0.3 * random.normal()
            for row in conversation.rows.dropFirst() {
                slots.append(row)
                scores.append(random.normal() - pace)
            }
        }
        let drawn = SyntheticShape.gapsWithin.sorted(slots.count, &random)
        for (slot, minutes) in zip(slots, Ranking.assign(drawn, by: scores)) {
            gaps[slot] = max(1, Int64((minutes * 60).rounded()))
        }
        return gaps
    }

    /// Seconds before each conversation that does not open a pair. Pairs with many conversations wait less.
    private func gapsBetween(_ random: inout SyntheticRandom) -> [Int64] {
        var gaps = [Int64](repeating: 0, count: conversations.count)
        var slots: [Int] = []
        var scores: [Double] = []
        for pair in pairs {
            let hurry = 0.7 * PortableMath.log(Double(pair.conversations.count))
            for conversation in pair.conversations.dropFirst() {
                slots.append(conversation)
                scores.append(random.normal() - hurry)
            }
        }
        let drawn = SyntheticShape.gapsBetween(days: days).sorted(slots.count, &random)
        for (slot, minutes) in zip(slots, Ranking.assign(drawn, by: scores)) {
            gaps[slot] = Int64((minutes * 60).rounded())
        }
        return gaps
    }

    /// Makes a pair short enough for the window: swaps its longest waits with other pairs' short ones.
    private func fit(
        _ pair: Int, _ within: inout [Int64], _ between: inout [Int64], _ random: inout SyntheticRandom
    ) {
        let limit = windowSeconds - 3_600
        let waits = pairs[pair].conversations.dropFirst()
        var attempts = 0
        while span(pair, within, between) > limit, attempts < 300,
            let longest = waits.max(by: { between[$0] < between[$1] })
        {
            attempts += 1
            let other = random.int(below: conversations.count)
            let owner = conversations[other].pair
            guard owner != pair, between[other] > 0, between[other] < between[longest] else { continue }
            between.swapAt(longest, other)
            if span(owner, within, between) > limit { between.swapAt(longest, other) }
        }
        squeeze(pair, limit, &within, &between)
    }

    /// The last resort for a very short window: shortens what is long until the pair fits.
    private func squeeze(_ pair: Int, _ limit: Int64, _ within: inout [Int64], _ between: inout [Int64]) {
        guard span(pair, within, between) > limit else { return }
        for conversation in pairs[pair].conversations.dropFirst() { between[conversation] = 14_460 }
        while span(pair, within, between) > limit {
            var longest: Int64 = 1
            for row in pairs[pair].rows { longest = max(longest, within[row]) }
            guard longest > 1 else { return }
            for row in pairs[pair].rows where within[row] > 1 { within[row] = max(1, within[row] * 3 / 4) }
        }
    }

    private func span(_ pair: Int, _ within: [Int64], _ between: [Int64]) -> Int64 {
        var sum: Int64 = 0
        for row in pairs[pair].rows { sum += within[row] }
        for conversation in pairs[pair].conversations { sum += between[conversation] }
        return sum
    }

    /// Tries some beginnings and orders of the waits, and takes one that suits the fan's hours.
    private mutating func place(
        _ pair: Int, _ within: [Int64], _ between: [Int64], _ random: inout SyntheticRandom
    ) {
        let slack = max(1, windowSeconds - span(pair, within, between))
        let fan = fans[pairs[pair].fan]
        var waits = pairs[pair].conversations.dropFirst().map { between[$0] }
        var best: (times: [Int64], score: Double) = ([], -1)
        for _ in 0..<32 {
            random.shuffle(&waits)
            var time = Self.start + Int64(random.int(below: Int(slack)))
            var times: [Int64] = []
            times.reserveCapacity(pairs[pair].rows.count)
            var liking = 0.0
            for (index, conversation) in pairs[pair].conversations.enumerated() {
                if index > 0 { time += waits[index - 1] }
                for row in conversations[conversation].rows {
                    time += within[row]
                    times.append(time)
                    liking += fan.activity(time)
                }
            }
            let score = liking / Double(times.count) * (0.7 + random.unit())
            if score > best.score { best = (times, score) }
        }
        for (row, time) in zip(pairs[pair].rows, best.times) { rows[row].time = time }
    }
}
