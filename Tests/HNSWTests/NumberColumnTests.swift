import HNSW
import TestSupport
import Testing

/// Ranges of a column by its buckets against comparisons of its numbers, while it changes.
@Suite struct NumberColumnTests {
    /// Kinds of columns: spread evenly, long-tailed, of few different numbers, mostly null.
    enum Kind: CaseIterable {
        case even, longTailed, few, sparse

        func number(_ generator: inout SeededGenerator) -> Double {
            let number = Double.random(in: 0..<1, using: &generator)
            switch self {
            case .even: return number
            case .longTailed: return 1 / (number + 1e-9)
            case .few: return [0, -0.0, 0.25, 0.5, 1, .infinity, -.infinity, .nan][Int(number * 8)]
            case .sparse: return number < 0.9 ? .nan : number
            }
        }
    }

    private func expect(
        _ column: NumberColumn, answersAs numbers: [Double], _ generator: inout SeededGenerator, _ comment: Comment,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let known = numbers.filter { !$0.isNaN }
        var ranges: [ClosedRange<Double>] = [-.infinity ... .infinity, 0.3...0.3, 0.5...0.5, 0...0]
        for _ in 0..<8 {
            // Ends that are numbers of the column, and ends between them.
            let ends = (0..<2).map { _ in
                (known.randomElement(using: &generator) ?? 0) + (Bool.random(using: &generator) ? 0 : 1e-4)
            }.sorted()
            ranges.append(ends[0]...ends[1])
        }
        for range in ranges {
            let found = SlotBitmap(words: column.words(within: range))
            let expected = SlotBitmap(slotCount: numbers.count) { range.contains(numbers[Int($0)]) }
            #expect(found == expected, "\(comment), \(range)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: Kind.allCases, Seeds.list(2)) func rangesAreComparisonsWhileTheColumnChanges(
        kind: Kind, seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        for count in [0, 100, 4_095, 4_096, 20_000] {
            var numbers = (0..<count).map { _ in kind.number(&generator) }
            var column = NumberColumn(numbers)
            expect(column, answersAs: numbers, &generator, "\(count) at first")
            // Few changes, which the buckets take in; many, after which they are made anew; numbers of another kind.
            for (changes, kind) in [(50, kind), (count, kind), (count / 3, .even)] {
                let (before, numbersBefore) = (column, numbers)
                for _ in 0..<changes where count > 0 {
                    let slot = Int.random(in: 0..<count, using: &generator)
                    numbers[slot] = kind.number(&generator)
                    column.set(slot, numbers[slot])
                }
                let added = Int.random(in: 0...70, using: &generator)
                numbers += Array(repeating: .nan, count: added)
                column.grow(to: numbers.count)
                for slot in numbers.indices.suffix(added / 2) {
                    numbers[slot] = kind.number(&generator)
                    column.set(slot, numbers[slot])
                }
                expect(column, answersAs: numbers, &generator, "\(count), \(changes) changes")
                expect(before, answersAs: numbersBefore, &generator, "\(count), as it was")
            }
        }
    }

    /// A copy that was never asked makes its buckets of what it holds, not of what the other has become.
    @Test func copiesThatShareNothingYetMakeTheirOwnBuckets() {
        var generator = SeededGenerator(seed: 1)
        let numbers = (0..<10_000).map { _ in Double.random(in: 0..<1, using: &generator) }
        let old = NumberColumn(numbers)
        var new = old
        new.set(7, 2)
        var changed = numbers
        changed[7] = 2
        expect(old, answersAs: numbers, &generator, "old")
        expect(new, answersAs: changed, &generator, "new")
        new.set(8, 3)
        changed[8] = 3
        expect(new, answersAs: changed, &generator, "new, once more")
    }

    @Test func manyMayBeTheFirstToAsk() async {
        var generator = SeededGenerator(seed: 2)
        let numbers = (0..<50_000).map { _ in Double.random(in: 0..<1, using: &generator) }
        let column = NumberColumn(numbers)
        let expected = SlotBitmap(slotCount: numbers.count) { (0.2...0.4).contains(numbers[Int($0)]) }
        let answers = await withTaskGroup(of: SlotBitmap.self) { group in
            for _ in 0..<8 { group.addTask { SlotBitmap(words: column.words(within: 0.2...0.4)) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0 == expected })
    }
}
