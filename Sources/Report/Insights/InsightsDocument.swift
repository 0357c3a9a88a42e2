/// `cluster_insights.md`: which clusters there are, what they are worth, whether profiles help, and what to do.
struct InsightsDocument {
    let inquiry: Inquiry

    func document(figures: [ReportFigure]) async throws -> Document {
        var document = Document(file: "cluster_insights.md", title: "Cluster insights")
        try await clusters(&document)
        try await patterns(&document)
        try await value(&document)
        try await ProfileComparison(inquiry: inquiry).add(to: &document)
        try await actions(&document)
        document.heading(2, "Pictures")
        for figure in figures {
            if case .scatter(let plot) = figure.plot.content, plot.dimensions == 3 { continue }
            document.blocks.append(.figure(figure))
        }
        return document
    }

    private func clusters(_ document: inout Document) async throws {
        document.heading(2, "The clusters")
        let run = try await inquiry.ask(
            """
            SELECT json_extract(metrics, '$.silhouette') AS silhouette, json_extract(metrics, '$.stability') AS stability,
              CASE vector_name WHEN 'profiled' THEN 'their texts and profiles' ELSE 'their texts' END AS basis,
              count(DISTINCT cluster) AS clusters, count(*) AS stages, count(DISTINCT run_clusters.pair_id) AS pairs
            FROM runs JOIN run_clusters USING (run_id) WHERE run_id = \(inquiry.clusters.runID)
            """)
        document.add(
            Finding(
                """
                k-means divides \(run.figure("stages")) stages into \(run.figure("clusters")) clusters by \
                \(run.figure("basis", .text)); the mean silhouette is \
                \(run.figure("silhouette", .decimal)) (one is far apart, zero is touching), and clusters of redrawn data agree with these at an adjusted Rand index of \
                \(run.figure("stability", .decimal)) (one is always the same)
                """, .total, from: run))
        document.say(inquiry.clusters.structure.sentence)
        explainNames(&document)
        let figures = try await inquiry.ask(ClusterQueries.figures)
        document.add(
            [
                .init("cluster", "cluster", .text), .init("stages", "stages"), .init("pairs", "pairs"),
                .init("revenue of a pair in it", "revenue_per_pair", .money),
                .init("offers unlocked", "success_rate", .percent), .init("pairs still active", "active", .percent),
            ], figures, names: names(figures))
    }

    private func explainNames(_ document: inout Document) {
        let named = inquiry.clusters.clusters.filter { $0.name != $0.nameByRule }
        guard !named.isEmpty else {
            return document.say(
                """
                A cluster's name tells in which figure it is farthest from the others, which stage it holds more of \
                than they do, and which words its fans use more. It is a label and no finding.
                """)
        }
        document.say(
            """
            A cluster's name is a label and no finding. A name by rule tells in which figure the cluster is farthest \
            from the others, which stage it holds more of than they do, and which words its fans use more. A language \
            model was told as much and found these names; beside each stands the one by rule:
            """)
        document.blocks.append(.list(named.map { "**\(data: $0.name)**: \(data: $0.nameByRule)" }))
    }

    /// The first cells of a table whose rows are clusters.
    func names(_ answer: Answer) -> [String] {
        answer.rows.indices.map { row in
            let number = answer.count("cluster", row: row)
            return MarkdownText.escaped("\(number): \(inquiry.clusters.name(number))")
        }
    }

    private func patterns(_ document: inout Document) async throws {
        document.heading(2, "What happens in each stage")
        document.say(
            """
            A pair's first stage ends with its first sale, the second with its last, and the third holds what came \
            after; so a third stage has no revenue and a second stage always has some, by definition and not by merit.
            """)
        let stages = try await inquiry.ask(ClusterQueries.stages)
        document.add(
            [
                .init("stage", "stage", .text), .init("pairs", "pairs"),
                .init("rows in the median stage", "median_rows"),
                .init("with a sale", "with_sale", .percent), .init("offers unlocked", "success_rate", .percent),
                .init("revenue of a pair", "revenue_per_pair", .money), .init("pairs still active", "active", .percent),
            ], stages)
        let mix = try await inquiry.ask(ClusterQueries.mix)
        document.heading(3, "Which clusters each stage is made of")
        document.say(
            """
            The share of a stage's pairs that lie in a cluster, against the cluster's share of the other stages.
            """)
        document.add(
            [
                .init("cluster", "cluster", .text), .init("stage", "stage"), .init("pairs", "pairs"),
                .init("share of the stage", "share", .percent), .init("more than in other stages", "more", .points),
            ], mix, names: names(mix))
        for row in mix.rows.indices where mix.count("pairs", row: row) >= Finding.fewestPairs {
            guard let interval = mix.interval("more", .points, row: row), !interval.holdsZero else { continue }
            document.add(
                Finding(
                    """
                    In stage \(mix.figure("stage", row: row)), cluster \(mix.figure("cluster", row: row)) \
                    (\(data: inquiry.clusters.name(mix.count("cluster", row: row)))) holds \
                    \(mix.figure("share", .percent, row: row)) of the pairs, \(mix.figure("more", .points, row: row)) \
                    against the other stages
                    """, row: row, .interval(interval), from: mix))
        }
    }

    private func value(_ document: inout Document) async throws {
        document.heading(2, "The most and the least valuable clusters")
        document.say(
            """
            Revenue depends on the stage by definition. So each stage is held against the mean of all stages of its \
            number: what is left is what the cluster has beyond that.
            """)
        let value = try await inquiry.ask(ClusterQueries.value)
        document.add(
            [
                .init("cluster", "cluster", .text), .init("pairs", "pairs"),
                .init("revenue of a stage", "revenue_per_stage", .money),
                .init("beyond the mean of such stages", "beyond", .moneyChange),
            ], value, names: names(value))
        for row in Set([0, value.rows.count - 1]).sorted() where value.rows.indices.contains(row) {
            let interval = value.interval("beyond", .moneyChange, row: row)
            let verdict: Sentence =
                switch interval {
                case nil: "which is too little to say more"
                case .some(let interval) where interval.holdsZero:
                    "whose interval holds zero: the data does not show that it differs from the mean"
                default: "whose interval leaves zero out"
                }
            document.add(
                Finding(
                    """
                    \(words: row == 0 ? "Most valuable" : "Least valuable") by stage-adjusted revenue is cluster \
                    \(value.figure("cluster", row: row)) \
                    (\(data: inquiry.clusters.name(value.count("cluster", row: row)))): \
                    \(value.figure("beyond", .moneyChange, row: row)) a stage beyond the mean of such stages, \(verdict)
                    """, row: row, Finding.Certainty(interval), from: value))
        }
    }

    /// What the figures above lead to; each only where its interval leaves zero out.
    private func actions(_ document: inout Document) async throws {
        document.heading(2, "What to do")
        let value = try await inquiry.ask(ClusterQueries.value)
        var items: [Sentence] = []
        for row in value.rows.indices where value.count("pairs", row: row) >= Finding.fewestPairs {
            guard let interval = value.interval("beyond", .moneyChange, row: row), !interval.holdsZero else { continue }
            let name: Sentence = "\(data: inquiry.clusters.name(value.count("cluster", row: row)))"
            items.append(
                (value.number("beyond", row: row) ?? 0) > 0
                    ? "Put the most experienced chatters on **\(name)**: they spend more than others at the same stage."
                    : """
                    Test another approach on **\(name)** before spending more time on it: it earns less than others at \
                    the same stage.
                    """
            )
        }
        if items.isEmpty {
            items.append(
                """
                No cluster earns clearly more or less than others at the same stage. Do not move chatters between \
                clusters on these figures; collect more days first.
                """)
        }
        items.append(
            "Use chatter\\_playbook.md for what to do within a cluster, and test it as experiment\\_proposals.md says.")
        document.blocks.append(.list(items))
    }
}

extension Sentence.Parts {
    /// A choice between words of ours.
    mutating func appendInterpolation(words: StaticString) { appendLiteral(words.description) }
}
