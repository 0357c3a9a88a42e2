import Profile
import RapportCore
import Store

/// Method B: the vectors of profiles, and with them those of the stages of their pairs.
extension EmbedRun {
    private static let profilesPerBatch = 256

    /// Says how profiles become vectors in the generation.
    mutating func prepareProfiles() throws {
        generation = try store.prepare(ProfileVectorizer(embedder: embedder).space, of: generation)
    }

    /// One pass over the profiles that lack a current vector.
    mutating func embedProfiles(_ part: inout Part) async throws {
        if part.others == nil { part.total = try store.pendingProfileCount(generation: generation) }
        var pass = Pass(part)
        while true {
            try Task.checkCancellation()
            let found = try store.pendingProfiles(
                generation: generation, after: pass.after, limit: Self.profilesPerBatch)
            guard let last = found.last else { break }
            let left = try await embed(found, after: pass.after)
            pass.advance(to: last.pairID, leaving: left)
            show(&part, done: found.count - left.count)
        }
        pass.end(&part)
    }

    /// - Returns: what is left to other workers.
    private mutating func embed(_ found: [PendingProfile], after: Int64) async throws -> [ContentHash] {
        let turns = try worker.take(found.map(\.claim))
        let own = Set(found.indices.filter { turns[$0] == .own }.map { found[$0].pairID })
        // Read again: another worker may have stored some of them before we took them.
        let pending = try store.pendingProfiles(generation: generation, after: after, limit: found.count)
            .filter { own.contains($0.pairID) }
        let parts = try await ProfileVectorizer(embedder: embedder).parts(
            of: pending.map { ($0.profile, $0.before.map { ($0.contentHash, $0.statements) }) })
        let vectors = zip(pending, parts).map { pending, part in
            (
                pending: pending,
                parts: ProfileParts(
                    contentHash: part.contentHash, statements: part.statements, structured: part.structured)
            )
        }
        guard let saved = try store.save(vectors, generation: generation, by: worker) else {
            return found.map(\.claim)
        }
        report.profiles.embedded += saved
        report.profiles.cached += parts.count { !$0.isEmbedded }
        return found.indices.filter { turns[$0] == .others }.map { found[$0].claim }
    }

    /// Counts what Method B has afterwards.
    mutating func countProfiles() throws {
        let coverage = try store.profileCoverage(generation: generation)
        report.profiles.vectors = coverage.withVector
        report.profiles.withoutProfile = coverage.withoutProfile
        let graph = GraphID(generation: generation.id, collection: .stages, vector: .profiled)
        report.profiles.stages = try store.vectorCount(of: graph).count
    }
}
