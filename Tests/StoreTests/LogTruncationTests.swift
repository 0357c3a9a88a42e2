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
            // What the saved graphs lack: they have to follow the log.
            try fixture.load(logs.rows(30))
            try fixture.embed()
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
            let index = try await indexes.graphIndex(collection)
            try index.checkInvariants()
            #expect(try strangers(in: index, of: collection, store).isEmpty, comment)
        }
        #expect(try store.integrityProblems() == [], comment)
        return notices.all
    }

    /// Records that the index does not find by the vectors that SQLite has of them.
    private static func strangers(
        in index: GraphIndex, of collection: RecordCollection, _ store: RapportStore
    ) throws -> [Int64] {
        let generation = try #require(try store.activeGeneration())
        let graph = GraphID(generation: generation.id, collection: collection, vector: .text)
        let records = try store.vectors(of: graph, dimension: generation.dimension, limit: .max)
        return try records.filter { record in
            let hits = try index.exactSearch(VectorQuery(vector: record.vector, k: 10)).hits
            let own = hits.first { $0.id == record.recordID }
            // Many texts are equal: where ten records are as near as can be, any of them is right.
            return (own ?? hits.last)?.similarity ?? 0 < 0.95
        }.map(\.recordID)
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

    /// Each save syncs the folder before the next begins, and the log is cut after the last: while it is not cut, every
    /// graph may be found as it was at any time since, and each goes on from there. Once it is cut all are the new ones;
    /// where a disk lost one all the same, and said that it had not, that one is built anew.
    @Test func whicheverGraphsAPowerCutKeepsEachIsFollowedOrBuiltAnew() async throws {
        let cutting = try await Cutting(seed: 83)
        let graphs = try RecordCollection.allCases.map { try GraphVersions(of: $0, in: cutting.images.all) }
        #expect(graphs.contains { $0.files.count > 2 }, "no graph was built anew before the log was cut")
        var laid = 0
        for moment in Moment.allCases {
            let image = try #require(try moment.image(of: cutting.images.all))
            for (number, mix) in GraphVersions.mixes(of: graphs).enumerated() {
                let comment: Comment = "\(moment), versions \(mix)"
                let folder = "\(image)-\(moment)-\(number)"
                try FileManager.default.copyItem(atPath: image, toPath: folder)
                for (graph, version) in zip(graphs, mix) { try graph.lay(version, in: folder) }
                let said = try await Self.open(folder, comment)
                let expected = zip(graphs, mix).compactMap { moment.notice(of: $0, version: $1) }
                #expect(said.count == expected.count, "\(comment): \(said)")
                for text in expected { #expect(said.contains { $0.contains(text) }, "\(comment): \(said)") }
                #expect(try await Self.open(folder, comment).isEmpty)
                if LongRun.isOn || number % 4 == 0 { try await Self.finish(folder, comment) }
                try FileManager.default.removeItem(atPath: folder)
                laid += 1
            }
        }
        #expect(laid >= 24)
    }

    /// Where SQLite's part of a compaction was when the power went.
    private enum Moment: CaseIterable {
        /// The sequence was not raised yet: no graph was saved for the cut.
        case before
        /// The sequence was raised, the log not cut.
        case raised
        case cut

        /// An image of that moment.
        func image(of images: [String]) throws -> String? {
            guard let first = images.first else { return nil }
            switch self {
            case .before: return first
            case .raised:
                let floor = try LogTruncationTests.floor(first)
                return try images.last { try LogTruncationTests.floor($0) == floor }
            case .cut: return images.last
            }
        }

        /// What is said of a graph of that version; nil where it is used as it is.
        func notice(of graph: GraphVersions, version: Int) -> String? {
            let isNewest = version == graph.files.count - 1
            switch self {
            case .before: return isNewest ? "\(graph.name) is ahead of SQLite" : nil
            case .raised: return nil
            case .cut: return isNewest ? nil : "\(graph.name) is older than the operation log"
            }
        }
    }

    /// What a compaction put in the place of a graph's file, oldest first: the file before, the one that was built anew
    /// where the graph was worn, and the one that the log was cut for.
    private struct GraphVersions {
        let name: String
        let files: [Data]

        init(of collection: RecordCollection, in images: [String]) throws {
            name = "\(collection.rawValue).text.g1.hnsw"
            var files: [Data] = []
            for image in images {
                let file = try Data(contentsOf: URL(fileURLWithPath: "\(image)/graphs/\(name)"))
                if files.last != file { files.append(file) }
            }
            self.files = files
        }

        /// Puts a version in its place. The renaming of the next was lost: that one lies aside.
        func lay(_ version: Int, in folder: String) throws {
            let place = URL(fileURLWithPath: "\(folder)/graphs/\(name)")
            try files[version].write(to: place)
            guard version + 1 < files.count else { return }
            try files[version + 1].write(to: place.appendingPathExtension("new"))
        }

        /// Every way to take a version of each graph; of those between the first and the last only in a long run.
        static func mixes(of graphs: [GraphVersions]) -> [[Int]] {
            graphs.reduce([[]]) { mixes, graph in
                let last = graph.files.count - 1
                let versions = graph.files.indices.filter { LongRun.isOn || $0 == 0 || $0 == last }
                return mixes.flatMap { mix in versions.map { mix + [$0] } }
            }
        }
    }
}
