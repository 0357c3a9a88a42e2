import RapportCore

extension MilvusIndex {
    /// Hits, or records, that Milvus gives at a time.
    static let mostHits = 16_384
    /// Milvus' bound of `ef`.
    private static let mostCandidates = 32_768
    /// Hits that are asked for at a time while some are sought that differ in an attribute.
    private static let leastFetched = 64

    /// - Complexity: Milvus'; where its graph ends before k hits were found, O(matches · dimension), over the network:
    ///   so that there are min(k, matches) of them at any selectivity.
    /// - Throws: `VectorIndexError`, `FilterError`, `MilvusError`.
    public func search(_ query: VectorQuery) async throws -> VectorAnswer {
        try check(query)
        let nothing = VectorAnswer(hits: [], matchCount: nil, plan: "remote")
        guard query.k > 0 else { return nothing }
        if let group = query.groupBy { return try await search(query, differingIn: group) }
        guard let condition = try condition(query.filter) else { return nothing }
        return try await search(query, condition: condition, limit: query.k).answer
    }

    private func check(_ query: VectorQuery) throws(VectorIndexError) {
        guard query.vector.count == dimension else {
            throw .wrongDimension(expected: dimension, found: query.vector.count)
        }
        guard query.vector.allSatisfy(\.isFinite) else { throw .notFinite }
        if let name = query.groupBy, collection.schema.types[name] == nil {
            throw .unknownAttribute(name, known: collection.schema.names)
        }
    }

    /// The filter's expression, empty for all records; nil where none satisfies it.
    private func condition(_ filter: Filter?, extra: Int = 0) throws -> String? {
        guard let filter else { return "" }
        switch try MilvusFilter.condition(filter, schema: collection.schema, extra: extra) {
        case .always: return ""
        case .never: return nil
        case .expression(let text): return text
        }
    }

    /// The best `limit` of the records that satisfy a condition, or all of them where there are fewer; with the values
    /// of an attribute where one is named.
    private func search(
        _ query: VectorQuery, condition: String, limit: Int, attribute: String? = nil
    ) async throws -> (answer: VectorAnswer, values: [AttributeValue]) {
        if limit <= Self.mostHits {
            let found = try await nearest(query, condition: condition, limit: limit, attribute: attribute)
            if found.answer.hits.count == limit { return found }
            if try await matches(condition) <= found.answer.hits.count { return found }
        }
        return try await scan(query, condition: condition, limit: limit, attribute: attribute)
    }

    /// What Milvus' graph finds.
    private func nearest(
        _ query: VectorQuery, condition: String, limit: Int, attribute: String?
    ) async throws -> (answer: VectorAnswer, values: [AttributeValue]) {
        let request = try searchRequest(query, condition: condition, limit: limit, attribute: attribute)
        let results = try await whenLoaded {
            try await client.call("searching", isRepeatable: true, secrets: MilvusText.parts(ofLiteralsIn: condition)) {
                service, metadata, options in
                try await service.search(request, metadata: metadata, options: options)
            }
        }.results
        let ids = results.ids.intID.data
        let values = ids.isEmpty ? [] : attribute.map { MilvusRows(columns: results.fieldsData).values($0) ?? [] }
        guard ids.count == results.scores.count, values.map({ $0.count == ids.count }) ?? true else {
            throw badReply("searching")
        }
        let hits = zip(ids, results.scores).map { VectorHit(id: $0, similarity: $1) }
        return Self.sorted(hits, values ?? [], plan: "remote")
    }

    private func searchRequest(
        _ query: VectorQuery, condition: String, limit: Int, attribute: String?
    ) throws -> WireSearchRequest {
        let fresh = freshness
        let placeholders = try query.placeholders
        let candidates = min(max(query.efSearch, limit), Self.mostCandidates)
        return request {
            $0.dsl = condition
            $0.dslType = .boolExprV1
            $0.placeholderGroup = .init(placeholders)
            $0.nq = 1
            $0.outputFields = attribute.map { [MilvusFilter.field($0)] } ?? []
            $0.searchParams = [
                .pair("anns_field", MilvusCollection.vector), .pair("topk", "\(limit)"), .pair("metric_type", "IP"),
                .pair("round_decimal", "-1"), .pair("params", "{\"ef\":\(candidates)}"),
            ]
            $0.consistencyLevel = fresh.level
            $0.guaranteeTimestamp = fresh.timestamp
        }
    }

    /// The same by comparing with every record that matches.
    private func scan(
        _ query: VectorQuery, condition: String, limit: Int, attribute: String?
    ) async throws -> (answer: VectorAnswer, values: [AttributeValue]) {
        var hits: [VectorHit] = []
        var values: [AttributeValue] = []
        var last = Int64.min
        let fields = [MilvusCollection.vector] + (attribute.map { [MilvusFilter.field($0)] } ?? [])
        while true {
            let page = try await page(
                after: last, limit: vectorsAtATime, where: condition.isEmpty ? nil : condition, fields: fields)
            guard let end = page.ids.max() else { break }
            for (id, vector) in try vectors(in: page.rows) {
                let sum = zip(query.vector, vector).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
                hits.append(VectorHit(id: id, similarity: Float(sum)))
            }
            if let attribute { values += page.rows.values(attribute) ?? [] }
            guard attribute == nil || values.count == hits.count else { throw badReply("searching") }
            last = end
        }
        let all = Self.sorted(hits, values, plan: "remote_exact")
        return (
            VectorAnswer(hits: Array(all.answer.hits.prefix(limit)), matchCount: hits.count, plan: all.answer.plan),
            Array(all.values.prefix(limit))
        )
    }

    /// Best first, ties by id. `values` belong to the hits, or are none.
    private static func sorted(
        _ hits: [VectorHit], _ values: [AttributeValue], plan: String
    ) -> (answer: VectorAnswer, values: [AttributeValue]) {
        let order = hits.indices.sorted { left, right in
            (hits[right].similarity, hits[left].id) < (hits[left].similarity, hits[right].id)
        }
        return (
            VectorAnswer(hits: order.map { hits[$0] }, matchCount: nil, plan: plan),
            values.isEmpty ? [] : order.map { values[$0] }
        )
    }

    // MARK: - Groups

    /// Hits that differ in an attribute. Milvus 2.3 does not group, so what was seen is excluded from the next round.
    private func search(_ query: VectorQuery, differingIn attribute: String) async throws -> VectorAnswer {
        var hits: [VectorHit] = []
        var seen: Set<AttributeValue> = []
        var plan = "remote"
        var limit = max(Self.leastFetched, 4 * query.k)
        // Too deep is said of the user's filter, before it grows by ours.
        _ = try condition(query.filter)
        while hits.count < query.k {
            let filter = Filter.all([query.filter, Self.differing(from: seen, in: attribute)])
            guard let condition = try condition(filter, extra: 4) else { break }
            let found = try await search(query, condition: condition, limit: limit, attribute: attribute)
            for (hit, value) in zip(found.answer.hits, found.values) where hits.count < query.k {
                if seen.insert(value).inserted { hits.append(hit) }
            }
            if found.answer.plan != plan { plan = found.answer.plan }
            if found.answer.hits.count < limit { break }
            limit = min(4 * limit, Self.mostHits)
        }
        // The next round may bring a hit that the graph missed in the one before.
        return VectorAnswer(hits: Self.sorted(hits, [], plan: plan).answer.hits, matchCount: nil, plan: plan)
    }

    /// The records whose value is none of `seen`; null counts as a value.
    private static func differing(from seen: Set<AttributeValue>, in attribute: String) -> Filter? {
        if seen.isEmpty { return nil }
        let values = seen.subtracting([.null])
        let others = Filter.not(.isIn(attribute: attribute, Array(values)))
        if seen.contains(.null) {
            let known = Filter.not(.isNull(attribute: attribute))
            return values.isEmpty ? known : .and(known, others)
        }
        return .or(.isNull(attribute: attribute), others)
    }
}

extension VectorQuery {
    /// The vector as Milvus takes it: little-endian float32 within a group of one.
    fileprivate var placeholders: [UInt8] {
        get throws {
            var group = WirePlaceholderGroup()
            group.placeholders = [
                .with {
                    $0.tag = "$0"
                    $0.type = .floatVectorPlaceholder
                    $0.values = [.init(vector.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })]
                }
            ]
            return try group.serializedBytes()
        }
    }
}
