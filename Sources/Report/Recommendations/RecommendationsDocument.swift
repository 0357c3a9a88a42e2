/// `business_recommendations.md`: whom to focus on, how pairs move between clusters, and what changes might bring.
struct RecommendationsDocument {
    let inquiry: Inquiry

    func document() async throws -> Document {
        var document = Document(file: "business_recommendations.md", title: "Business recommendations")
        try await focus(&document)
        try await paths(&document)
        try await impact(&document)
        return document
    }

    private func names(_ answer: Answer) -> [String] { InsightsDocument(inquiry: inquiry).names(answer) }

    private func focus(_ document: inout Document) async throws {
        document.heading(2, "Clusters to focus on")
        document.say(
            """
            A new fan's first stage is what is known early. What became of the pairs whose first stage lies in each \
            cluster; the first stage ends with the first sale, so its text may tell of the sale already.
            """)
        let answer = try await inquiry.ask(RecommendationQueries.firstStages)
        document.add(
            [
                .init("cluster of the first stage", "cluster", .text), .init("pairs", "pairs"),
                .init("bought or tipped", "rate", .percent), .init("revenue of a pair", "revenue_per_pair", .money),
            ], answer, names: names(answer))
        let known = answer.rows.indices.filter { answer.count("pairs", row: $0) >= Finding.fewestPairs }
        guard let row = known.first else {
            return document.say("No cluster holds the first stages of ten pairs, so none can be recommended.")
        }
        document.add(
            Finding(
                """
                Of the clusters with enough pairs, first stages in cluster \(answer.figure("cluster", row: row)) \
                (\(data: inquiry.clusters.name(answer.count("cluster", row: row)))) were followed by the highest \
                revenue: \(answer.figure("revenue_per_pair", .money, row: row)) a pair. Look after new fans of this \
                kind first, as long as the interval stays clear of the other clusters'
                """, row: row, Finding.Certainty(answer.interval("revenue_per_pair", .money, row: row)), from: answer))
        let silent = try await inquiry.ask(RecommendationQueries.silentPayers)
        if silent.count("pairs") > 0 {
            document.add(
                Finding(
                    """
                    \(silent.figure("pairs")) pairs have paid and are silent; \(silent.figure("revenue", .money)) came \
                    from them, \(silent.figure("share", .percent)) of all revenue. Write to them before looking for \
                    new fans
                    """, .total, from: silent))
        }
    }

    private func paths(_ document: inout Document) async throws {
        document.heading(2, "Paths between clusters")
        document.say(
            """
            Where pairs were found with their next stage. These are moves that were seen, and no promise that a fan \
            can be led along them.
            """)
        var answer = try await inquiry.ask(RecommendationQueries.transitions)
        let names = names(answer)
        let targets = answer.rows.indices.map { row in
            let number = answer.count("target", row: row)
            return MarkdownText.escaped("\(number): \(inquiry.clusters.name(number))")
        }
        document.add(
            [
                .init("from → to", "cluster", .text), .init("pairs that left", "pairs"), .init("moves", "moves"),
                .init("share", "rate", .percent),
            ], answer, names: zip(names, targets).map { "\($0) → \($1)" })
        answer = try await inquiry.ask(ClusterQueries.value)
        let known = answer.rows.indices.filter { answer.count("pairs", row: $0) >= Finding.fewestPairs }
        guard let best = known.first, let worst = known.last, best != worst else { return }
        let shift = try await inquiry.ask(
            RecommendationQueries.shift(
                from: answer.count("cluster", row: worst), to: answer.count("cluster", row: best)))
        let interval = shift.interval("gain", .moneyChange)
        document.add(
            Finding(
                """
                If one in ten of the \(shift.figure("stages")) stages of the least valuable cluster with enough pairs \
                earned what stages of the most valuable one do beyond the mean of their number \
                (\(shift.figure("difference", .moneyChange)) a stage), a month would bring \
                \(shift.figure("gain", .moneyChange)). This supposes that the cluster causes the revenue, which nothing \
                here shows\(words: interval?.holdsZero ?? true ? "; and the interval holds zero, so do not plan with it" : "")
                """, Finding.Certainty(interval), from: shift))
    }

    private func impact(_ document: inout Document) async throws {
        document.heading(2, "Expected revenue impact")
        document.say(
            """
            Each figure stands on the supposition that it names. None of them was tested; they say what is worth an \
            experiment, and they may not be added up. Months are of thirty days at the pace of this log.
            """)
        for finding in try await RevenueImpact(inquiry: inquiry).findings() { document.add(finding) }
    }
}

/// What some changes would bring, each with its supposition.
struct RevenueImpact {
    let inquiry: Inquiry

    func findings() async throws -> [Finding] {
        var findings: [Finding] = []
        let first = try await inquiry.ask(RecommendationQueries.firstOffers)
        if first.count("untried") > 0, first.count("pairs") > 0 {
            findings.append(
                Finding(
                    """
                    \(first.figure("untried")) active pairs of at least five rows were never offered anything. If each \
                    paid for a first offer what those who got one did on average (\(first.figure("mean", .money))), \
                    that would bring \(first.figure("gain", .money)) once. It supposes that they are like those whom \
                    chatters chose to offer something, so expect less
                    """, Finding.Certainty(first.interval("gain", .money)), from: first))
        }
        let locked = try await inquiry.ask(RecommendationQueries.lockedOffers)
        if locked.count("offers") > 0 {
            findings.append(
                Finding(
                    """
                    \(locked.figure("offers")) offers were left locked, worth \(locked.figure("locked", .money)) a \
                    month at their prices. If one in ten of that were unlocked by better prices and timing, it would \
                    bring \(locked.figure("gain", .money)) a month; the range is of one in twenty to one in five
                    """,
                    locked.interval("gain", .money).map { .supposed($0) } ?? .none, from: locked))
        }
        return findings
    }
}
