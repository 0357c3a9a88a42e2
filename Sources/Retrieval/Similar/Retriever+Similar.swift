import Profile
import RapportCore
import Store

extension Retriever {
    /// Pairs that are like this one: its latest stage asks, and each other pair answers with its best stage.
    ///
    /// The index proposes; similarities are then computed from the stored float vectors, and split into what the texts
    /// and what the profiles contribute.
    ///
    /// - Complexity: one search of the index, and for each match O(200² · dimension) for the nearest turns.
    /// - Throws: `StoreError.unknownPair`; `RetrievalError.notEmbedded` where a latest stage awaits its vector; for the
    ///   method `profiled` `.noProfile` and `.profileNotEmbedded`, or `.noProfiledVectors` where nobody has any;
    ///   `FilterError`; `StoreError.noVectors`.
    public func similar(_ request: SimilarRequest) async throws -> SimilarAnswer {
        try request.validate()
        guard let generation = try store.activeGeneration() else {
            throw StoreError.noVectors(collection: .stages, vector: .text)
        }
        let asked = try latestStages(of: request.examples)
        let index = try await similarityIndex(request.method)
        let vectors = try exampleVectors(request, asked, generation)
        let search = try SimilarSearch(request, vectors, generation)
        let filter = request.filter
        let answer = try await index.search(
            VectorQuery(
                vector: search.query, k: request.k, filter: request.conditions.all(and: filter),
                efSearch: request.method.vectorName.efSearch, groupBy: "pair"))
        let hits = try measured(answer.hits.map(\.id), search, generation)
        let matches = try explained(hits, against: asked[0], search, generation)
        return SimilarAnswer(
            request, stage: asked[0].stage.stage, asked: try figures(of: asked[0]), profileWeight: search.share,
            matches: matches,
            droppedWithoutSuccessRate: try await countWithoutRate(
                index, search.query, request.conditions, and: filter),
            withoutProfile: try await countWithoutProfile(request, answer, vectors.text), plan: answer.plan)
    }

    /// A pair with its latest stage.
    struct AskedStage {
        var pair: StoredPair
        var stage: StoredSpan
    }

    private func latestStages(of pairs: [PairID]) throws -> [AskedStage] {
        try pairs.map { pair in
            guard let stored = try store.pair(pair), let stage = try store.stages(of: stored.pairID).last else {
                throw StoreError.unknownPair(pair)
            }
            return AskedStage(pair: stored, stage: stage)
        }
    }

    private func similarityIndex(_ method: SimilarityMethod) async throws -> any SearchableIndex {
        switch method {
        case .text: return try await indexes.index(.stages, vector: .text)
        case .profiled:
            do { return try await indexes.index(.stages, vector: .profiled) } catch StoreError.noVectors {
                throw RetrievalError.noProfiledVectors
            }
        }
    }

    private func exampleVectors(
        _ request: SimilarRequest, _ asked: [AskedStage], _ generation: Generation
    ) throws -> ExampleVectors {
        let stageIDs = asked.map(\.stage.recordID)
        let texts = try textVectors(of: stageIDs, generation)
        let profiles =
            try request.method == .profiled
            ? store.profileVectors(ofPairs: asked.map(\.pair.pairID), generation: generation) : nil
        for example in asked {
            guard texts[example.stage.recordID] != nil else { throw RetrievalError.notEmbedded(example.pair.pair) }
            if let profiles, profiles[example.pair.pairID] == nil {
                let pairID = example.pair.pairID
                throw try store.profiles(ofPairs: [pairID])[pairID] == nil
                    ? RetrievalError.noProfile(example.pair.pair) : .profileNotEmbedded(example.pair.pair)
            }
        }
        let likeCount = 1 + request.also.count
        let like = asked.prefix(likeCount)
        let unlike = asked.dropFirst(likeCount)
        return ExampleVectors(
            text: ExampleVectors.combined(
                like: like.compactMap { texts[$0.stage.recordID] },
                unlike: unlike.compactMap { texts[$0.stage.recordID] }),
            profile: profiles.map { profiles in
                ExampleVectors.combined(
                    like: like.compactMap { profiles[$0.pair.pairID] },
                    unlike: unlike.compactMap { profiles[$0.pair.pairID] })
            })
    }

    func textVectors(of stageIDs: [Int64], _ generation: Generation) throws -> [Int64: [Float]] {
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .text)
        let vectors = try store.vectors(of: graph, dimension: generation.dimension, recordIDs: stageIDs)
        return Dictionary(uniqueKeysWithValues: vectors.map { ($0.recordID, $0.vector) })
    }

    /// What was found, by the similarity of its float vectors, best first, ties by id.
    private func measured(
        _ stageIDs: [Int64], _ search: SimilarSearch, _ generation: Generation
    ) throws -> [SimilarHit] {
        let texts = try textVectors(of: stageIDs, generation)
        let spans = try store.spans(.stages, recordIDs: stageIDs)
        let profiles =
            try search.share == nil
            ? [:] : store.profileVectors(ofPairs: spans.values.map(\.pairID), generation: generation)
        return stageIDs.compactMap { stageID -> SimilarHit? in
            // Gone since the index was asked.
            guard let text = texts[stageID], let span = spans[stageID] else { return nil }
            let similarities = search.vectors.similarities(text: text, profile: profiles[span.pairID])
            guard let share = search.share else {
                return SimilarHit(span: span, contributions: .init(text: similarities.text, profile: nil))
            }
            guard let profile = similarities.profile else { return nil }
            return SimilarHit(
                span: span,
                contributions: .init(text: (1 - share) * similarities.text, profile: share * profile))
        }.sorted {
            ($1.contributions.sum, $0.span.recordID) < ($0.contributions.sum, $1.span.recordID)
        }
    }

    /// How many stages pass all conditions and are left out, since their pair has no profile vector.
    private func countWithoutProfile(
        _ request: SimilarRequest, _ answer: VectorAnswer, _ text: [Float]
    ) async throws -> Int {
        guard request.method == .profiled else { return 0 }
        let all = try await indexes.index(.stages, vector: .text).search(
            VectorQuery(vector: text, k: 1, filter: request.conditions.all(and: request.filter)))
        guard let all = all.matchCount, let profiled = answer.matchCount else { return 0 }
        return max(0, all - profiled)
    }
}

/// The query of a `similar` question.
struct SimilarSearch {
    let vectors: ExampleVectors
    /// v: the profile's share; nil for the method `text`.
    let share: Double?
    /// As the index is asked.
    let query: [Float]

    init(_ request: SimilarRequest, _ vectors: ExampleVectors, _ generation: Generation) throws(RetrievalError) {
        self.vectors = vectors
        guard let profile = vectors.profile else {
            (share, query) = (nil, vectors.text)
            return
        }
        guard let space = generation.profileSpace else { throw .noProfiledVectors }
        let share = request.profileWeight ?? ProfileWeights.usualShare
        self.share = share
        query = space.query(text: vectors.text, profile: profile, share: share)
    }
}

/// A stage that was found.
struct SimilarHit {
    var span: StoredSpan
    var contributions: SimilarPair.Contributions
}
