import Retrieval
import TestSupport
import Testing

@Suite struct ReciprocalRankFusionTests {
    @Test func ranksAddUpAsThePaperSays() {
        let fused = ReciprocalRankFusion.fuse([["a", "b", "c"], ["c", "a"]])
        #expect(fused.map(\.id) == ["a", "c", "b"])
        #expect(fused[0].score == 1 / 61.0 + 1 / 62.0)
        #expect(fused[2].score == 1 / 62.0)
    }

    @Test(arguments: Seeds.list(20))
    func theOrderOfTheRankingsDoesNotMatter(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rankings = (0..<3).map { _ in Array((0..<30).shuffled(using: &generator).prefix(20)) }
        let one = ReciprocalRankFusion.fuse(rankings)
        let other = ReciprocalRankFusion.fuse([rankings[2], rankings[0], rankings[1]])
        #expect(one.map(\.id) == other.map(\.id))
        #expect(Set(one.map(\.id)) == Set(rankings.joined()))
    }

    @Test(arguments: Seeds.list(20))
    func anItemThatIsNoLowerInAnyRankingIsNoLowerInTheFusedOne(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rankings = (0..<2).map { _ in Array(0..<15).shuffled(using: &generator) }
        let fused = ReciprocalRankFusion.fuse(rankings).map(\.id)
        for left in 0..<15 {
            for right in 0..<15 where left != right {
                let isBelow = rankings.allSatisfy { ranking in
                    place(left, ranking) < place(right, ranking)
                }
                if isBelow { #expect(place(left, fused) < place(right, fused)) }
            }
        }
    }

    @Test(arguments: Seeds.list(10))
    func oneRankingStaysAsItIs(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let ranking = Array(0..<20).shuffled(using: &generator)
        #expect(ReciprocalRankFusion.fuse([ranking, []]).map(\.id) == ranking)
        #expect(ReciprocalRankFusion.fuse([ranking + ranking]).map(\.id) == ranking)
    }

    private func place(_ item: Int, _ ranking: [Int]) -> Int { ranking.firstIndex(of: item) ?? .max }
}
