import Analysis
import Conversation
import Profile
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

/// Method A against Method B.
@Suite struct ComparisonTests {
    /// Texts that share words are near.
    private struct WordEmbedder: Embedder {
        let identifier = "words"
        let dimension = 48

        func embed(_ texts: [String], purpose: EmbeddingPurpose) async throws -> [[Float]] {
            texts.map { text in
                var vector = Array(repeating: Float(0.01), count: dimension)
                for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
                    vector[Int(UInt64(bitPattern: ContentHash(of: String(word)).recordID) % UInt64(dimension))] += 1
                }
                let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return vector.map { $0 / length }
            }
        }
    }

    /// 200 fans who write four times before the cut and, half of them, once after it.
    private struct Fans {
        let folder: TemporaryFolder
        let store: RapportStore
        static let count = 200
        static let hour: Int64 = 3_600_000_000_000

        /// - Parameters:
        ///   - said: what a fan writes in row 0 to 3.
        ///   - returns: whether he writes after the cut, and buys then.
        init(seed: UInt64, said: (Int, Int) -> String, returns: (Int) -> Bool) throws {
            folder = try TemporaryFolder()
            store = try RapportStore(folder: folder.file("store").path, creating: true)
            var rows: [LogRow] = []
            for fan in 0..<Self.count {
                for row in 0..<4 { rows.append(Self.row(fan, at: Int64(row) * 10 + Int64(fan % 7), said(fan, row))) }
                // All that is after the cut says nothing of what was before it.
                if returns(fan) { rows.append(Self.row(fan, at: 90, "hello again", price: 20)) }
            }
            rows.append(Self.row(0, at: 100, "the last row", price: 0))
            let table = LogTable(rows: rows)
            let batch = SortedPairs(table).map { IncomingPair(pair: $0.pair, rows: Array($0.rows)) }
            _ = try store.load(batch, of: table, keys: RowKey.keys(of: table)) { Segmentation().segments(of: $0) }
        }

        private static func row(_ fan: Int, at hours: Int64, _ text: String, price: Double = 0) -> LogRow {
            LogRow(
                chatterName: "Chatter1", modelName: "Model1", fanMessage: text, chatterMessage: "hi", price: price,
                purchased: price > 0, fanID: "fan_\(fan)", datetime: Timestamp(nanoseconds: hours * hour), tips: 0,
                revenue: price)
        }
    }

    private static let words = ["sun", "rain", "snow", "wind", "fog", "hail", "mist", "storm", "cloud", "frost"]

    private static func noise(_ seed: UInt64) -> (Int, Int) -> String {
        { fan, row in
            var generator = SeededGenerator(seed: seed &* 1_000_000 + UInt64(fan * 10 + row))
            return (0..<3).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
        }
    }

    private static func chance(_ seed: UInt64) -> (Int) -> Bool {
        { fan in
            var generator = SeededGenerator(seed: seed &* 77_000 + UInt64(fan))
            return Bool.random(using: &generator)
        }
    }

    private func retention(_ report: CompareReport, weight: Double) throws -> OutcomeFigures {
        let method = try #require(report.methods.first { $0.profileWeight == weight })
        return try #require(method.outcomes.first { $0.outcome == .retention })
    }

    @Test(arguments: Seeds.list(2)) func whereNothingTellsWhatComesTheVerdictIsNoBetter(seed: UInt64) async throws {
        let fans = try Fans(seed: seed, said: Self.noise(seed), returns: Self.chance(seed))
        let report = try await Comparison(store: fans.store, embedder: WordEmbedder())
            .run(CompareRequest(k: 3, weights: [0.25, 0.5], seed: seed))
        #expect(report.verdict == .noBetter, "\(report.reason)")
        #expect(report.pairs == Fans.count && report.fans == Fans.count && report.audited == Fans.count)
        #expect(report.methods.map(\.profileWeight) == [0, 0.25, 0.5])
        for weight in [0, 0.25, 0.5] {
            let figures = try retention(report, weight: weight)
            #expect(figures.rSquared < 0.05 && figures.pValue > 0.01 && figures.etaPValue > 0.01)
        }
        #expect(report.methods[0].adjustedRandIndex == 1)
        #expect(try retention(report, weight: 0).difference == nil)
    }

    /// What a fan told long ago, in another stage than the last one, is in his profile alone.
    @Test func whereTheProfileTellsWhatComesItIsBetter() async throws {
        let returns = Self.chance(5)
        let fans = try Fans(
            seed: 5,
            said: { fan, row in
                row == 0 ? (returns(fan) ? "i love fishing" : "i love knitting") : Self.noise(5)(fan, row)
            }, returns: returns)
        // The text of the reader is that of the last row; the profile is of all before the cut.
        let reader = PastReader { pair, rows, cut in
            guard var past = PastReader.standard(pair, rows, cut) else { return nil }
            past.stageText = rows.last { $0.row.datetime < cut }?.row.fanMessage ?? ""
            return past
        }
        let report = try await Comparison(store: fans.store, embedder: WordEmbedder(), reader: reader)
            .run(CompareRequest(k: 3, weights: [0.5]))
        #expect(report.verdict == .better, "\(report.reason)")
        let (text, both) = (try retention(report, weight: 0), try retention(report, weight: 0.5))
        #expect(text.rSquared < 0.05 && both.rSquared > 0.5)
        #expect(both.pValue == 0.005 && (both.differenceLow ?? 0) > 0.2)
    }

    /// A profile that knows who came back, since it was made of all rows.
    @Test func aPlantedLeakIsCaught() async throws {
        let fans = try Fans(seed: 6, said: Self.noise(6), returns: Self.chance(6))
        let leaky = PastReader { pair, rows, cut in
            guard var past = PastReader.standard(pair, rows, cut) else { return nil }
            let later = rows.contains { $0.row.datetime >= cut && $0.row.price > 0 }
            past.profile.statements[.hobbies] = [ProfileStatement(text: later ? "fishing" : "knitting", evidence: [1])]
            return past
        }
        let error = await #expect(throws: CompareError.self) {
            try await Comparison(store: fans.store, embedder: WordEmbedder(), reader: leaky).run(CompareRequest(k: 3))
        }
        guard case .leak(let pairs, let all)? = error else {
            Issue.record("no leak was seen: \(String(describing: error))")
            return
        }
        #expect(all == Fans.count && pairs >= Fans.count / 3)
        #expect(error?.message.hasSuffix("the comparison would prove nothing") == true)
    }

    /// Stages are cut at sales: those of the store know of sales that came later.
    @Test func theStagesOfTheStoreWouldBeALeak() async throws {
        let fans = try Fans(seed: 7, said: Self.noise(7), returns: { _ in true })
        let leaky = PastReader { pair, rows, cut in
            guard var past = PastReader.standard(pair, rows, cut) else { return nil }
            past.stageText += "\(rows.first?.stage ?? 0)"
            return past
        }
        await #expect(throws: CompareError.self) {
            try await Comparison(store: fans.store, embedder: WordEmbedder(), reader: leaky).run(CompareRequest(k: 3))
        }
    }

    @Test func whyAFanBuysIsNotAmongWhatIsKnown() async throws {
        let rows = (0..<8).map { number in
            StoredRow(
                rowID: Int64(number),
                row: LogRow(
                    chatterName: "c", modelName: "m", fanMessage: "i bought it because i feel lonely",
                    chatterMessage: "hi", price: 20, purchased: true, fanID: "f",
                    datetime: Timestamp(nanoseconds: Int64(number)), tips: 5, revenue: 25),
                conversationID: "c", stage: 2)
        }
        let pair = PairID(fanID: "f", modelName: "m")
        let past = try #require(PastReader.standard(pair, rows, Timestamp(nanoseconds: 6)))
        #expect(past.profile[.purchaseMotivations].isEmpty)
        #expect(past.outcome.revenue == 150)
        #expect(PastReader.standard(pair, rows, Timestamp(nanoseconds: 0)) == nil)
    }

    @Test func whatCannotBeComparedIsSaid() async throws {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: folder.url.path, creating: true)
        let comparison = Comparison(store: store, embedder: WordEmbedder())
        await #expect(throws: CompareError.emptyStore) { try await comparison.run(CompareRequest()) }
        await #expect(throws: CompareError.outOfRange(field: "k", allowed: "2 or more")) {
            try await comparison.run(CompareRequest(k: 1))
        }
        await #expect(
            throws: CompareError.outOfRange(
                field: "the profile weights", allowed: "different numbers above 0 up to 1")
        ) { try await comparison.run(CompareRequest(weights: [0])) }
    }
}
