import RapportCore
import TestSupport
import Testing

struct PairIDTests {
    @Test func splitsAtTheLastAt() throws {
        #expect(try PairID(parsing: "Tom@home_88123@Model3") == PairID(fanID: "Tom@home_88123", modelName: "Model3"))
        #expect(try PairID(parsing: "a@b").description == "a@b")
    }

    @Test(arguments: ["", "@", "Tom", "Tom@", "@Model3"])
    func refusesWhatNamesNoPair(text: String) {
        let error = #expect(throws: PairIDError.self) { try PairID(parsing: text) }
        #expect(
            error?.message == "'\(text)' does not name a fan-model pair; write FAN@MODEL, such as Tom_88123@Model3")
    }

    @Test func aNameThatBeginsWithACombiningMarkReadsBack() throws {
        let pair = PairID(fanID: "zoë 😀", modelName: "\u{301}Mia")
        #expect(try PairID(parsing: pair.description) == pair)
    }

    /// Unicode calls the two spellings equivalent; to pandas and SQLite they are two names, and so two people.
    @Test func spellingsThatOnlyLookTheSameAreTwoPeople() {
        let composed = PairID(fanID: "Zo\u{EB}_1", modelName: "M")
        let decomposed = PairID(fanID: "Zoe\u{308}_1", modelName: "M")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(decomposed < composed)
    }

    @Test func whereOneNameEndsAndTheNextBeginsMatters() {
        #expect(Set([PairID(fanID: "ab", modelName: "c"), PairID(fanID: "a", modelName: "bc")]).count == 2)
    }

    @Test(arguments: Seeds.list(3))
    func orderIsThatOfTheBytesFanFirst(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "B", "é", "e\u{301}", "\u{FFFD}", "😀", "@", "_", "1"]
        func name() -> String {
            (0..<3).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }
        let pairs = (0..<300).map { _ in PairID(fanID: name(), modelName: name()) }
        let keys = pairs.sorted().map { Array($0.fanID.utf8) + [0] + Array($0.modelName.utf8) }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
    }
}
