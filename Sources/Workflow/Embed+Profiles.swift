import Profile
import RapportCore
import Store

/// Method B: the vectors of profiles, and with them those of the stages of their pairs.
extension Embed {
    private static let profilesPerBatch = 256

    /// Embeds the profiles that lack a current vector; a stopped run goes on where it was.
    func embedProfiles(
        _ generation: Generation, report: inout EmbedReport, progress: ProgressReporter
    ) async throws {
        let vectorizer = ProfileVectorizer(embedder: embedder)
        let generation = try store.prepare(vectorizer.space, of: generation)
        let total = try store.pendingProfileCount(generation: generation)
        var after = Int64.min
        var done = 0
        while true {
            try Task.checkCancellation()
            let pending = try store.pendingProfiles(generation: generation, after: after, limit: Self.profilesPerBatch)
            guard let last = pending.last else { break }
            let parts = try await vectorizer.parts(
                of: pending.map { ($0.profile, $0.before.map { ($0.contentHash, $0.statements) }) })
            let vectors = zip(pending, parts).map { pending, part in
                (
                    pending: pending,
                    parts: ProfileParts(
                        contentHash: part.contentHash, statements: part.statements, structured: part.structured)
                )
            }
            report.profiles.embedded += try store.save(vectors, generation: generation)
            report.profiles.cached += parts.count { !$0.isEmbedded }
            after = last.pairID
            done += pending.count
            progress(Progress(stage: "embedding profiles", done: done, total: max(total, done)))
        }
        let coverage = try store.profileCoverage(generation: generation)
        report.profiles.vectors = coverage.withVector
        report.profiles.withoutProfile = coverage.withoutProfile
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .profiled)
        report.profiles.stages = try store.vectorCount(of: graph).count
    }
}
