/// Queries over the clusters that several documents ask; `member` is each clustered stage with its cluster.
enum ClusterQueries {
    /// Whether a pair wrote or was written to lately.
    static let isActive =
        "last_at >= (SELECT max(last_at) FROM pairs) - \(Inquiry.silentDays) * 86400000000000"

    /// The clusters by size.
    static let figures = """
        WITH per_pair AS (
          SELECT cluster, pair_id, count(*) AS stages, sum(revenue) AS revenue, sum(offers) AS offers,
            sum(purchases) AS purchases
          FROM member GROUP BY cluster, pair_id)
        SELECT cluster, sum(stages) AS stages, count(*) AS pairs,
          avg(per_pair.revenue) AS revenue_per_pair,
          ratio_low(json_group_array(per_pair.revenue)) AS revenue_per_pair_low,
          ratio_high(json_group_array(per_pair.revenue)) AS revenue_per_pair_high,
          1.0 * sum(per_pair.purchases) / nullif(sum(per_pair.offers), 0) AS success_rate,
          share_low(json_group_array(json_array(per_pair.purchases, per_pair.offers))) AS success_rate_low,
          share_high(json_group_array(json_array(per_pair.purchases, per_pair.offers))) AS success_rate_high,
          avg(\(isActive)) AS active,
          share_low(json_group_array(\(isActive))) AS active_low,
          share_high(json_group_array(\(isActive))) AS active_high
        FROM per_pair JOIN pairs USING (pair_id) GROUP BY cluster ORDER BY cluster
        """

    /// The three stages.
    static let stages = """
        WITH ranked AS (
          SELECT stage, message_count, row_number() OVER (PARTITION BY stage ORDER BY message_count) AS place,
            count(*) OVER (PARTITION BY stage) AS n FROM stages),
        median AS (
          SELECT stage, avg(message_count) AS median_rows FROM ranked
          WHERE place IN ((n + 1) / 2, (n + 2) / 2) GROUP BY stage)
        SELECT stage, count(*) AS pairs, median_rows, avg(stages.revenue > 0) AS with_sale,
          share_low(json_group_array(stages.revenue > 0)) AS with_sale_low,
          share_high(json_group_array(stages.revenue > 0)) AS with_sale_high,
          1.0 * sum(stages.purchases) / nullif(sum(stages.offers), 0) AS success_rate,
          share_low(json_group_array(json_array(stages.purchases, stages.offers))) AS success_rate_low,
          share_high(json_group_array(json_array(stages.purchases, stages.offers))) AS success_rate_high,
          avg(stages.revenue) AS revenue_per_pair,
          ratio_low(json_group_array(stages.revenue)) AS revenue_per_pair_low,
          ratio_high(json_group_array(stages.revenue)) AS revenue_per_pair_high,
          avg(\(isActive)) AS active,
          share_low(json_group_array(\(isActive))) AS active_low,
          share_high(json_group_array(\(isActive))) AS active_high
        FROM stages JOIN median USING (stage) JOIN pairs USING (pair_id) GROUP BY stage ORDER BY stage
        """

    /// The share of each stage that lies in each cluster, and how much more that is than in the other stages.
    static let mix = """
        WITH grid AS (SELECT DISTINCT mine.cluster, other.stage FROM member AS mine, member AS other),
        per_pair AS (
          SELECT grid.cluster, grid.stage, pair_id,
            sum(member.stage = grid.stage AND member.cluster = grid.cluster) AS here, sum(member.stage = grid.stage) AS n,
            sum(member.stage <> grid.stage AND member.cluster = grid.cluster) AS elsewhere,
            sum(member.stage <> grid.stage) AS others
          FROM grid, member GROUP BY grid.cluster, grid.stage, pair_id)
        SELECT cluster, stage, sum(here) AS pairs, 1.0 * sum(here) / nullif(sum(n), 0) AS share,
          share_low(json_group_array(json_array(here, n))) AS share_low,
          share_high(json_group_array(json_array(here, n))) AS share_high,
          1.0 * sum(here) / nullif(sum(n), 0) - 1.0 * sum(elsewhere) / nullif(sum(others), 0) AS more,
          gap_low(json_group_array(json_array(here, n, elsewhere, others))) AS more_low,
          gap_high(json_group_array(json_array(here, n, elsewhere, others))) AS more_high
        FROM per_pair GROUP BY cluster, stage ORDER BY stage, share DESC, cluster
        """

    /// The clusters by what their stages earn beyond the mean of all stages of their number.
    static let value = """
        WITH expected AS (SELECT stage, avg(revenue) AS mean FROM member GROUP BY stage),
        per_pair AS (
          SELECT cluster, pair_id, sum(revenue) AS revenue, sum(revenue - mean) AS beyond, count(*) AS n
          FROM member JOIN expected USING (stage) GROUP BY cluster, pair_id)
        SELECT cluster, count(*) AS pairs, sum(revenue) / sum(n) AS revenue_per_stage,
          ratio_low(json_group_array(json_array(revenue, n))) AS revenue_per_stage_low,
          ratio_high(json_group_array(json_array(revenue, n))) AS revenue_per_stage_high,
          sum(beyond) / sum(n) AS beyond, ratio_low(json_group_array(json_array(beyond, n))) AS beyond_low,
          ratio_high(json_group_array(json_array(beyond, n))) AS beyond_high
        FROM per_pair GROUP BY cluster ORDER BY beyond DESC, cluster
        """
}
