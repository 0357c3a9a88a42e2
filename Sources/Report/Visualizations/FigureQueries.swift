/// What the pictures show; `member` is each clustered stage with its cluster.
enum FigureQueries {
    /// How many pairs went from where to where.
    static let stageFlow = """
        WITH reached AS (
          SELECT pair_id, max(stage = 2) AS second, max(stage = 3) AS third, max(stages.revenue > 0) AS bought
          FROM stages GROUP BY pair_id)
        SELECT count(*) AS pairs, sum(NOT bought) AS without_sale, sum(second) AS to_second,
          sum(bought AND NOT second AND third) AS first_to_third, sum(second AND third) AS second_to_third,
          sum(bought AND NOT second AND NOT third) AS ended_in_first, sum(second AND NOT third) AS ended_in_second
        FROM reached
        """

    static let revenueByHour = """
        WITH RECURSIVE hours (hour) AS (SELECT 0 UNION ALL SELECT hour + 1 FROM hours WHERE hour < 23)
        SELECT printf('%02d', hour) AS label, total(revenue) AS revenue, count(DISTINCT pair_id) AS pairs
        FROM hours LEFT JOIN log_rows ON datetime / 3600000000000 % 24 = hour AND revenue > 0
        GROUP BY hour ORDER BY hour
        """

    /// The first of January 1970 was a Thursday.
    static let revenueByWeekday = """
        WITH days (day, label) AS (
          VALUES (0, 'Mon'), (1, 'Tue'), (2, 'Wed'), (3, 'Thu'), (4, 'Fri'), (5, 'Sat'), (6, 'Sun'))
        SELECT label, total(revenue) AS revenue, count(DISTINCT pair_id) AS pairs
        FROM days LEFT JOIN log_rows ON (datetime / 86400000000000 + 3) % 7 = day AND revenue > 0
        GROUP BY day ORDER BY day
        """

    /// Means of each cluster's stages.
    static let features = """
        WITH text AS (
          SELECT member.*, total(length(fan_message)) AS letters, total(has_emoji(fan_message)) AS emoji
          FROM member JOIN log_rows USING (pair_id, stage) GROUP BY pair_id, stage)
        SELECT cluster, count(DISTINCT pair_id) AS pairs, avg(message_count) AS "rows", avg(offers) AS offers,
          1.0 * sum(purchases) / nullif(sum(offers), 0) AS success_rate, avg(revenue) AS revenue,
          total(letters) / nullif(sum(fan_message_count), 0) AS message_length,
          total(emoji) / nullif(sum(fan_message_count), 0) AS emoji, avg(stage = 1) AS first_stage,
          avg(stage = 2) AS second_stage, avg(stage = 3) AS third_stage
        FROM text GROUP BY cluster ORDER BY cluster
        """

    /// Each stage's place in a projection, with what it is coloured by.
    static func points(ofRun runID: Int64, clusters: Int64) -> String {
        """
        SELECT x, y, z, cluster, stage, stages.revenue AS revenue, stages.success_rate AS success_rate,
          (SELECT max(last_at) FROM pairs) - last_at <= \(Inquiry.silentDays) * 86400000000000 AS active,
          stages.model_name AS model, stages.fan_id || '@' || stages.model_name AS pair, stages.message_count AS "rows"
        FROM run_points JOIN stages USING (record_id) JOIN pairs ON pairs.pair_id = stages.pair_id
        LEFT JOIN (SELECT record_id, cluster FROM run_clusters WHERE run_id = \(clusters)) USING (record_id)
        WHERE run_points.run_id = \(runID) ORDER BY record_id
        """
    }
}
