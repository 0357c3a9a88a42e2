import CrashSupport
import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// `rapport embed` run several times at once on one store, against a provider that counts what it is sent.
@Suite(.serialized) struct EmbedWorkersTests {
    /// What a lone worker sends and stores, for comparison.
    private struct Reference {
        let texts: Set<String>
        let snapshot: CrashSnapshot
    }

    private func reference(_ bench: WorkerBench) throws -> Reference {
        let store = try bench.copy("alone")
        let output = try bench.start("alone", store).wait()
        try #require(output.succeeded, "\(output.errorText)")
        let texts = bench.provider.texts(of: "alone")
        #expect(Set(texts).count == texts.count, "a lone worker sends a text twice")
        #expect(texts.count > 2_500)
        return Reference(texts: Set(texts), snapshot: try CrashSnapshot(of: try bench.open(store)))
    }

    /// The store is that of a lone worker, every record was told the graphs once, and a deep check finds nothing.
    private func expectWhole(_ store: URL, as reference: Reference, _ bench: WorkerBench) throws {
        let opened = try bench.open(store)
        #expect(try CrashSnapshot(of: opened) == reference.snapshot)
        let mostOperations = try opened.countForTests(
            """
            SELECT max(times) FROM (SELECT count(*) AS times FROM operations WHERE kind = 'upsert'
                GROUP BY generation_id, collection, vector_name, record_id)
            """)
        #expect(mostOperations == 1)
        #expect(try opened.countForTests("SELECT count(*) FROM embed_workers") == 0)
        #expect(try opened.countForTests("SELECT count(*) FROM embed_claims") == 0)
        let check = try RapportBinary.run(["--store", store.path, "check", "--deep"])
        #expect(check.succeeded, "\(check.text) \(check.errorText)")
        #expect(!check.text.contains("anew") && !check.errorText.contains("anew"))
    }

    @Test func twoWorkersEmbedEveryTextOnce() async throws {
        let bench = try await WorkerBench()
        let reference = try reference(bench)
        let store = try bench.copy("shared")
        // Whoever comes first is answered once the other has sent something too, so that both have work.
        bench.provider.holdUntilAllAsked(["one", "two"])
        let workers = try ["one", "two"].map { try bench.start($0, store) }
        let outputs = try workers.map { try $0.wait() }
        for output in outputs { #expect(output.succeeded, "\(output.errorText)") }
        let sent = ["one", "two"].map(bench.provider.texts(of:))
        #expect(!sent[0].isEmpty && !sent[1].isEmpty)
        let all = sent[0] + sent[1]
        #expect(all.count == Set(all).count, "a text was sent twice")
        #expect(Set(all) == reference.texts)
        let reports = try outputs.map { try WorkerBench.Report($0) }
        #expect(reports.allSatisfy { $0.takenOver == 0 && $0.vectors == reports[0].vectors })
        for (collection, count) in reports[0].vectors {
            #expect(reports.reduce(0) { $0 + ($1.embedded[collection] ?? 0) } == count)
        }
        try expectWhole(store, as: reference, bench)
    }

    /// Kills up to three workers one after the other, at any moment of a request or of storing what it brought.
    @Test(arguments: Seeds.list(3)) func aKilledWorkersTextsAreTakenOver(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let bench = try await WorkerBench()
        let reference = try reference(bench)
        let store = try bench.copy("shared")
        bench.provider.holdUntilAllAsked(["one", "killed-0"])
        let survivor = try bench.start("one", store)
        var killed: [String] = []
        for round in 0..<3 {
            let name = "killed-\(round)"
            // Of the first, eight requests are certain: less than one batch of turns.
            let moment = KillMoment(
                request: Int.random(in: 1...8, using: &random), isAnswered: Bool.random(using: &random),
                delayMicroseconds: UInt32.random(in: 0...30_000, using: &random))
            bench.provider.kill(name, at: moment)
            let victim = try bench.start(name, store)
            bench.provider.know(name, as: victim)
            let output = try victim.wait()
            if output.status == .signalled(SIGKILL) {
                killed.append(name)
            } else {
                #expect(output.succeeded, "seed \(seed), \(name): \(output.errorText)")
            }
        }
        #expect(killed.contains("killed-0"), "seed \(seed)")
        // The last may have been killed after the survivor had ended: whoever comes next finishes.
        for output in [try survivor.wait(), try bench.start("last", store).wait()] {
            #expect(output.succeeded, "seed \(seed): \(output.errorText)")
        }
        let names = ["one"] + (0..<3).map { "killed-\($0)" } + ["last"]
        #expect(Set(names.flatMap(bench.provider.texts(of:))) == reference.texts)
        expectOnlyLostBatchesTwice(names, killed, bench.provider, "seed \(seed)")
        try expectWhole(store, as: reference, bench)
    }

    /// Of what a killed worker sent, others send at most its last batch again; of what the others sent, nobody.
    private func expectOnlyLostBatchesTwice(
        _ names: [String], _ killed: [String], _ provider: CountingProvider, _ comment: Comment
    ) {
        for name in names {
            let sent = provider.texts(of: name)
            #expect(Set(sent).count == sent.count, comment)
            let later = Set(names.filter { $0 != name }.flatMap(provider.texts(of:)))
            let twice = sent.indices.filter { later.contains(sent[$0]) }
            guard killed.contains(name) else { continue }
            // Batches are sent one after the other, the requests of one in any order.
            #expect(twice.count <= 2_048, comment)
        }
        let survivors = names.filter { !killed.contains($0) }.flatMap(provider.texts(of:))
        #expect(Set(survivors).count == survivors.count, comment)
    }

    @Test func aWorkerThatSleptPastItsLeaseStoresNothingTwice() async throws {
        let bench = try await WorkerBench()
        let reference = try reference(bench)
        let store = try bench.copy("shared")
        bench.provider.stop("sleeper")
        let sleeper = try bench.start("sleeper", store, ["--lease", "1"])
        bench.provider.know("sleeper", as: sleeper)
        try bench.provider.waitUntilStopped()
        let other = try bench.start("other", store).wait()
        #expect(other.succeeded, "\(other.errorText)")
        let report = try WorkerBench.Report(other)
        #expect(report.takenOver > 100)
        #expect(report.embedded == report.vectors)
        let before = try bench.open(store).countForTests("SELECT max(sequence) FROM operations")
        // In this order: what it asks once it is awake must not send it to sleep again.
        bench.provider.goOn()
        sleeper.send(SIGCONT)
        let slept = try sleeper.wait()
        #expect(slept.succeeded, "\(slept.errorText)")
        let late = try WorkerBench.Report(slept)
        #expect(late.embedded.values.allSatisfy { $0 == 0 })
        #expect(try bench.open(store).countForTests("SELECT max(sequence) FROM operations") == before)
        let again = Set(bench.provider.texts(of: "sleeper"))
        #expect(again.isSubset(of: bench.provider.texts(of: "other")))
        try expectWhole(store, as: reference, bench)
    }
}
