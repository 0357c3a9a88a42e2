import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Jobs and uploads as the store keeps them.
@Suite struct StoredJobTests {
    private static let now = Timestamp(nanoseconds: 1_800_000_000_000_000_000)

    private let fixture: StoreFixture
    private var store: RapportStore { fixture.store }

    init() throws { fixture = try StoreFixture() }

    private static func later(hours: Int64) -> Timestamp {
        Timestamp(nanoseconds: now.nanoseconds + hours * 3_600 * 1_000_000_000)
    }

    private func upload(_ text: String, id: String) throws -> StoredUpload {
        let writer = try Uploads(of: store).begin(name: "a.csv", id: id, limitBytes: 1_000)
        try Array(text.utf8).withUnsafeBytes { try writer.write($0) }
        return try writer.finish(idempotencyKey: nil, at: Self.now)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: store.folder + "/uploads").sorted()
    }

    @Test func jobsRunInTheOrderInWhichTheyCame() throws {
        let ids = try ["embed", "ingest", "cluster"].map { kind in
            try store.add(NewJob(kind: JobKind(rawValue: kind) ?? .profile, parameters: "{}"), at: Self.now).id
        }
        #expect(try store.unfinishedJobs() == [.queued: 3, .running: 0])
        for id in ids {
            let job = try #require(try store.startJob(at: Self.later(hours: 1)))
            #expect(job.id == id && job.state == .running && job.startedAt == Self.later(hours: 1))
            try store.endJob(id, .done(result: "{}"), at: Self.later(hours: 2))
            #expect(try store.job(id).state == .done && store.job(id).endedAt == Self.later(hours: 2))
        }
        #expect(try store.startJob(at: Self.now) == nil)
        #expect(try store.jobs(before: nil, limit: 2).map(\.id) == [ids[2], ids[1]])
        #expect(try store.jobs(before: ids[1], limit: 2).map(\.id) == [ids[0]])
    }

    @Test func aJobThatEndsItsProcessAgainAndAgainIsGivenUp() throws {
        let id = try store.add(NewJob(kind: .embed, parameters: "{}"), at: Self.now).id
        for round in 1...3 {
            #expect(try store.startJob(at: Self.now)?.id == id, "start \(round)")
            try store.recoverJobs(failure: { $0.message }, at: Self.now)
        }
        let job = try store.job(id)
        #expect(job.state == .failed && job.error?.contains("ended 3 times") == true)
        #expect(try store.startJob(at: Self.now) == nil)
    }

    @Test func aJobThatWasPutBackIsNotBlamed() throws {
        let id = try store.add(NewJob(kind: .embed, parameters: "{}"), at: Self.now).id
        for _ in 0..<9 {
            #expect(try store.startJob(at: Self.now)?.id == id)
            try store.putBackJob(id)
        }
        try store.recoverJobs(failure: { $0.message }, at: Self.now)
        #expect(try store.job(id).state == .queued)
    }

    @Test func aJobThatWasToStopIsNotStartedAgain() throws {
        let id = try store.add(NewJob(kind: .embed, parameters: "{}"), at: Self.now).id
        _ = try store.startJob(at: Self.now)
        #expect(try store.cancelJob(id, at: Self.now).state == .running)
        try store.recoverJobs(failure: { $0.message }, at: Self.now)
        #expect(try store.job(id).state == .cancelled && store.startJob(at: Self.now) == nil)
    }

    @Test func noMoreJobsWaitThanMay() throws {
        let job = NewJob(kind: .embed, parameters: "{}")
        for _ in 0..<RapportStore.mostWaitingJobs { _ = try store.add(job, at: Self.now) }
        #expect(throws: JobError.tooManyWaiting(most: 100)) { try store.add(job, at: Self.now) }
        _ = try store.cancelJob(store.jobs(before: nil, limit: 1)[0].id, at: Self.now)
        _ = try store.add(job, at: Self.now)
    }

    @Test func theOldestOfManyJobsGo() throws {
        var ids: [Int64] = []
        for _ in 0..<1_003 {
            ids.append(try store.add(NewJob(kind: .embed, parameters: "{}"), at: Self.now).id)
            _ = try store.startJob(at: Self.now)
            try store.endJob(try #require(ids.last), .done(result: "{}"), at: Self.now)
        }
        #expect(try store.jobs(before: nil, limit: 2_000).map(\.id) == ids.suffix(1_000).reversed())
    }

    @Test func uploadsThatNobodyUsedForADayGo() throws {
        let used = try upload("used", id: "00000000000000aa")
        let unused = try upload("unused", id: "00000000000000bb")
        let job = try store.add(
            NewJob(kind: .ingest, parameters: #"{"upload":"\#(used.id)"}"#), at: Self.now)
        try Uploads(of: store).sweep(now: Self.later(hours: 23))
        #expect(try files().count == 2)
        try Uploads(of: store).sweep(now: Self.later(hours: 25))
        #expect(try files() == ["\(used.id).csv"])
        #expect(throws: JobError.unknownUpload(id: unused.id)) { try Uploads(of: store).file(unused.id) }
        _ = try store.startJob(at: Self.now)
        try store.endJob(job.id, .done(result: "{}"), at: Self.now)
        try Uploads(of: store).sweep(now: Self.now)
        #expect(try files() == [])
    }

    @Test func aFileThatWasNotFinishedLeavesNothing() throws {
        var writer: UploadWriter? = try Uploads(of: store).begin(name: "a", id: "00000000000000aa", limitBytes: 10)
        #expect(try files() == ["00000000000000aa.part"])
        #expect(throws: JobError.uploadTooLarge(limitBytes: 10)) {
            try [UInt8](repeating: 7, count: 11).withUnsafeBytes { try writer?.write($0) }
        }
        writer = nil
        #expect(try files() == [])
    }

    @Test func forgettingAPersonTakesFilesAndJobsThatNameThem() async throws {
        try fixture.load(CareForgettingTests.rows(seed: 5))
        try fixture.embed()
        let fan = CareForgettingTests.person.fanID
        let waiting = try upload("\(fan) says hi", id: "00000000000000aa")
        let begun = try Uploads(of: store).begin(name: fan, id: "00000000000000bb", limitBytes: 1_000)
        let named = try store.add(
            NewJob(kind: .cluster, parameters: #"{"where":"fan_id = '\#(fan)'"}"#), at: Self.now)
        let other = try store.add(NewJob(kind: .embed, parameters: "{}"), at: Self.now)

        try await Forgetting(store: store).forget(CareForgettingTests.person, now: Self.now)

        #expect(try files() == [] && StoreBytes(fixture.folder.url).files(with: fan) == [])
        #expect(throws: JobError.unknownUpload(id: waiting.id)) { try Uploads(of: store).file(waiting.id) }
        #expect(throws: JobError.uploadForgotten) { try begun.finish(idempotencyKey: nil, at: Self.now) }
        #expect(throws: JobError.unknownJob(id: "\(named.id)")) { try store.job(named.id) }
        #expect(try store.job(other.id).state == .queued)
    }

    @Test func oneProcessAtATimeHasTheTurn() throws {
        var turn = try JobTurn(of: store)
        #expect(turn != nil)
        #expect(try JobTurn(of: store) == nil)
        turn = nil
        #expect(try JobTurn(of: store) != nil)
    }
}
