import RapportCore
import Store

extension Retriever {
    /// Pairs that are like this one: its latest stage asks, and each other pair answers with its best stage.
    ///
    /// - Complexity: one search of the index and O(k) records of the store in one statement.
    /// - Throws: `StoreError.unknownPair`; `RetrievalError.notEmbedded` where the latest stage awaits its vector,
    ///   `.noProfiledVectors` for the method `profiled`; `FilterError`; `StoreError.noVectors`.
    public func similar(_ request: SimilarRequest) async throws -> SimilarAnswer {
        try request.validate()
        guard request.method == .text else { throw RetrievalError.noProfiledVectors }
        let pair = request.pair
        guard let stored = try store.pair(pair), let stage = try store.stages(of: stored.pairID).last else {
            throw StoreError.unknownPair(pair)
        }
        let index = try await indexes.index(.stages, vector: .text)
        let vector = try storedVector(of: stage)
        // By both names and not by `pair`, whose text would be ambiguous with an @ in a model's name.
        let others = Filter.not(
            .and(
                .compare(attribute: "fan", .equal, .text(pair.fanID)),
                .compare(attribute: "model", .equal, .text(pair.modelName))))
        let answer = try await index.search(
            VectorQuery(vector: vector, k: request.k, filter: request.conditions.all(and: others), groupBy: "pair"))
        let attributes = try store.attributes(of: answer.hits.map(\.id), in: .stages)
        return SimilarAnswer(
            fanID: pair.fanID, modelName: pair.modelName, method: request.method, stage: stage.stage,
            matches: answer.hits.compactMap { hit in
                attributes[hit.id].map {
                    SimilarPair(similarity: hit.similarity, attributes: RecordAttributes(values: $0))
                }
            },
            droppedWithoutSuccessRate: try await countWithoutRate(index, vector, request.conditions, and: others),
            plan: answer.plan)
    }

    private func storedVector(of stage: StoredSpan) throws -> [Float] {
        guard let generation = try store.activeGeneration() else {
            throw StoreError.noVectors(collection: .stages, vector: .text)
        }
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        let vectors = try store.vectors(of: graph, dimension: generation.dimension, recordIDs: [stage.recordID])
        guard let vector = vectors.first?.vector else { throw RetrievalError.notEmbedded(stage.pair) }
        return vector
    }
}
