/// Whether clusters of texts with profiles (Method B) tell more than clusters of texts alone (Method A).
struct ProfileComparison {
    let inquiry: Inquiry

    func add(to document: inout Document) async throws {
        document.heading(2, "Whether profiles help")
        let runs = try await inquiry.ask(
            """
            SELECT max(run_id) FILTER (WHERE vector_name = 'text') AS text_run,
              max(run_id) FILTER (WHERE vector_name = 'profiled') AS profiled_run
            FROM runs JOIN generations USING (generation_id)
            WHERE generations.is_active AND kind = 'kmeans' AND collection = 'stages' AND filter IS NULL
            """)
        guard let text = runs.value("text_run").wholeNumber, let profiled = runs.value("profiled_run").wholeNumber
        else {
            return document.say(
                """
                The store holds no clusterings of all stages by both methods, so nothing can be said of it. Make \
                them, and then this report again: `rapport profile`, `rapport embed`, `rapport cluster --vector text`, \
                `rapport cluster --vector profiled`.
                """)
        }
        let shares = try await inquiry.ask(Self.explained(text: text, profiled: profiled))
        document.say(
            """
            Silhouettes of two spaces cannot be compared. What can: the share of what the vectors do not hold that \
            each clustering accounts for, on the same stages and corrected for the number of clusters. Revenue is \
            taken beyond the mean of the stage's number. The stages are cut at sales, which the texts may echo; \
            `rapport compare` avoids that where the log is long enough.
            """)
        let difference = shares.interval("gain", .points)
        let verdict: Sentence =
            switch difference {
            case nil: "the data is too little to tell them apart"
            case .some(let interval) where interval.holdsZero:
                "the interval of the difference holds zero, so profiles are not shown to help"
            case .some where (shares.number("gain") ?? 0) > 0: "profiles help here"
            default: "profiles do worse here"
            }
        document.add(
            Finding(
                """
                Clusters of texts account for \(shares.figure("text_share", .percent)) of the spread of revenue \
                between stages, clusters with profiles for \(shares.figure("profiled_share", .percent)), a difference \
                of \(shares.figure("gain", .points)): \(verdict)
                """, Finding.Certainty(difference), from: shares))
    }

    /// Adjusted shares of variance (ε², Kelley 1935), and a jackknife over pairs for their difference.
    private static func explained(text: Int64, profiled: Int64) -> String {
        """
        WITH both AS (
          SELECT stages.pair_id, a.cluster AS a, b.cluster AS b,
            revenue - avg(revenue) OVER (PARTITION BY stage) AS y
          FROM run_clusters AS a JOIN run_clusters AS b USING (record_id) JOIN stages USING (record_id)
          WHERE a.run_id = \(text) AND b.run_id = \(profiled)),
        errors AS (
          SELECT pair_id, y * y AS total,
            (y - avg(y) OVER (PARTITION BY a)) * (y - avg(y) OVER (PARTITION BY a)) AS text_error,
            (y - avg(y) OVER (PARTITION BY b)) * (y - avg(y) OVER (PARTITION BY b)) AS profiled_error
          FROM both),
        sizes AS (SELECT count(*) AS n, count(DISTINCT a) AS text_k, count(DISTINCT b) AS profiled_k FROM both),
        per_pair AS (
          SELECT pair_id, sum(total) AS total,
            sum(text_error) * (n - 1.0) / (n - text_k) AS text_error,
            sum(profiled_error) * (n - 1.0) / (n - profiled_k) AS profiled_error
          FROM errors, sizes GROUP BY pair_id)
        SELECT count(*) AS pairs, 1 - sum(text_error) / sum(total) AS text_share,
          1 - sum(profiled_error) / sum(total) AS profiled_share,
          (sum(text_error) - sum(profiled_error)) / sum(total) AS gain,
          ratio_low(json_group_array(json_array(text_error - profiled_error, total))) AS gain_low,
          ratio_high(json_group_array(json_array(text_error - profiled_error, total))) AS gain_high
        FROM per_pair
        """
    }
}
