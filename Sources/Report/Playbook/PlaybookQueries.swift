/// What the playbook asks of one cluster; `member` is each clustered stage with its cluster.
struct PlaybookQueries {
    let cluster: Int

    /// Hours in which an answer to a message must come, as conversations are cut.
    private static let answerHours = 4
    /// Messages of the mean rate that each hour's own are added to, so that few do not make an hour the best.
    private static let priorMessages = 20

    /// The cluster's rows, with those before and after them of the same pair.
    private var own: String {
        """
        WITH context AS (
          SELECT log_rows.*, lag(datetime) OVER near AS before_at, lag(revenue) OVER near AS before_revenue,
            lead(datetime) OVER near AS next_at, lead(is_turn) OVER near AS next_is_turn,
            row_number() OVER (PARTITION BY conversation_id ORDER BY datetime, row_id) AS place
          FROM log_rows WHERE pair_id IN (SELECT pair_id FROM member WHERE cluster = \(cluster))
          WINDOW near AS (PARTITION BY pair_id ORDER BY datetime, row_id)),
        own AS (SELECT context.* FROM context JOIN member USING (pair_id, stage) WHERE cluster = \(cluster))
        """
    }

    /// The stages nearest to the cluster's centre.
    func typical(_ stageIDs: [String]) -> String {
        """
        SELECT fan_id || '@' || model_name AS pair, stage, message_count AS rows, fan_message_count AS fan_messages,
          offers, stages.purchases, revenue
        FROM stages WHERE stage_id IN (\(stageIDs.map(SQLColumns.literal).joined(separator: ", "))) ORDER BY stage, pair
        """
    }

    /// How the cluster's stages differ from the others in figures.
    var traits: String {
        let parts = [
            ("rows a stage", "message_count", "1"), ("fan's messages a stage", "fan_message_count", "1"),
            ("offers a stage", "offers", "1"), ("offers unlocked, as a share", "purchases", "offers"),
            ("characters of a fan's message", "letters", "fan_message_count"),
            ("fan's messages with an emoji, as a share", "emoji", "fan_message_count"),
        ]
        let long = parts.enumerated().map { place, part in
            "SELECT \(place) AS place, '\(part.0.replacing("'", with: "''"))' AS what, "
                + "pair_id, cluster = \(cluster) AS here, \(part.1) AS amount, \(part.2) AS cases FROM text"
        }.joined(separator: "\n  UNION ALL ")
        return """
            WITH text AS (
              SELECT member.*, total(length(fan_message)) AS letters, total(has_emoji(fan_message)) AS emoji
              FROM member JOIN log_rows USING (pair_id, stage) GROUP BY pair_id, stage),
            long AS (
              \(long)),
            per_pair AS (
              SELECT place, what, pair_id, total(amount * here) AS a, total(cases * here) AS na,
                total(amount * (NOT here)) AS b, total(cases * (NOT here)) AS nb
              FROM long GROUP BY place, what, pair_id)
            SELECT what, sum(na > 0) AS pairs, sum(a) / nullif(sum(na), 0) AS here, sum(b) / nullif(sum(nb), 0) AS elsewhere,
              \(SQLColumns.gap(("a", "na"), ("b", "nb"), as: "difference"))
            FROM per_pair GROUP BY place, what ORDER BY place
            """
    }

    /// Who uses the distinguishing terms, here and elsewhere.
    func terms(_ terms: [String]) -> String {
        let values = terms.map { "(\(SQLColumns.literal($0)))" }.joined(separator: ", ")
        return """
            WITH term (term) AS (VALUES \(values)),
            used AS (
              SELECT DISTINCT term, pair_id, stage
              FROM term CROSS JOIN row_texts ON row_texts MATCH 'fan_message : "' || term || '"'
              JOIN log_rows ON row_id = row_texts.rowid),
            per_pair AS (
              SELECT term.term, member.pair_id, max(cluster = \(cluster)) AS na,
                max(cluster = \(cluster) AND used.pair_id IS NOT NULL) AS a, max(cluster <> \(cluster)) AS nb,
                max(cluster <> \(cluster) AND used.pair_id IS NOT NULL) AS b
              FROM term CROSS JOIN member LEFT JOIN used
                ON used.term = term.term AND used.pair_id = member.pair_id AND used.stage = member.stage
              GROUP BY term.term, member.pair_id)
            SELECT term, sum(na) AS pairs, 1.0 * sum(a) / nullif(sum(na), 0) AS here, 1.0 * sum(b) / nullif(sum(nb), 0) AS elsewhere,
              \(SQLColumns.gap(("a", "na"), ("b", "nb"), as: "difference"))
            FROM per_pair GROUP BY term ORDER BY difference DESC, term
            """
    }

    /// How often a chatter's message was answered, by the hour in which it was sent.
    var hours: String {
        """
        \(own),
        sent AS (
          SELECT pair_id, datetime / 3600000000000 % 24 AS hour,
            coalesce(next_is_turn AND next_at - datetime <= \(Self.answerHours) * 3600000000000, 0) AS answered
          FROM own WHERE has_answer AND datetime <= (SELECT max(datetime) FROM log_rows) - \(Self.answerHours) * 3600000000000),
        per_pair AS (SELECT hour, pair_id, sum(answered) AS k, count(*) AS n FROM sent GROUP BY hour, pair_id),
        mean AS (SELECT avg(answered) AS mean_rate FROM sent)
        SELECT hour, count(*) AS pairs, sum(n) AS messages, \(SQLColumns.share("k", of: "n", as: "rate")),
          (sum(k) + \(Self.priorMessages) * mean_rate) / (sum(n) + \(Self.priorMessages)) AS shrunk, mean_rate
        FROM per_pair, mean GROUP BY hour ORDER BY count(*) < 10, shrunk DESC, hour
        """
    }

    /// How the messages of offers that were unlocked differ from those of the others.
    var style: String {
        let parts = [
            ("characters of the message", "length(chatter_message)"),
            ("share with an emoji", "has_emoji(chatter_message)"),
            ("share with a question", "chatter_message LIKE '%?%'"),
            ("share that the chatter began, without a fan''s message before it", "NOT is_turn"),
            ("price in USD", "price"),
        ]
        let long = parts.enumerated().map { place, part in
            "SELECT \(place) AS place, '\(part.0)' AS what, pair_id, purchased, \(part.1) AS amount FROM own WHERE price > 0"
        }.joined(separator: "\n  UNION ALL ")
        return """
            \(own),
            long AS (
              \(long)),
            per_pair AS (
              SELECT place, what, pair_id, total(amount * purchased) AS a, total(purchased) AS na,
                total(amount * (NOT purchased)) AS b, total(NOT purchased) AS nb
              FROM long GROUP BY place, what, pair_id)
            SELECT what, count(*) AS pairs, sum(a) / nullif(sum(na), 0) AS unlocked, sum(b) / nullif(sum(nb), 0) AS locked,
              \(SQLColumns.gap(("a", "na"), ("b", "nb"), as: "difference"))
            FROM per_pair GROUP BY place, what ORDER BY place
            """
    }

    /// How offers fared by price.
    var prices: String {
        """
        \(own),
        per_pair AS (
          SELECT \(SQLColumns.priceBand) AS band, pair_id, min(price) AS least, count(*) AS n,
            sum(purchased) AS k, sum(price * purchased) AS paid
          FROM own WHERE price > 0 GROUP BY band, pair_id)
        SELECT band, count(*) AS pairs, sum(n) AS offers, \(SQLColumns.share("k", of: "n", as: "rate")),
          \(SQLColumns.ratio("paid", of: "n", as: "per_offer"))
        FROM per_pair GROUP BY band ORDER BY min(least)
        """
    }

    /// What was there before an offer, and how much more often it was unlocked then.
    var triggers: String {
        let parts = [
            ("the fan had just written", "is_turn"),
            ("the fan had just asked something", "fan_message LIKE '%?%'"),
            ("the fan had just used an emoji", "has_emoji(fan_message)"),
            ("the row before was at most ten minutes old", "coalesce(datetime - before_at <= 600000000000, 0)"),
            ("the row before was a sale", "coalesce(before_revenue > 0, 0)"),
            ("ten or more rows of the conversation came before", "place > 10"),
        ]
        let long = parts.map { what, present in
            "SELECT '\(what)' AS what, pair_id, purchased, \(present) AS present FROM own WHERE price > 0"
        }.joined(separator: "\n  UNION ALL ")
        return Self.comparison(own: own, long: long, outcome: "purchased")
    }

    /// What conversations held after which the fan was silent.
    var redFlags: String {
        let parts = [
            ("an offer was left locked", "offers > purchases"), ("nothing was offered", "offers = 0"),
            ("it ended with a message that the fan had not asked for", "NOT last_is_turn"),
            ("the fan wrote fewer than three messages", "fan_message_count < 3"),
            ("the chatter wrote more than twice as much as the fan", "chatter_message_count > 2 * fan_message_count"),
        ]
        let long = parts.map { what, present in
            "SELECT '\(what)' AS what, pair_id, silent, \(present) AS present FROM talk"
        }.joined(separator: "\n  UNION ALL ")
        let days = "\(Inquiry.silentDays) * 86400000000000"
        let talk = """
            WITH talk AS (
              SELECT conversations.*, last.is_turn AS last_is_turn, NOT EXISTS (
                SELECT 1 FROM log_rows AS later WHERE later.pair_id = conversations.pair_id AND later.is_turn
                  AND later.datetime > conversations.ended_at AND later.datetime <= conversations.ended_at + \(days)) AS silent
              FROM conversations JOIN log_rows AS last ON last.row_id = conversations.last_row_id
              JOIN member ON member.pair_id = last.pair_id AND member.stage = last.stage
              WHERE cluster = \(cluster) AND conversations.ended_at <= (SELECT max(last_at) FROM pairs) - \(days))
            """
        return Self.comparison(own: talk, long: long, outcome: "silent")
    }

    /// How often an outcome came with and without each of some things.
    static func comparison(own: String, long: String, outcome: String) -> String {
        """
        \(own),
        long AS (
          \(long)),
        per_pair AS (
          SELECT what, pair_id, total(\(outcome) * present) AS a, total(present) AS na,
            total(\(outcome) * (NOT present)) AS b, total(NOT present) AS nb
          FROM long GROUP BY what, pair_id)
        SELECT what, sum(na > 0) AS pairs, sum(na) AS cases, sum(a) / nullif(sum(na), 0) AS rate_with, sum(nb) AS other_cases,
          sum(b) / nullif(sum(nb), 0) AS rate_without, \(SQLColumns.gap(("a", "na"), ("b", "nb"), as: "difference"))
        FROM per_pair GROUP BY what ORDER BY difference DESC, what
        """
    }
}
