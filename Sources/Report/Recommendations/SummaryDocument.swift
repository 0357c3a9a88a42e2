/// `executive_summary.md`, in three parts: what it brings, how it was found, and what comes next.
struct SummaryDocument {
    let inquiry: Inquiry

    func document() async throws -> Document {
        var document = Document(file: "executive_summary.md", title: "Executive summary")
        try await impact(&document)
        try await approach(&document)
        nextSteps(&document)
        return document
    }

    private func impact(_ document: inout Document) async throws {
        document.heading(2, "Business impact")
        let totals = try await inquiry.ask(RecommendationQueries.totals)
        document.add(
            Finding(
                """
                In \(totals.figure("days", .decimal)) days \(totals.figure("pairs")) fan-model pairs brought \
                \(totals.figure("revenue", .money)); \(totals.figure("paying")) of them paid, and \
                \(totals.figure("purchases")) of \(totals.figure("offers")) offers were unlocked
                """, .total, from: totals))
        document.say(
            "**Revenue opportunity.** Suppositions, not forecasts; business\\_recommendations.md has all of them.")
        for finding in try await RevenueImpact(inquiry: inquiry).findings() { document.add(finding) }
        document.say("**Cost and efficiency.** Where chatters' time goes, and where better targeting could save it:")
        let effort = try await inquiry.ask(RecommendationQueries.effort)
        document.add(
            Finding(
                """
                \(effort.figure("rate", .percent)) of chatters' messages (\(effort.figure("unpaid")) of \
                \(effort.figure("messages"))) went to pairs that have not paid so far; some of them will, so this is \
                the most that targeting could save
                """, Finding.Certainty(effort.interval("rate", .percent)), from: effort))
    }

    private func approach(_ document: inout Document) async throws {
        document.heading(2, "Technical approach")
        document.say(
            """
            Each fan-model pair is one person: rows are cut into conversations at gaps over four hours and into three \
            stages at the first and the last sale, never across models. The stages' texts are embedded, with and \
            without the fan's profile, and stored with the log; clusters, searches and every figure here are queries \
            over that one store, so each sentence carries the SQL that gives it and can be checked. The price of it: \
            small groups stay unsure and are marked rather than smoothed away, revenue is compared within stages since \
            the stages are cut by it, and what was not assigned by chance is called an association.
            """)
        let totals = try await inquiry.ask(RecommendationQueries.totals)
        document.add(
            Finding(
                """
                \(totals.figure("rows")) rows make \(totals.figure("conversations")) conversations and \
                \(totals.figure("stages")) stages; \(totals.figure("mixed")) conversations hold rows of more than one pair
                """, .total, from: totals))
        document.say(inquiry.clusters.structure.sentence)
    }

    private func nextSteps(_ document: inout Document) {
        document.heading(2, "Next steps")
        document.blocks.append(
            .list([
                """
                **To production:** ingest each night's log, embed what is new, and serve suggestions to chatters from \
                the same store; make this report again each week.
                """,
                """
                **More data:** a log of several weeks, so that fans who left can be told from fans who slept; the \
                fans' time zones; which messages went to many at once.
                """,
                "**First test:** the price of the first offer (experiment\\_proposals.md has its sample size and duration).",
                "**Second test:** winning back fans who paid and are silent.",
                """
                **Then:** profiles by a language model for the pairs that pay, and this comparison of profiled \
                clusters again.
                """,
            ]))
    }
}
