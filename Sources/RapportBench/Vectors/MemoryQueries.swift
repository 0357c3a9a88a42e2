/// 10,000 queries that reach all over an index: drawn at random, and where there are not as many, mixed of two.
enum MemoryQueries {
    static let count = 10_000

    /// - Throws: `VectorFileError`.
    static func write(from queries: VectorFile, to path: String) throws(VectorFileError) {
        let writer = try NumpyWriter(path, rows: count, columns: queries.columns)
        var draw = SplitMix64(seed: 10_000)
        for index in 0..<count {
            var query = queries.row(index < queries.rows ? index : draw.below(queries.rows))
            if index >= queries.rows {
                let other = queries.row(draw.below(queries.rows))
                // Half of each keeps the length about right for both metrics.
                for place in query.indices { query[place] = (query[place] + other[place]) / 2 }
            }
            try writer.append(query)
        }
        try writer.finish()
    }
}
