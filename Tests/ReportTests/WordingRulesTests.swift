import Report
import Store
import TestSupport
import Testing

/// When a model's wording may stand in the place of a sentence.
@Suite struct WordingRulesTests {
    private static func figure(_ value: Double, _ style: Figure.Style) -> Figure {
        Figure(value: .real(value), style: style)
    }

    private static let sentence: Sentence = """
        Offers were unlocked in \(figure(0.25, .percent)) of cases, otherwise in \(figure(0.4, .percent)): \
        \(figure(-0.15, .points)), so the data does not show that one in ten is more
        """
    private static let masked = MaskedSentence(sentence)

    @Test func theModelSeesMarksAndNoFigure() {
        #expect(
            Self.masked.text(of: "B")
                == "Offers were unlocked in [[BA]] of cases, otherwise in [[BB]]: [[BC]], so the data does not show "
                + "that one in ten is more")
    }

    /// Two sentences that change places bring each other's marks, or marks of nobody.
    @Test func aWordingOfAnotherSentenceIsNoticed() throws {
        let own = Self.masked.withoutID("B", Self.masked.text(of: "B"))
        #expect(own == Self.masked.text)
        for other in [Self.masked.text(of: "C"), Self.masked.text] {
            let answer = Self.masked.withoutID("B", other)
            #expect(throws: WordingRefusal.swapped) { try WordingRules.sentence(from: answer, for: Self.masked) }
        }
    }

    @Test func aWordingThatClaimsTheSameIsTaken() throws {
        let sentence = try WordingRules.sentence(
            from:
                "  Unlocked were offers in [[A]] of the cases,\notherwise [[B]]: that is [[C]], so these figures don't "
                + "show one in ten is really more. ", for: Self.masked)
        #expect(
            sentence.text
                == "Unlocked were offers in 25.0% of the cases, otherwise 40.0%: that is −15.0 points, so these "
                + "figures don't show one in ten is really more")
        #expect(try WordingRules.sentence(from: Self.masked.text, for: Self.masked).text == Self.sentence.text)
    }

    private static func changed(_ old: String, _ new: String) -> String { masked.text.replacing(old, with: new) }

    @Test(
        arguments: [
            ("", WordingRefusal.leftOut), (changed("[[A]]", "[[BA]]"), .swapped), (changed("[[A]]", "[[D]]"), .swapped),
            (changed("[[B]]", ""), .marks), (changed("[[B]]", "[[B]] [[B]]"), .marks),
            ("Offers were unlocked in [[B]] of cases, otherwise in [[A]]: [[C]]", .marks),
            (changed("cases", "3 cases"), .numbers), (changed("cases", "½ cases"), .numbers),
            (changed("one in ten", "two in ten"), .numbers), (changed("one in ten", "this"), .numbers),
            (changed("[[A]]", "twice [[A]]"), .numbers), (changed("[[C]]", "[[C]] million"), .numbers),
            (changed("[[C]]", "[[C]] days"), .numbers), (changed("does not show", "shows"), .polarity),
            (changed("does not show that one in ten is more", "shows that one in ten is not more"), .polarity),
            (changed("more", "less"), .polarity), (changed("unlocked", "locked"), .polarity),
            (changed("otherwise in", "in"), .polarity), (changed("so the", "hence the"), nil),
            (changed("the data", "the data surely"), .polarity), (changed("Offers", "Profiles"), .subjects),
            (changed("cases", "cases of a tip"), .subjects), (changed("[[A]] of cases", "[[A]] cases"), .subjects),
            (changed("Offers", "**Offers**"), .markup), (changed("Offers", "<i>Offers"), .markup),
            (changed("cases", "cases (see evil.com)"), .markup), (changed("cases", "cases, see evil.com"), .markup),
            (changed("[[C]]", "-[[C]]"), .markup), (changed("[[C]]", "[[C]]%"), .markup),
            (changed("cases", "cases!](x"), .markup), (changed("cases", "c&#97;ses"), .numbers),
            (changed("cases", "саses"), .markup), (changed("Offers", "- Offers"), .markup),
            (changed("cases", "cases" + String(repeating: " indeed", count: 40)), .length),
        ] as [(String, WordingRefusal?)])
    func aWordingThatMightClaimSomethingElseIsRefused(answer: String, refusal: WordingRefusal?) {
        guard let refusal else {
            #expect(throws: Never.self) { try WordingRules.sentence(from: answer, for: Self.masked) }
            return
        }
        #expect(throws: refusal, "\(answer)") { try WordingRules.sentence(from: answer, for: Self.masked) }
    }

    /// Whatever a model does to the words, what is taken holds the figures in their order and no other number.
    @Test(arguments: Seeds.list(3)) func whatIsTakenHoldsTheFiguresAndNoOther(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let spare = ["", "indeed", "not", "[[A]]", "[[B]]", "7", "more", "two", "<b>", "we found"]
        let own = Self.masked.text.split(separator: " ").map(String.init)
        var taken = 0
        for _ in 0..<3_000 {
            var words = own
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: 0..<words.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: words[place] = spare.randomElement(using: &random) ?? ""
                case 1: words.insert(spare.randomElement(using: &random) ?? "", at: place)
                default: words.swapAt(place, Int.random(in: 0..<words.count, using: &random))
                }
            }
            let answer = words.joined(separator: " ")
            guard let sentence = try? WordingRules.sentence(from: answer, for: Self.masked) else { continue }
            taken += 1
            #expect(FootnotedBlock.numbers(sentence.text) == FootnotedBlock.numbers(Self.sentence.text), "\(answer)")
            let denials = sentence.text.split(separator: " ").count { $0 == "not" }
            #expect(denials == 1 && !sentence.text.contains("<"), "\(answer)")
        }
        #expect(taken > 50)
    }

    @Test func aNameIsShortFriendlyDifferentAndNobodys() {
        let names = [
            "Cosy garden talkers", "Garden", "Top 10 spenders", "Ten good friends", "Toms kind friends",
            "Martin and friends", "Friends of Toronto",
            "Naked truth seekers", "Hopeless losers club", "<b>Bold</b> fans", "Quiet  readers", "quiet readers",
            "Talkative regulars", "Some fans who write and write on",
        ]
        let fit = ClusterNameRules.fit(names, taken: ["Talkative regulars"], persons: ["toms"])
        #expect(fit.map { $0 != nil } == [true] + Array(repeating: false, count: 13))
        let tidied = ClusterNameRules.fit(["Quiet  night-time readers"], taken: [], persons: [])
        #expect(tidied == ["Quiet night-time readers"])
    }
}
