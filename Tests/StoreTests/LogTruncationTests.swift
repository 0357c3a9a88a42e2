import Foundation
import HNSW
import RapportCore
import Store
import Synchronization
import TestSupport
import Testing

/// The operation log is cut in four steps, each durable before the next: its sequence is raised, the graphs are saved,
/// entries up to that sequence are deleted and the floor is raised with them, older graphs are removed. Whatever a stop
/// or a power cut leaves of that, the graphs are right.
@Suite struct LogTruncationTests {
    /// Copies of a store's folder, one before each call of a compaction that concerns a graph's file.
    private final class Images: Sendable {
        private let copied = Mutex<[String]>([])
        private let source: String
        private let folder: TemporaryFolder

        var all: [String] { copied.withLock { $0 } }

        init(of source: String) throws {
            self.source = source
            folder = try TemporaryFolder()
        }

        func take() {
            copied.withLock { copied in
                let image = folder.file("\(copied.count)").path
                // The index of SQLite's log is made anew from the log.
                let isCopied = (try? FileManager.default.copyItem(atPath: source, toPath: image)) != nil
                try? FileManager.default.removeItem(atPath: image + "/rapport.sqlite-shm")
                if isCopied { copied.append(image) }
            }
        }
    }

    /// A store whose graphs are worn, so that a compaction builds them anew and cuts the log; its folder before, and
    /// at each step.
    private struct Cutting {
        let fixture: StoreFixture
        let contents: [String]
        let images: Images

        init(seed: UInt64) async throws {
            var logs = RandomLogs(seed: seed)
            fixture = try StoreFixture()
            let indexes = IndexSet(store: fixture.store)
            for _ in 0..<5 {
                try fixture.load(logs.rows(30))
                try fixture.embed()
                try await indexes.save()
            }
            contents = try fixture.contents()
            let images = try Images(of: fixture.folder.url.path)
            self.images = images
            images.take()
            let store = fixture.store
            let report = try await FileLayer.$current.withValue(
                FileLayer { _ in
                    images.take()
                    return nil
                }
            ) { try await Compaction(store: store).run() }
            #expect(report.operationsRemoved > 0)
            images.take()
        }
    }

    private static func floor(_ folder: String) throws -> Int {
        try RapportStore(folder: folder, creating: false).countForTests("SELECT operations FROM floors")
    }

    /// Opens the graphs and finds all records in them; gives what was said.
    private static func open(_ folder: String, _ comment: Comment) async throws -> [String] {
        let store = try RapportStore(folder: folder, creating: false)
        let notices = Notices()
        let indexes = IndexSet(store: store, notice: notices.add)
        for collection in RecordCollection.allCases {
            let agreement = try await indexes.agreement(collection)
            #expect(agreement.missing == 0 && agreement.surplus == 0 && agreement.graph > 0, comment)
            try await indexes.graphIndex(collection).checkInvariants()
        }
        #expect(try store.integrityProblems() == [], comment)
        return notices.all
    }

    private static func replaceGraphs(of folder: String, by other: String) throws {
        try FileManager.default.removeItem(atPath: folder + "/graphs")
        try FileManager.default.copyItem(atPath: other + "/graphs", toPath: folder + "/graphs")
    }

    @Test func atEachStepTheGraphsFollowTheLogThatIsThere() async throws {
        let cutting = try await Cutting(seed: 81)
        let images = cutting.images.all
        let first = try #require(images.first)
        let last = try #require(images.last)
        var floors: Set<Int> = []
        for (number, image) in images.enumerated() where LongRun.isOn || number % 8 == 0 || image == last {
            let floor = try Self.floor(image)
            floors.insert(floor)
            // The power went before the saves were on the disk: only while the log is there that the old graphs need.
            if floor == (try Self.floor(first)) {
                let cut = image + "-cut"
                try FileManager.default.copyItem(atPath: image, toPath: cut)
                try Self.replaceGraphs(of: cut, by: first)
                try Data("torn".utf8).write(to: URL(fileURLWithPath: cut + "/graphs/turns.text.g1.hnsw.new"))
                #expect(try await Self.open(cut, "step \(number), saves lost").isEmpty)
                try await Self.finish(cut, "step \(number), saves lost")
            }
            #expect(try await Self.open(image, "step \(number)").isEmpty)
            try await Self.finish(image, "step \(number)")
        }
        #expect(floors.count == 2, "the log was not cut among the steps")
    }

    /// The next compaction goes on where the one before stopped.
    private static func finish(_ folder: String, _ comment: Comment) async throws {
        let store = try RapportStore(folder: folder, creating: false)
        let report = try await Compaction(store: store).run()
        #expect(report.left.isEmpty, comment)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/graphs")
        if report.operationsRemoved > 0 { #expect(names.allSatisfy { !$0.hasSuffix(".new") }, comment) }
        #expect(try await open(folder, comment).isEmpty)
    }

    /// States that no stop leaves, but a disk that lies or a folder that was put together by hand does.
    @Test func graphsThatDoNotBelongToTheLogAreSaidAndBuiltAnew() async throws {
        let cutting = try await Cutting(seed: 82)
        let images = cutting.images.all
        let first = try #require(images.first)
        let last = try #require(images.last)
        let (behind, ahead) = (first + "-behind", first + "-ahead")
        try FileManager.default.copyItem(atPath: last, toPath: behind)
        try Self.replaceGraphs(of: behind, by: first)
        let older = try await Self.open(behind, "cut log, old graphs")
        #expect(older.count == 3 && older.allSatisfy { $0.contains("is older than the operation log") }, "\(older)")
        try FileManager.default.copyItem(atPath: first, toPath: ahead)
        try Self.replaceGraphs(of: ahead, by: last)
        let newer = try await Self.open(ahead, "old log, new graphs")
        #expect(newer.count == 3 && newer.allSatisfy { $0.contains("is ahead of SQLite") }, "\(newer)")
        for folder in [behind, ahead] { #expect(try await Self.open(folder, "afterwards").isEmpty) }
    }
}
