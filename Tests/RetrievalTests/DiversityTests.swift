import Retrieval
import TestSupport
import Testing

/// Choosing replies that are good and unlike each other.
@Suite struct DiversityTests {
    @Test func anItemLikeTheFirstGivesWayToALesserOne() {
        let likeness: [[Double]] = [[1, 0.95, 0.1], [0.95, 1, 0.1], [0.1, 0.1, 1]]
        let chosen = MaximalMarginalRelevance.choose(2, scores: [0.9, 0.89, 0.7], balance: 0.7) { likeness[$0][$1] }
        #expect(chosen == [0, 2])
    }

    @Test(arguments: Seeds.list(10))
    func withFullBalanceItIsTheOrderOfScores(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<20).map { _ in Double.random(in: 0...1, using: &generator) }
        let chosen = MaximalMarginalRelevance.choose(20, scores: scores, balance: 1) { _, _ in 1 }
        #expect(chosen == scores.indices.sorted { scores[$0] > scores[$1] })
    }

    @Test(arguments: Seeds.list(10))
    func everyChoiceIsTheBestOfWhatIsLeft(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<12).map { _ in Double.random(in: 0...1, using: &generator) }
        let grid = (0..<12).map { _ in (0..<12).map { _ in Double.random(in: 0...1, using: &generator) } }
        let chosen = MaximalMarginalRelevance.choose(5, scores: scores, balance: 0.6) { grid[min($0, $1)][max($0, $1)] }
        #expect(Set(chosen).count == 5)
        for (position, item) in chosen.enumerated() {
            let before = chosen[..<position]
            func worth(_ item: Int) -> Double {
                0.6 * scores[item] - 0.4 * (before.map { grid[min($0, item)][max($0, item)] }.max() ?? 0)
            }
            #expect(scores.indices.allSatisfy { before.contains($0) || worth($0) <= worth(item) })
        }
    }

    @Test(arguments: Seeds.list(10))
    func groupsTakeTurnsAndEachGivesItsBest(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<15).map { _ in Double.random(in: 0...1, using: &generator) }
        let groups = (0..<15).map { _ in Int.random(in: 0...3, using: &generator) }
        let chosen = MaximalMarginalRelevance.choose(15, scores: scores, balance: 1, groups: groups) { _, _ in 0 }
        #expect(Set(chosen).count == 15)
        for (position, item) in chosen.enumerated() {
            let (before, rest) = (chosen[..<position], chosen[position...])
            func taken(_ group: Int) -> Int { before.count { groups[$0] == group } }
            #expect(rest.allSatisfy { taken(groups[item]) <= taken(groups[$0]) })
            let rivals = rest.filter { taken(groups[$0]) == taken(groups[item]) }
            #expect(rivals.allSatisfy { scores[$0] <= scores[item] })
        }
    }

    @Test func likenessOfTextsIsSymmetricAndIgnoresCaseAndMarks() {
        let one = Trigrams("Hey babe!! how are you?")
        let other = Trigrams("hey babe how are you")
        #expect(one.similarity(to: other) == 1)
        let third = Trigrams("i love pizza")
        #expect(one.similarity(to: third) == third.similarity(to: one))
        #expect(one.similarity(to: third) < 0.3)
        #expect(Trigrams("😘").similarity(to: Trigrams("😘")) == 0)
    }
}
