import ChatLog
import Profile
import RapportCore
import Store
import TestSupport
import Testing
import Workflow

/// Precision and recall against a truth, counted by hand where it is small.
struct ProfileEvaluationTests {
    private static let here = PairID(fanID: "Tom_88123", modelName: "Model3")
    private static let there = PairID(fanID: "Tom_88123", modelName: "Model4")

    private static func truth(_ mentions: [PairID: [(detail: String, value: String)]]) throws -> SyntheticTruth {
        let folder = try TemporaryFolder()
        var lines = [
            """
            {"record":"fan","fan_id":"Tom_88123","kind":"x","job":"nurse","hobbies":["fishing","chess"],"place":"Denver",\
            "family":"a daughter","pet":"a dog named Max","relationship":"divorced","events":["got promoted"],"age":34,\
            "timezone":0,"budget_usd":20,"loyalty":0}
            """
        ]
        for (pair, mentions) in mentions.sorted(by: { $0.key < $1.key }) {
            let list = mentions.enumerated().map { index, mention in
                #"{"index":\#(index),"detail":"\#(mention.detail)","value":"\#(mention.value)"}"#
            }
            lines.append(
                """
                {"record":"pair","fan_id":"\(pair.fanID)","model_name":"\(pair.modelName)","kind":"x","chemistry":0,\
                "mentions":[\(list.joined(separator: ","))],"picked_up":[],"asked":[],"mass":[],"conversations":[]}
                """)
        }
        return try SyntheticTruth(reading: folder.write(lines.joined(separator: "\n"), to: "truth.jsonl").path)
    }

    private static func save(_ statements: [ProfileField: [String]], of pair: PairID, in store: RapportStore) throws {
        let stored = try #require(try store.pair(pair))
        let history = try store.history(of: stored)
        let profile = FanProfile(
            source: .llm,
            statements: statements.mapValues { texts in
                texts.map { ProfileStatement(text: $0, evidence: [history.entries[0].rowID]) }
            }, communication: CommunicationPattern(of: history))
        try store.save(
            profile, ofPair: stored.pairID, maker: "m", contentHash: ContentHash(of: "x"), at: ProfiledStore.now)
    }

    private static func field(_ field: ProfileField, _ scores: ProfileScores) throws -> ProfileFieldScore {
        try #require(scores.fields.first { $0.field == field.rawValue })
    }

    /// What he told another model only is false here, however true it is of him: models are never mixed.
    @Test func aStatementThatHeMadeToAnotherModelIsAFalsePositive() throws {
        let fixture = try ProfiledStore()
        try fixture.load(ProfiledStore.rows(Self.here, ["hi"]) + ProfiledStore.rows(Self.there, ["hi"]))
        let truth = try Self.truth([Self.here: [("job", "nurse")], Self.there: [("place", "Denver")]])
        try Self.save([.job: ["nurse"], .locationHints: ["Denver"]], of: Self.here, in: fixture.store)
        try Self.save([:], of: Self.there, in: fixture.store)
        let report = try ProfileEvaluation(store: fixture.store).run(truth)
        let job = try Self.field(.job, report.overall)
        #expect(job.precision == Proportion(1, of: 1) && job.recall == Proportion(1, of: 1))
        let place = try Self.field(.locationHints, report.overall)
        #expect(place.precision == Proportion(0, of: 1) && place.falseButTrueOfFan == 1)
        #expect(place.recall == Proportion(0, of: 1))
        #expect(report.sources.keys.sorted() == ["llm"] && report.overall.pairs == 2)
    }

    @Test func mentionsCountOncePerPairAndValue() throws {
        let fixture = try ProfiledStore()
        try fixture.load(ProfiledStore.rows(Self.here, ["hi"]))
        let truth = try Self.truth([
            Self.here: [("hobby", "fishing"), ("hobby", "fishing"), ("hobby", "chess"), ("pet", "a dog named Max")]
        ])
        try Self.save([.hobbies: ["Fishing", "golf"], .pets: ["a dog"]], of: Self.here, in: fixture.store)
        let report = try ProfileEvaluation(store: fixture.store).run(truth)
        let hobbies = try Self.field(.hobbies, report.overall)
        #expect(hobbies.precision == Proportion(1, of: 2) && hobbies.recall == Proportion(1, of: 2))
        #expect(try Self.field(.pets, report.overall).precision == Proportion(1, of: 1))
        #expect(report.overall.total.precision == Proportion(2, of: 3))
        #expect(report.overall.total.recall == Proportion(2, of: 3))
    }

    @Test func pairsWithoutAProfileAreCountedAndNotGuessed() throws {
        let fixture = try ProfiledStore()
        try fixture.load(ProfiledStore.rows(Self.here, ["hi"]))
        let truth = try Self.truth([Self.here: [("job", "nurse")], Self.there: []])
        let none = #expect(throws: ProfileEvaluationError.self) {
            try ProfileEvaluation(store: fixture.store).run(truth)
        }
        #expect(none == .noProfiles)
        try Self.save([:], of: Self.here, in: fixture.store)
        #expect(try ProfileEvaluation(store: fixture.store).run(truth).pairsNotStored == 1)
        let other = #expect(throws: ProfileEvaluationError.self) {
            try ProfileEvaluation(store: ProfiledStore().store).run(truth)
        }
        #expect(other == .otherLogs)
    }

    static let agreements: [(ProfileField, String, String, Bool)] = [
        (.job, "software engineer", "engineer", true), (.job, "nurse", "teacher", false),
        (.job, "Nurse", "nurses", true),
        (.job, "works in construction", "construction worker", true), (.hobbies, "fishing", "fish", true),
        (.hobbies, "hiking", "biking", false), (.pets, "a dog", "a dog named Max", true),
        (.pets, "a dog named Rex", "a dog named Max", false), (.family, "two daughters", "a daughter", true),
        (.ageIndicators, "34", "34", true), (.ageIndicators, "in his 30s", "34", true),
        (.ageIndicators, "in his 40s", "34", false), (.ageIndicators, "turning 40", "39", true),
        (.relationshipStatus, "divorced", "recently divorced", true), (.relationshipStatus, "married", "single", false),
        (.lifeEvents, "got promoted", "got a promotion", true), (.locationHints, "Austin, Texas", "austin", true),
        (.job, "the", "nurse", false),
    ]

    @Test(arguments: agreements)
    func valuesAgreeByStatedRules(field: ProfileField, left: String, right: String, agree: Bool) {
        #expect(StatedValue(left, field: field).agrees(with: StatedValue(right, field: field)) == agree)
        #expect(StatedValue(right, field: field).agrees(with: StatedValue(left, field: field)) == agree)
    }

    @Test func wilsonIntervalsAreThoseOfTheLiterature() throws {
        // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        for (successes, cases, low, high) in [
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
        ] {
            let proportion = Proportion(successes, of: cases)
            #expect(abs(try #require(proportion.low) - low) < 5e-5)
            #expect(abs(try #require(proportion.high) - high) < 5e-5)
        }
        #expect(Proportion(0, of: 0).rate == nil)
    }

    /// Not what the figures are, but that they can be had, and are those of the same pairs.
    @Test(arguments: Seeds.list(2)) func aSyntheticLogIsEvaluatedAgainstItsOwnTruth(seed: UInt64) async throws {
        let fixture = try ProfiledStore()
        let truth = try fixture.loadSynthetic(fans: 20, seed: seed)
        try await fixture.profile()
        let report = try ProfileEvaluation(store: fixture.store).run(truth)
        #expect(report.overall.pairs == truth.pairs.count && report.pairsWithoutProfile == 0)
        #expect(report.sources["rules"]?.pairs == report.overall.pairs)
        #expect(report.overall.fields.map(\.recall.cases).reduce(0, +) == report.overall.total.recall.cases)
        #expect(report.overall.total.recall.successes > 0)
        let mixed = try ProfileEvaluation(store: fixture.store).run(Self.withModelsSwapped(truth))
        #expect(mixed.overall.total.precision.successes < report.overall.total.precision.successes)
    }

    /// The truth with every pair's mentions given to another pair.
    private static func withModelsSwapped(_ truth: SyntheticTruth) -> SyntheticTruth {
        var pairs = truth.pairs
        for index in pairs.indices { pairs[index].mentions = truth.pairs[(index + 1) % pairs.count].mentions }
        return SyntheticTruth(fans: truth.fans, pairs: pairs)
    }
}
