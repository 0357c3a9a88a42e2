import RapportCore

/// The statistics that the data dictionary lists, of one log.
struct SyntheticStatistics {
    private(set) var values: [String: Double] = [:]

    subscript(name: String) -> Double { values[name] ?? .nan }

    init(_ table: LogTable) {
        let rows = (0..<table.count).map { table[$0] }
        let pairs = Dictionary(grouping: rows, by: \.pair).sorted { $0.key < $1.key }.map { pair in
            pair.value.sorted { $0.datetime < $1.datetime }
        }
        countPeople(rows, pairs)
        measureTimes(rows, pairs)
        measureTexts(rows)
        measureSales(rows, pairs)
    }

    private mutating func countPeople(_ rows: [LogRow], _ pairs: [[LogRow]]) {
        let modelsOfFan = Dictionary(grouping: Set(rows.map(\.pair)), by: \.fanID).values.map { Double($0.count) }
        let chattersOfModel = Dictionary(grouping: rows, by: \.modelName).values.map {
            Double(Set($0.map(\.chatterName)).count)
        }
        let rowsOfModel = Dictionary(grouping: rows, by: \.modelName).values.map { Double($0.count) }
        let chattersOfPair = pairs.map { Double(Set($0.map(\.chatterName)).count) }
        let sizes = pairs.map { Double($0.count) }
        values["rows"] = Double(rows.count)
        values["fans"] = Double(modelsOfFan.count)
        values["pairs"] = Double(pairs.count)
        values["fans with two models"] = modelsOfFan.share { $0 == 2 }
        values["fans with several models"] = modelsOfFan.share { $0 > 1 }
        values["most models of a fan"] = modelsOfFan.max()
        values["models"] = Double(rowsOfModel.count)
        values["most rows of a model"] = rowsOfModel.max()
        values["fewest rows of a model"] = rowsOfModel.min()
        values["chatters"] = Double(Set(rows.map(\.chatterName)).count)
        values["fewest chatters of a model"] = chattersOfModel.min()
        values["most chatters of a model"] = chattersOfModel.max()
        values["mean chatters of a pair"] = chattersOfPair.mean
        values["most chatters of a pair"] = chattersOfPair.max()
        values["median rows of a pair"] = sizes.quantile(0.5)
        values["mean rows of a pair"] = sizes.mean
        values["most rows of a pair"] = sizes.max()
    }

    private mutating func measureTimes(_ rows: [LogRow], _ pairs: [[LogRow]]) {
        var gaps: [Double] = []
        var conversations: [Double] = []
        for pair in pairs {
            conversations.append(1)
            for (before, row) in zip(pair, pair.dropFirst()) {
                let minutes = row.datetime.seconds(since: before.datetime) / 60
                gaps.append(minutes)
                if minutes > 240 { conversations.append(1) } else { conversations[conversations.count - 1] += 1 }
            }
        }
        for (name, share) in [
            ("p5", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99),
        ] {
            values["gap \(name)"] = gaps.quantile(share)
        }
        values["conversations"] = Double(conversations.count)
        values["median rows of a conversation"] = conversations.quantile(0.5)
        values["mean rows of a conversation"] = conversations.mean
        values["most rows of a conversation"] = conversations.max()
        values["conversations of one row"] = conversations.share { $0 == 1 }
        let hours = rows.map { Double($0.datetime.nanoseconds / 3_600_000_000_000 % 24) }
        values["rows an hour, 04 to 12"] = hours.share { (4...12).contains($0) } / 9
        values["rows an hour, 15 to 18"] = hours.share { (15...18).contains($0) } / 4
        values["rows an hour, 19 to 23"] = hours.share { (19...23).contains($0) } / 5
    }

    private mutating func measureTexts(_ rows: [LogRow]) {
        let fanTexts = rows.map(\.fanMessage).filter { !Blank.isBlank($0) }
        let chatterTexts = rows.map(\.chatterMessage)
        let fanLengths = fanTexts.map { Double($0.unicodeScalars.count) }
        let chatterLengths = chatterTexts.map { Double($0.unicodeScalars.count) }
        values["empty fan messages"] = 1 - Double(fanTexts.count) / Double(rows.count)
        values["empty chatter messages"] = chatterTexts.share { Blank.isBlank($0) }
        values["median length, fan"] = fanLengths.quantile(0.5)
        values["p95 length, fan"] = fanLengths.quantile(0.95)
        values["longest, fan"] = fanLengths.max()
        values["median length, chatter"] = chatterLengths.quantile(0.5)
        values["p95 length, chatter"] = chatterLengths.quantile(0.95)
        values["longest, chatter"] = chatterLengths.max()
        values["with emoji, fan"] = fanTexts.share(where: Self.hasEmoji)
        values["with emoji, chatter"] = chatterTexts.share(where: Self.hasEmoji)
        values["with entities"] = chatterTexts.share { text in
            ["&amp;", "&#39;", "&quot;"].contains { text.contains($0) }
        }
        values["with outer blanks"] = chatterTexts.share { Blank.trimmed($0) != $0 }
        let long = rows.filter { $0.chatterMessage.unicodeScalars.count >= 100 }
        let receivers = Dictionary(grouping: long, by: \.chatterMessage).mapValues { Set($0.map(\.fanID)).count }
        values["long texts sent to several fans"] = long.share { receivers[$0.chatterMessage, default: 0] > 1 }
        values["doubled long fan messages"] = Self.doubledShare(fanTexts)
    }

    /// The share of the fan messages over 30 characters that say again what another one says.
    static func doubledShare(_ fanTexts: [String]) -> Double {
        let long = fanTexts.filter { $0.unicodeScalars.count > 30 }
        return 1 - Double(Set(long).count) / Double(long.count)
    }

    private static func hasEmoji(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isEmoji && $0.value > 0x2000 }
    }

    private mutating func measureSales(_ rows: [LogRow], _ pairs: [[LogRow]]) {
        let offers = pairs.map { $0.filter { $0.price > 0 } }.filter { !$0.isEmpty }
        let purchases = offers.map { Double($0.count(where: \.purchased)) }
        let rates = zip(offers, purchases).map { $1 / Double($0.count) }
        let revenues = pairs.map { $0.reduce(0) { $0 + $1.revenue } }.filter { $0 > 0 }
        values["offers"] = Double(offers.reduce(0) { $0 + $1.count })
        values["pairs with offers"] = Double(offers.count)
        values["most offers of a pair"] = offers.map { Double($0.count) }.max()
        values["median price"] = offers.joined().map(\.price).quantile(0.5)
        values["lowest price"] = offers.joined().map(\.price).min()
        values["highest price"] = offers.joined().map(\.price).max()
        values["purchases"] = purchases.reduce(0, +)
        values["mean unlock rate"] = rates.mean
        values["median unlock rate"] = rates.quantile(0.5)
        values["pairs that bought"] = Double(purchases.count { $0 > 0 })
        values["pairs that bought again"] = Double(purchases.count { $0 > 1 })
        values["pairs that paid"] = Double(revenues.count)
        values["median revenue"] = revenues.quantile(0.5)
        values["mean revenue"] = revenues.mean
        values["highest revenue"] = revenues.max()
        values["tips"] = Double(rows.count { $0.tips > 0 })
        values["tips without an offer"] = Double(rows.count { $0.tips > 0 && $0.price == 0 })
        values["rows with revenue"] = Double(rows.count { $0.revenue > 0 })
        values["wrong revenue"] = Double(rows.count { $0.revenue != ($0.purchased ? $0.price : 0) + $0.tips })
        values["purchases without offer"] = Double(rows.count { $0.purchased && $0.price == 0 })
    }
}

extension Sequence {
    func share(where holds: (Element) -> Bool) -> Double {
        var count = 0.0
        var all = 0.0
        for element in self {
            all += 1
            if holds(element) { count += 1 }
        }
        return count / all
    }
}

extension [Double] {
    var mean: Double { reduce(0, +) / Double(count) }

    /// Linear between order statistics, as numpy has it.
    func quantile(_ share: Double) -> Double {
        let sorted = self.sorted()
        guard !sorted.isEmpty else { return .nan }
        let position = share * Double(sorted.count - 1)
        let lower = Int(position)
        let upper = Swift.min(lower + 1, sorted.count - 1)
        return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
    }
}
