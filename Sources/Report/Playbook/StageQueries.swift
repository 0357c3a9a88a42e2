/// What the playbook asks of each stage, over all clusters.
enum StageQueries {
    /// First offers by price.
    static let firstOffers = """
        WITH first_offer AS (
          SELECT pair_id, price, purchased, \(SQLColumns.priceBand) AS band,
            row_number() OVER (PARTITION BY pair_id ORDER BY datetime, row_id) AS offer
          FROM log_rows WHERE price > 0)
        SELECT band, count(*) AS pairs, \(SQLColumns.share("purchased", of: "offer", as: "rate"))
        FROM first_offer WHERE offer = 1 GROUP BY band ORDER BY min(price)
        """

    /// How long pairs were talked to before the first offer, and how many of them bought or tipped in the end.
    static let firstOfferTiming = """
        WITH numbered AS (
          SELECT pair_id, price, row_number() OVER (PARTITION BY pair_id ORDER BY datetime, row_id) AS place FROM log_rows),
        first_offer AS (SELECT pair_id, min(place) - 1 AS before FROM numbered WHERE price > 0 GROUP BY pair_id),
        timed AS (
          SELECT pair_id, 1 AS one, revenue > 0 AS bought, before,
            CASE WHEN before IS NULL THEN 'nothing was offered' WHEN before <= 5 THEN 'up to five rows'
              WHEN before <= 20 THEN 'six to twenty rows' ELSE 'over twenty rows' END AS timing
          FROM pairs LEFT JOIN first_offer USING (pair_id) WHERE message_count > 0)
        SELECT timing, count(*) AS pairs, \(SQLColumns.share("bought", of: "one", as: "rate"))
        FROM timed GROUP BY timing ORDER BY min(before) IS NULL, min(before)
        """

    /// How long buyers took from their first row to their first sale.
    static let timeToFirstSale = """
        WITH sale AS (SELECT pair_id, min(datetime) AS sold_at FROM log_rows WHERE revenue > 0 GROUP BY pair_id),
        taken AS (SELECT pair_id, (sold_at - first_at) / 3.6e12 AS hours FROM sale JOIN pairs USING (pair_id)),
        ranked AS (SELECT hours, row_number() OVER (ORDER BY hours) AS place, count(*) OVER () AS n FROM taken)
        SELECT max(n) AS pairs, avg(hours) FILTER (WHERE place IN ((n + 1) / 2, (n + 2) / 2)) AS median_hours,
          avg(hours <= 1) AS first_hour, share_low(json_group_array(hours <= 1)) AS first_hour_low,
          share_high(json_group_array(hours <= 1)) AS first_hour_high
        FROM ranked
        """

    /// Offers after a purchase, by how their price compares with the last one that was paid.
    static let priceSteps = """
        WITH numbered AS (
          SELECT pair_id, price, purchased, sum(purchased) OVER before AS paid_before, datetime, row_id FROM log_rows
          WHERE price > 0
          WINDOW before AS (PARTITION BY pair_id ORDER BY datetime, row_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
        later AS (
          SELECT pair_id, price, purchased, (
            SELECT price FROM log_rows AS last WHERE last.pair_id = numbered.pair_id AND last.purchased AND last.price > 0
              AND (last.datetime, last.row_id) < (numbered.datetime, numbered.row_id)
            ORDER BY last.datetime DESC, last.row_id DESC LIMIT 1) AS paid
          FROM numbered WHERE paid_before > 0),
        per_pair AS (
          SELECT CASE WHEN price < paid THEN 'lower' WHEN price = paid THEN 'the same' ELSE 'higher' END AS step, pair_id,
            min(price / paid) AS least, sum(purchased) AS k, count(*) AS n, sum(price * purchased) AS revenue
          FROM later GROUP BY step, pair_id)
        SELECT step, count(*) AS pairs, sum(n) AS offers, \(SQLColumns.share("k", of: "n", as: "rate")),
          \(SQLColumns.ratio("revenue", of: "n", as: "per_offer"))
        FROM per_pair GROUP BY step ORDER BY step = 'higher', step = 'the same'
        """

    /// How many pairs went on after their first sale.
    static let repeatSales = """
        SELECT count(*) AS pairs, avg(sales > 1) AS again, share_low(json_group_array(sales > 1)) AS again_low,
          share_high(json_group_array(sales > 1)) AS again_high
        FROM (SELECT pair_id, count(*) AS sales FROM log_rows WHERE revenue > 0 GROUP BY pair_id)
        """

    /// What came after the last sale, and how many of the pairs are silent.
    static let afterTheLastSale: String = {
        let parts = [
            ("something more was offered", "offers > 0"), ("the fan wrote after the sale", "fan_message_count > 0"),
            ("the stage is longer than ten rows", "stages.message_count > 10"),
            ("the pair had bought more than once", "pair_purchases > 1"),
        ]
        let long = parts.map { what, present in
            "SELECT '\(what)' AS what, pair_id, silent, \(present.replacing("stages.", with: "")) AS present FROM after"
        }.joined(separator: "\n  UNION ALL ")
        let after = """
            WITH after AS (
              SELECT stages.*, pairs.purchases AS pair_purchases, NOT (\(ClusterQueries.isActive)) AS silent
              FROM stages JOIN pairs USING (pair_id) WHERE stage = 3)
            """
        return PlaybookQueries.comparison(own: after, long: long, outcome: "silent")
    }()
}
