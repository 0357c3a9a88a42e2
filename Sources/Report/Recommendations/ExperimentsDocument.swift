/// `experiment_proposals.md`: tests that would show what the log cannot.
struct ExperimentsDocument {
    let inquiry: Inquiry

    func document() async throws -> Document {
        var document = Document(file: "experiment_proposals.md", title: "Experiment proposals")
        document.say(
            """
            What a log shows together may be together for other reasons. These tests give the answer by chance alone \
            deciding who gets what. Run one at a time on a pair, and fix everything below before the first pair is \
            assigned.
            """)
        for experiment in Self.experiments { try await experiment.add(to: &document, inquiry) }
        return document
    }

    static let experiments = [
        Experiment(
            title: "Price of the first offer",
            hypothesis: "another price of the first offer brings more revenue of it a pair",
            variants:
                "A: the price that the chatter would have asked. B: the band with the highest revenue of an offer in the playbook",
            metric: "revenue of the first offer, in USD a pair",
            guardrails: "stop where the share of pairs that go on writing after the offer falls by ten points",
            outcome: """
                SELECT pair_id, paid AS y FROM (
                  SELECT pair_id, price * purchased AS paid, row_number() OVER (PARTITION BY pair_id ORDER BY datetime, row_id) AS offer
                  FROM log_rows WHERE price > 0) WHERE offer = 1
                """,
            difference: "0.25 * baseline", style: .money, changeStyle: .moneyChange),
        Experiment(
            title: "A question before the offer",
            hypothesis: "offers that follow a question to the fan are unlocked by more pairs",
            variants: "A: offers as now. B: each offer's message begins with a question about what the fan last wrote",
            metric: "share of pairs with an offer that unlock at least one",
            guardrails:
                "messages a sale may not grow by more than a quarter; no rise in conversations without an answer",
            outcome: "SELECT pair_id, purchases > 0 AS y FROM pairs WHERE offers > 0",
            difference: "0.1", style: .percent, changeStyle: .points),
        Experiment(
            title: "Writing at the hours when fans answer",
            hypothesis: "messages that chatters begin are answered more often in the hours that the playbook names",
            variants: "A: as now. B: messages that chatters begin are held back until the next of these hours",
            metric: "share of a pair's messages that the fan answers within four hours",
            guardrails: "revenue a pair may not fall; no message is held back while a fan is writing",
            outcome: """
                SELECT pair_id, avg(answered) AS y FROM (
                  SELECT pair_id, has_answer, coalesce(lead(is_turn) OVER near AND lead(datetime) OVER near - datetime
                    <= 14400000000000, 0) AS answered
                  FROM log_rows WINDOW near AS (PARTITION BY pair_id ORDER BY datetime, row_id))
                WHERE has_answer GROUP BY pair_id
                """,
            difference: "0.05", style: .percent, changeStyle: .points),
        Experiment(
            title: "Winning back fans who paid",
            hypothesis: "a personal message two days after a paying fan's last one brings more of them back",
            variants: "A: no such message. B: one message that takes up what the fan told last",
            metric: "share of paying pairs that write again after two days of silence",
            guardrails: "at most one message a pair; none to fans who asked not to be written to",
            outcome: """
                SELECT pair_id, max(next_at IS NOT NULL) AS y FROM (
                  SELECT pair_id, datetime, lead(datetime) OVER (PARTITION BY pair_id ORDER BY datetime, row_id) AS next_at
                  FROM log_rows WHERE is_turn)
                JOIN pairs USING (pair_id)
                WHERE revenue > 0 AND datetime <= (SELECT max(last_at) FROM pairs) - 172800000000000
                  AND coalesce(next_at - datetime > 172800000000000, 1) GROUP BY pair_id
                """,
            difference: "0.15", style: .percent, changeStyle: .points),
    ]
}
