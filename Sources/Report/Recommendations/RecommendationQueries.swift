/// What the recommendations ask; `member` is each clustered stage with its cluster.
enum RecommendationQueries {
    private static let day = "86400000000000"
    /// Days of the log, at least one.
    static let days = "(SELECT max(1.0, (max(datetime) - min(datetime)) / 8.64e13) FROM log_rows)"
    /// What turns an amount of this log into one of a month.
    static let month = "(SELECT 30 / \(days))"

    /// What became of pairs by the cluster of their first stage.
    static let firstStages = """
        WITH first AS (
          SELECT cluster, pair_id, 1 AS one, pairs.revenue AS revenue, pairs.revenue > 0 AS bought
          FROM member JOIN pairs USING (pair_id) WHERE stage = 1)
        SELECT cluster, count(*) AS pairs, \(SQLColumns.share("bought", of: "one", as: "rate")),
          \(SQLColumns.ratio("revenue", of: "one", as: "revenue_per_pair"))
        FROM first GROUP BY cluster ORDER BY revenue_per_pair DESC, cluster
        """

    /// Where pairs went from each cluster with their next stage.
    static let transitions = """
        WITH step AS (
          SELECT pair_id, cluster AS origin, lead(cluster) OVER (PARTITION BY pair_id ORDER BY stage) AS target FROM member),
        grid AS (
          SELECT DISTINCT left.origin, right.target FROM step AS left, step AS right
          WHERE left.target IS NOT NULL AND right.target IS NOT NULL),
        per_pair AS (
          SELECT grid.origin, grid.target, pair_id, sum(step.target = grid.target) AS k, count(*) AS n
          FROM grid JOIN step ON step.origin = grid.origin AND step.target IS NOT NULL
          GROUP BY grid.origin, grid.target, pair_id)
        SELECT origin AS cluster, target, count(*) AS pairs, sum(k) AS moves, \(SQLColumns.share("k", of: "n", as: "rate"))
        FROM per_pair GROUP BY origin, target HAVING moves > 0 ORDER BY origin, moves DESC, target
        """

    /// What a first offer would bring to those who were never offered anything, were they as those who were.
    static let firstOffers = """
        WITH numbered AS (
          SELECT pair_id, price * purchased AS paid, row_number() OVER (PARTITION BY pair_id ORDER BY datetime, row_id) AS offer
          FROM log_rows WHERE price > 0),
        untried AS (
          SELECT count(*) AS untried FROM pairs WHERE offers = 0 AND message_count >= 5 AND \(ClusterQueries.isActive)),
        first AS (
          SELECT count(*) AS pairs, avg(paid) AS mean, ratio_low(json_group_array(paid)) AS low,
            ratio_high(json_group_array(paid)) AS high
          FROM numbered WHERE offer = 1)
        SELECT pairs, untried, mean, untried * mean AS gain, untried * low AS gain_low, untried * high AS gain_high
        FROM first, untried
        """

    /// What offers that were left locked would have brought, were some of them unlocked.
    static let lockedOffers = """
        SELECT count(DISTINCT pair_id) AS pairs, count(*) AS offers, sum(price) * \(month) AS locked,
          0.1 * sum(price) * \(month) AS gain, 0.05 * sum(price) * \(month) AS gain_low, 0.2 * sum(price) * \(month) AS gain_high
        FROM log_rows WHERE price > 0 AND NOT purchased
        """

    /// What one in ten stages of a cluster would bring, were they as those of another.
    static func shift(from worst: Int, to best: Int) -> String {
        """
        WITH expected AS (SELECT stage, avg(revenue) AS mean FROM member GROUP BY stage),
        per_pair AS (
          SELECT pair_id, total((revenue - mean) * (cluster = \(best))) AS a, total(cluster = \(best)) AS na,
            total((revenue - mean) * (cluster = \(worst))) AS b, total(cluster = \(worst)) AS nb
          FROM member JOIN expected USING (stage) GROUP BY pair_id),
        gap AS (
          SELECT sum(nb > 0) AS pairs, sum(nb) AS stages, \(SQLColumns.gap(("a", "na"), ("b", "nb"), as: "difference"))
          FROM per_pair)
        SELECT pairs, stages, difference, 0.1 * stages * difference * \(month) AS gain,
          0.1 * stages * difference_low * \(month) AS gain_low, 0.1 * stages * difference_high * \(month) AS gain_high
        FROM gap
        """
    }

    /// Pairs that paid and are silent.
    static let silentPayers = """
        SELECT count(*) AS pairs, sum(revenue) AS revenue, sum(revenue) / (SELECT sum(revenue) FROM pairs) AS share
        FROM pairs WHERE revenue > 0 AND NOT (\(ClusterQueries.isActive))
        """

    /// The log in figures.
    static let totals = """
        SELECT count(*) AS pairs, sum(message_count) AS rows, sum(revenue) AS revenue, sum(offers) AS offers,
          sum(purchases) AS purchases, sum(revenue > 0) AS paying, \(days) AS days,
          (SELECT count(*) FROM conversations) AS conversations, (SELECT count(*) FROM stages) AS stages,
          (SELECT count(*) FROM (SELECT 1 FROM log_rows GROUP BY conversation_id HAVING count(DISTINCT pair_id) > 1)) AS mixed
        FROM pairs WHERE message_count > 0
        """

    /// How chatters' messages are shared between pairs that paid and the others.
    static let effort = """
        WITH sent AS (SELECT pair_id, sum(has_answer) AS n FROM log_rows GROUP BY pair_id),
        per_pair AS (SELECT pair_id, n, n * (pairs.revenue <= 0) AS k FROM sent JOIN pairs USING (pair_id))
        SELECT count(*) AS pairs, sum(n) AS messages, sum(k) AS unpaid, \(SQLColumns.share("k", of: "n", as: "rate"))
        FROM per_pair
        """
}
