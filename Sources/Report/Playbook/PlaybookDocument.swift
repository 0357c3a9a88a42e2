/// `chatter_playbook.md`: what each cluster's fans are like and what went with sales and with silence; then the same by
/// stage.
struct PlaybookDocument {
    let inquiry: Inquiry

    func document() async throws -> Document {
        var document = Document(file: "chatter_playbook.md", title: "Chatter playbook")
        document.say(
            """
            What follows was observed in this log: what went together with sales and with silence. Prices, hours and \
            words were not given out by chance, so a difference may come from whom they were tried on. Try what looks \
            good as a test (experiment\\_proposals.md), not as a rule.
            """)
        document.say(inquiry.clusters.structure.sentence)
        for cluster in inquiry.clusters.clusters {
            try await ClusterChapter(inquiry: inquiry, cluster: cluster).add(to: &document)
        }
        try await StageChapters(inquiry: inquiry).add(to: &document)
        return document
    }
}

/// One cluster's chapter.
struct ClusterChapter {
    let inquiry: Inquiry
    let cluster: ClusterNames.Cluster

    private var queries: PlaybookQueries { PlaybookQueries(cluster: cluster.number) }
    private static let differences: [DocumentTable.Column] = [
        .init("what", "what", .text), .init("pairs", "pairs"), .init("here", "here", .decimal),
        .init("in other clusters", "elsewhere", .decimal), .init("difference", "difference", .change),
    ]

    private static let better: StaticString =
        "the interval lies above the mean, though the best of many hours is so by luck in part"
    private static let notBetter: StaticString = "the interval holds the mean, so no hour is shown to be best"

    func add(to document: inout Document) async throws {
        document.heading(2, "\(data: "Cluster \(cluster.number): \(cluster.name)")")
        try await typical(&document)
        try await unique(&document)
        try await hours(&document)
        try await style(&document)
        try await prices(&document)
        try await triggers(&document)
        try await redFlags(&document)
    }

    private func typical(_ document: inout Document) async throws {
        document.heading(3, "The typical fan")
        document.say("The stages nearest to the cluster's centre; look their pairs up to see what such chats are like.")
        document.add(
            [
                .init("pair", "pair", .text), .init("stage", "stage"), .init("rows", "rows"),
                .init("fan's messages", "fan_messages"), .init("offers", "offers"), .init("purchases", "purchases"),
                .init("revenue", "revenue", .money),
            ], try await inquiry.ask(queries.typical(cluster.typicalStages)))
    }

    private func unique(_ document: inout Document) async throws {
        document.heading(3, "What makes it unique")
        document.add(Self.differences, try await inquiry.ask(queries.traits))
        guard !cluster.terms.isEmpty else {
            return document.say("No word that at least ten pairs use tells this cluster from the others.")
        }
        document.say("Words that its fans use more than those of other clusters, by the share of pairs that use them:")
        document.add(
            [
                .init("word", "term", .text), .init("pairs", "pairs"), .init("here", "here", .percent),
                .init("in other clusters", "elsewhere", .percent), .init("difference", "difference", .points),
            ], try await inquiry.ask(queries.terms(cluster.terms)))
    }

    private func hours(_ document: inout Document) async throws {
        document.heading(3, "Best hours")
        let answer = try await inquiry.ask(queries.hours)
        guard !answer.rows.isEmpty, let mean = answer.number("mean_rate") else {
            return document.say("No message of this cluster could be followed for long enough.")
        }
        let interval = answer.interval("rate", .percent)
        let isBetter = (answer.number("rate_low") ?? 0) > mean
        document.add(
            Finding(
                """
                Messages sent in the hour from \(answer.figure("hour")) o'clock were answered within the same \
                conversation in \(answer.figure("rate", .percent)) of cases (drawn towards the mean: \
                \(answer.figure("shrunk", .percent))), against \(answer.figure("mean_rate", .percent)) over all hours; \
                \(words: isBetter ? Self.better : Self.notBetter)
                """, Finding.Certainty(interval), from: answer))
        document.add(
            [
                .init("hour", "hour"), .init("pairs", "pairs"), .init("messages", "messages"),
                .init("answered", "rate", .percent), .init("drawn towards the mean", "shrunk", .percent),
            ], answer)
    }

    private func style(_ document: inout Document) async throws {
        document.heading(3, "Style of offers that sold")
        let answer = try await inquiry.ask(queries.style)
        document.add(
            [
                .init("of the offer's message", "what", .text), .init("pairs", "pairs"),
                .init("unlocked", "unlocked", .decimal), .init("left locked", "locked", .decimal),
                .init("difference", "difference", .change),
            ], answer)
        document.verdicts(answer, style: .change) { row in
            "Offers that were unlocked differ in \(row("what", .text)) by \(row("difference", .change))"
        }
    }

    private func prices(_ document: inout Document) async throws {
        document.heading(3, "Price points")
        let answer = try await inquiry.ask(queries.prices)
        document.add(
            [
                .init("price", "band", .text), .init("pairs", "pairs"), .init("offers", "offers"),
                .init("unlocked", "rate", .percent), .init("revenue of an offer", "per_offer", .money),
            ], answer)
        document.say("High prices are asked of fans who are known to pay, so the bands compare fans as much as prices.")
        let known = answer.rows.indices.filter { answer.count("pairs", row: $0) >= Finding.fewestPairs }
        guard let best = known.max(by: { value($0, answer) < value($1, answer) }) else {
            return document.say("No price was offered to ten pairs of this cluster, so no price can be recommended.")
        }
        document.add(
            Finding(
                """
                An offer of \(answer.figure("band", .text, row: best)) brought \
                \(answer.figure("per_offer", .money, row: best)) on average, the most of all bands offered to enough \
                pairs, unlocked in \(answer.figure("rate", .percent, row: best)) of cases
                """, row: best, Finding.Certainty(answer.interval("per_offer", .money, row: best)), from: answer))
    }

    private func value(_ row: Int, _ answer: Answer) -> Double { answer.number("per_offer", row: row) ?? 0 }

    private func triggers(_ document: inout Document) async throws {
        document.heading(3, "What came before purchases")
        let answer = try await inquiry.ask(queries.triggers)
        document.comparison(answer, case: "offers", rate: "unlocked")
        document.verdicts(answer, style: .points) { row in
            """
            Where \(row("what", .text)), offers were unlocked in \(row("rate_with", .percent)) of cases, otherwise in \
            \(row("rate_without", .percent)): \(row("difference", .points))
            """
        }
    }

    private func redFlags(_ document: inout Document) async throws {
        document.heading(3, "Red flags: what came before silence")
        document.say("Silence: no message of the fan in the two days after the conversation.")
        let answer = try await inquiry.ask(queries.redFlags)
        document.comparison(answer, case: "conversations", rate: "silent")
        document.verdicts(answer, style: .points) { row in
            """
            After conversations in which \(row("what", .text)), \(row("rate_with", .percent)) of fans were silent, \
            otherwise \(row("rate_without", .percent)): \(row("difference", .points))
            """
        }
    }
}

extension Document {
    /// A table of `PlaybookQueries.comparison`.
    mutating func comparison(_ answer: Answer, case cases: String, rate: String) {
        add(
            [
                .init("what", "what", .text), .init("pairs", "pairs"), .init("\(cases) with it", "cases"),
                .init("\(rate) with it", "rate_with", .percent), .init("\(cases) without", "other_cases"),
                .init("\(rate) without", "rate_without", .percent), .init("difference", "difference", .points),
            ], answer)
    }

    /// A finding for each row of enough pairs whose difference leaves zero out; where there is none, that is said.
    mutating func verdicts(_ answer: Answer, style: Figure.Style, _ sentence: (AnswerRow) -> Sentence) {
        var isEmpty = true
        for row in answer.rows.indices where answer.count("pairs", row: row) >= Finding.fewestPairs {
            guard let interval = answer.interval("difference", style, row: row), !interval.holdsZero else { continue }
            isEmpty = false
            add(Finding(sentence(AnswerRow(answer: answer, row: row)), row: row, .interval(interval), from: answer))
        }
        if isEmpty {
            say("None of these differences is shown: each has an interval that holds zero, or rests on too few pairs.")
        }
    }
}
