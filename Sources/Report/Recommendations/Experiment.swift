/// An experiment to run, with the query that sizes it.
struct Experiment {
    let title: Sentence
    let hypothesis: Sentence
    let variants: Sentence
    let metric: Sentence
    let guardrails: Sentence
    /// A query of `pair_id` and `y`, the outcome of each eligible pair in this log.
    let outcome: String
    /// The smallest difference worth finding, in SQL over `baseline`.
    let difference: String
    let style: Figure.Style
    let changeStyle: Figure.Style

    /// (1.960 + 0.842)² for each arm's variance: two-sided at five percent, found four times in five.
    private static let squaredQuantiles = 7.849

    private static let longestWeeks = 12.0
    private static let tooLong: StaticString =
        ". That is too long for this store alone: look for a larger difference, or test more models at once"

    /// Sample size and duration from this store's variance and traffic.
    ///
    /// Pairs that are eligible now enter at once, then new ones as they came in the later half of the log; after the
    /// last one a week is waited for its outcome.
    ///
    /// Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences" (1988), chapter 2.
    var sizing: String {
        """
        WITH outcome AS (\(outcome)),
        base AS (
          SELECT count(*) AS pairs, avg(y) AS baseline, ratio_low(json_group_array(y)) AS baseline_low,
            ratio_high(json_group_array(y)) AS baseline_high, avg(y * y) - avg(y) * avg(y) AS variance
          FROM outcome),
        log AS (SELECT min(datetime) AS first, max(datetime) AS last FROM log_rows),
        traffic AS (
          SELECT count(*) / max(1e-9, (last - first) / 2 / 6.048e14) AS new_per_week
          FROM log, outcome JOIN pairs USING (pair_id) WHERE first_at > first + (last - first) / 2),
        sized AS (
          SELECT *, \(difference) AS difference, ceil(2 * \(Self.squaredQuantiles) * variance / (\(difference) * \(difference)))
            AS per_arm
          FROM base, traffic)
        SELECT pairs, baseline, baseline_low, baseline_high, sqrt(variance) AS deviation, difference, per_arm, 2 * per_arm AS needed,
          new_per_week, 1 + max(0, ceil((2 * per_arm - pairs) / new_per_week)) AS weeks,
          sqrt(4 * \(Self.squaredQuantiles) * variance / (pairs + 4 * new_per_week)) AS detectable
        FROM sized
        """
    }

    func add(to document: inout Document, _ inquiry: Inquiry) async throws {
        document.heading(2, title)
        document.blocks.append(
            .list([
                "**Hypothesis:** \(hypothesis)",
                "**Unit:** the fan-model pair, assigned once, by chance, for the whole test",
                "**Variants:** \(variants)", "**Metric:** \(metric)", "**Guardrails:** \(guardrails)",
                """
                **Analysis:** compare the arms' means over pairs as they were assigned, once, when the planned number \
                is reached; report the difference with its interval; no other metric decides
                """,
            ]))
        let sizing = try await inquiry.ask(self.sizing)
        guard sizing.count("pairs") > 1, sizing.number("per_arm") != nil else {
            return document.say("This store holds too few eligible pairs to compute a sample size.")
        }
        document.add(
            Finding(
                """
                The metric now is \(sizing.figure("baseline", style)) with a standard deviation of \
                \(sizing.figure("deviation", .decimal)) between pairs. To find a difference of \
                \(sizing.figure("difference", changeStyle)) four times in five, each arm needs \
                \(sizing.figure("per_arm")) pairs, \(sizing.figure("needed")) in all
                """, Finding.Certainty(sizing.interval("baseline", style)), from: sizing))
        guard sizing.number("weeks") != nil else {
            return document.say("No new eligible pair came in the later half of the log, so the duration is unknown.")
        }
        document.add(
            Finding(
                """
                With the eligible pairs of this store and \(sizing.figure("new_per_week", .decimal)) new ones a week \
                it takes \(sizing.figure("weeks")) weeks; after four weeks the smallest difference that is found as \
                often is \(sizing.figure("detectable", changeStyle))\
                \(words: (sizing.number("weeks") ?? 0) > Self.longestWeeks ? Self.tooLong : "")
                """, .plan, from: sizing))
    }
}
