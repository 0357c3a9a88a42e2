import CrashSupport
import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// `rapport check` on a damaged rapport.sqlite, as a process: whatever lies there, it comes to an end of its own.
@Suite struct DamagedStoreCommandTests {
    /// A closed store whose file is damaged again and again.
    private struct Bench {
        let folder: TemporaryFolder
        let bytes: Data

        init() async throws {
            let folder = try TemporaryFolder()
            try await Self.fill(folder.file("intact"))
            let log = folder.file("intact/rapport.sqlite-wal").path
            try #require(!FileManager.default.fileExists(atPath: log), "somebody still has the store open")
            let bytes = try Data(contentsOf: folder.file("intact/rapport.sqlite"))
            (self.folder, self.bytes) = (folder, bytes)
        }

        private static func fill(_ folder: URL) async throws {
            let crash = try CrashStore(folder: folder.path)
            try await crash.apply(.load((0..<150).map(row)))
            let generation = try crash.store.generation(embedder: "test", dimension: 16)
            for collection in RecordCollection.allCases {
                let pending = try crash.store.pending(collection, generation: generation, limit: .max)
                let embedded = pending.map { record in
                    let hash = ContentHash(of: record.text)
                    return EmbeddedRecord(record: record, contentHash: hash, vector: vector(of: hash))
                }
                try crash.store.save(embedded, collection: collection, generation: generation)
            }
            try await crash.indexes.save()
        }

        private static func row(_ number: Int) -> LogRow {
            // Three conversations a fan, a day apart.
            let moment = 1_744_156_800 + Int64(number % 3) * 86_400 + Int64(number) * 2
            return LogRow(
                chatterName: "Chatter1", modelName: "Model\(number % 2)", fanMessage: "the garden has \(number) roses",
                chatterMessage: "how lovely, tell me more", price: number % 5 == 0 ? 10 : 0,
                purchased: number % 10 == 0, fanID: "fan_\(number % 7)",
                datetime: Timestamp(nanoseconds: moment * 1_000_000_000), tips: 0, revenue: number % 10 == 0 ? 10 : 0)
        }

        private static func vector(of hash: ContentHash) -> [Float] {
            var generator = SeededGenerator(seed: UInt64(bitPattern: hash.recordID))
            let raw = (0..<16).map { _ in generator.nextNormal() }
            let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return raw.map { $0 / length }
        }

        /// Checks a copy of the store that has these bytes as its file.
        func check(_ damaged: Data) throws -> ProcessOutput {
            let store = folder.file("damaged")
            try FileManager.default.copyItem(at: folder.file("intact"), to: store)
            defer { try? FileManager.default.removeItem(at: store) }
            try damaged.write(to: store.appendingPathComponent("rapport.sqlite"))
            return try RapportBinary.run(["--store", store.path, "check", "--deep"])
        }
    }

    /// Either all is well, or the problems are listed, or one line says why it cannot go on.
    private func expectAnEnd(_ output: ProcessOutput, _ comment: Comment) {
        if output.status == .exited(0) {
            #expect(output.text.contains("no problems found"), comment)
            return
        }
        #expect(output.status == .exited(1), "\(comment): \(output.status)")
        let isLine = output.errorText.hasPrefix("rapport: ") && output.errorText.split(separator: "\n").count == 1
        let isList = output.errorText.isEmpty && output.text.contains("\nproblem: ")
        #expect(isLine || isList, "\(comment): \(output.errorText)")
    }

    @Test(arguments: Seeds.list(2)) func aCheckEndsWithWhatItFound(seed: UInt64) async throws {
        let bench = try await Bench()
        #expect(try bench.check(bench.bytes).succeeded)
        var random = SeededGenerator(seed: seed)
        var found = 0
        for round in 0..<LongRun.rounds(normally: 15, long: 100) {
            var damaged = bench.bytes
            let place = Int.random(in: 0..<damaged.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: damaged = damaged.prefix(max(1, place))
            case 1: damaged.resetBytes(in: place..<min(place + 512, damaged.count))
            default: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            let output = try bench.check(damaged)
            expectAnEnd(output, "seed \(seed), round \(round), byte \(place)")
            found += output.succeeded ? 0 : 1
        }
        #expect(found > 0)
    }

    /// The version is a signed number: one flipped bit makes it negative, and it is refused like one too high.
    @Test func aVersionBelowZeroIsRefused() async throws {
        let bench = try await Bench()
        var damaged = bench.bytes
        damaged[60] ^= 0x80
        let output = try bench.check(damaged)
        #expect(output.status == .exited(1))
        #expect(output.errorText.hasPrefix("rapport: "))
    }
}
