/// What works in acquisition, what goes with revenue, and what with staying, over all clusters.
struct StageChapters {
    let inquiry: Inquiry

    func add(to document: inout Document) async throws {
        try await acquisition(&document)
        try await revenue(&document)
        try await churn(&document)
    }

    private func acquisition(_ document: inout Document) async throws {
        document.heading(2, "First stage: acquisition")
        let time = try await inquiry.ask(StageQueries.timeToFirstSale)
        if time.count("pairs") > 0 {
            document.add(
                Finding(
                    """
                    Of the pairs with a sale, half had the first one within \
                    \(time.figure("median_hours", .decimal)) hours of the first row, and \
                    \(time.figure("first_hour", .percent)) within the first hour
                    """, Finding.Certainty(time.interval("first_hour", .percent)), from: time))
        }
        document.heading(3, "When the first offer came")
        document.say(
            """
            Pairs that were talked to for longer before an offer are those that stayed that long; the difference is \
            not what waiting does.
            """)
        document.add(
            [
                .init("before the first offer", "timing", .text), .init("pairs", "pairs"),
                .init("bought or tipped in the end", "rate", .percent),
            ], try await inquiry.ask(StageQueries.firstOfferTiming))
        document.heading(3, "What the first offer cost")
        document.add(
            [
                .init("price of the first offer", "band", .text), .init("pairs", "pairs"),
                .init("unlocked", "rate", .percent),
            ], try await inquiry.ask(StageQueries.firstOffers))
    }

    private func revenue(_ document: inout Document) async throws {
        document.heading(2, "Second stage: revenue")
        let again = try await inquiry.ask(StageQueries.repeatSales)
        if again.count("pairs") > 0 {
            document.add(
                Finding(
                    "\(again.figure("again", .percent)) of the pairs with a sale had another one",
                    Finding.Certainty(again.interval("again", .percent)), from: again))
        }
        document.heading(3, "The next price")
        document.say("Offers after a purchase, against the price that the pair paid last:")
        document.add(
            [
                .init("next price", "step", .text), .init("pairs", "pairs"), .init("offers", "offers"),
                .init("unlocked", "rate", .percent), .init("revenue of an offer", "per_offer", .money),
            ], try await inquiry.ask(StageQueries.priceSteps))
    }

    private func churn(_ document: inout Document) async throws {
        document.heading(2, "Third stage: churn")
        document.say("A pair is silent when its last row is over two days older than the newest of the log.")
        let answer = try await inquiry.ask(StageQueries.afterTheLastSale)
        document.comparison(answer, case: "pairs", rate: "silent")
        document.verdicts(answer, style: .points) { row in
            """
            Where \(row("what", .text)), \(row("rate_with", .percent)) of pairs are silent, otherwise \
            \(row("rate_without", .percent)): \(row("difference", .points))
            """
        }
        document.say(
            """
            Nothing here shows what prevents churn: fans who like a model write more and stay longer, whatever is \
            done. experiment\\_proposals.md says how to find out.
            """)
    }
}
