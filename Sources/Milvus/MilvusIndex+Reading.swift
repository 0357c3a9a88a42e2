import RapportCore

extension MilvusIndex {
    public var count: Int {
        get async throws {
            guard try await position != nil else { return 0 }
            return try await matches(nil)
        }
    }

    /// The records that satisfy a condition.
    func matches(_ expression: String?) async throws -> Int {
        let rows = try await query("counting records", expression ?? "", fields: ["count(*)"])
        guard let count = rows.numbers("count(*)")?.first else { throw badReply("counting records") }
        return Int(count)
    }

    public func ids(after id: Int64, limit: Int) async throws -> [Int64] {
        try await page(after: id, limit: limit, where: nil, fields: []).ids
    }

    public func vectors(of ids: [Int64]) async throws -> [Int64: [Float]] {
        var vectors: [Int64: [Float]] = [:]
        for batch in ids.batches(of: vectorsAtATime) {
            let rows = try await query(
                "reading the index's vectors", Self.condition(on: batch), fields: [MilvusCollection.vector])
            for (id, vector) in try self.vectors(in: rows) { vectors[id] = vector }
        }
        return vectors
    }

    /// Records after an id, ascending, at most `limit` of them and as many as Milvus gives at once.
    ///
    /// Source: the iterators of https://github.com/milvus-io/pymilvus: without `iterator` some servers give any records
    /// of those after the id, not the next.
    func page(
        after id: Int64, limit: Int, where expression: String?, fields: [String]
    ) async throws -> (ids: [Int64], rows: MilvusRows) {
        // The least of all numbers cannot be written in an expression.
        let after = "\(MilvusCollection.id) > \(max(id, -Int64.max))"
        let rows = try await query(
            "reading the index's records", expression.map { "\(after) and \($0)" } ?? after,
            fields: [MilvusCollection.id] + fields,
            parameters: ["limit": "\(min(limit, Self.mostHits))", "iterator": "True"])
        return (rows.numbers(MilvusCollection.id) ?? [], rows)
    }

    /// Vectors that one answer brings.
    var vectorsAtATime: Int { min(Self.batchIDs, max(1, Self.batchBytes / (4 * dimension))) }

    func vectors(in rows: MilvusRows) throws -> [(id: Int64, vector: [Float])] {
        let ids = rows.numbers(MilvusCollection.id) ?? []
        guard !ids.isEmpty else { return [] }
        guard let components = rows.components(MilvusCollection.vector), components.count == ids.count * dimension
        else { throw badReply("reading the index's vectors") }
        return ids.enumerated().map { place, id in
            (id, Array(components[place * dimension..<(place + 1) * dimension]))
        }
    }

    private func query(
        _ operation: String, _ expression: String, fields: [String], parameters: [String: String] = [:]
    ) async throws -> MilvusRows {
        let fresh = freshness
        let reply = try await whenLoaded {
            try await client.call(operation, isRepeatable: true, secrets: MilvusText.parts(ofLiteralsIn: expression)) {
                service, metadata, options in
                try await service.query(
                    request {
                        $0.expr = expression
                        $0.outputFields = fields
                        $0.queryParams = parameters.map { .pair($0.key, $0.value) }
                        $0.consistencyLevel = fresh.level
                        $0.guaranteeTimestamp = fresh.timestamp
                    }, metadata: metadata, options: options)
            }
        }
        return MilvusRows(columns: reply.fieldsData)
    }

    func badReply(_ operation: String) -> MilvusError {
        .badReply(server: client.address.shown, operation: operation)
    }
}
