import CVectorKernels
import TestSupport
import Testing

@Suite struct WalkKernelTests {
    /// Of 111 numbers 100 are slots, ten lead nowhere, and one ends a row.
    private static func link(_ number: UInt32) -> UInt32 { number == 110 ? .max : number }

    @Test(arguments: Seeds.list(3)) func gatheringIsReadingTheRow(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let coarse = [UInt8](repeating: 0, count: 100 * 64)
        for _ in 0..<200 {
            let width = Int.random(in: 0...40, using: &generator)
            let links = (0..<width).map { _ in Self.link(UInt32.random(in: 0..<111, using: &generator)) }
            var marks = (0..<100).map { _ in UInt8.random(in: 0...2, using: &generator) }
            var marksBefore = marks
            var expected: [UInt32] = []
            var expectedMarks = marks
            for link in links {
                if link == .max { break }
                if link >= 100 { continue }
                if expectedMarks[Int(link)] != 1 { expected.append(link) }
                expectedMarks[Int(link)] = 1
            }
            var out = [UInt32](repeating: 7, count: width + 1)
            let count = coarse.withUnsafeBufferPointer { coarse in
                var rows = vk_code_rows()
                rows.coarse = coarse.baseAddress
                rows.stride = 64
                rows.dimension = 128
                return vk_gather_links(links, width, 100, &marks, 1, &rows, &out)
            }
            #expect(Array(out.prefix(count)) == expected)
            #expect(marks == expectedMarks)

            // Seen ahead it is all that is there, and taken afterwards it is what gathering gives.
            var seen = [UInt32](repeating: 7, count: width + 1)
            let seenCount = coarse.withUnsafeBufferPointer { coarse in
                var rows = vk_code_rows()
                (rows.coarse, rows.stride, rows.dimension) = (coarse.baseAddress, 64, 128)
                return vk_look_ahead(links, width, 100, marksBefore, 1, &rows, &seen)
            }
            var taken = [UInt32](repeating: 7, count: width + 1)
            let takenCount = vk_take_fresh(seen, seenCount, &marksBefore, 1, &taken)
            #expect(Array(taken.prefix(takenCount)) == expected)
            #expect(marksBefore == expectedMarks)
        }
    }

    @Test(arguments: Seeds.list(3)) func gatheringAdmittedLinksPartsTheRow(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let coarse = [UInt8](repeating: 0, count: 100 * 64)
        for _ in 0..<200 {
            let width = Int.random(in: 0...40, using: &generator)
            let links = Array((UInt32(0)..<111).shuffled(using: &generator).prefix(width).map(Self.link))
            let words = [UInt64.random(in: 0 ... .max, using: &generator)]
            var marks = (0..<100).map { _ in UInt8.random(in: 0...1, using: &generator) }
            let marksBefore = marks
            let fresh = links.prefix { $0 != .max }.filter { $0 < 100 && marks[Int($0)] != 1 }
            // Slots beyond the bitmap are not admitted.
            let isAdmitted = { (slot: UInt32) in slot < 64 && words[0] >> UInt64(slot) & 1 == 1 }
            var expectedMarks = marks
            for link in fresh where isAdmitted(link) { expectedMarks[Int(link)] = 1 }
            var out = [UInt32](repeating: 7, count: width + 1)
            var others = [UInt32](repeating: 7, count: width + 1)
            var otherCount = 0
            let count = coarse.withUnsafeBufferPointer { coarse in
                var rows = vk_code_rows()
                (rows.coarse, rows.stride, rows.dimension) = (coarse.baseAddress, 64, 128)
                return vk_gather_admitted(
                    links, width, 100, &marks, 1, words, 64, &rows, &out, &others, &otherCount)
            }
            #expect(Array(out.prefix(count)) == fresh.filter(isAdmitted))
            #expect(Array(others.prefix(otherCount)) == fresh.filter { !isAdmitted($0) })
            var marksAlone = marksBefore
            var alone = [UInt32](repeating: 7, count: width + 1)
            let aloneCount = coarse.withUnsafeBufferPointer { coarse in
                var rows = vk_code_rows()
                (rows.coarse, rows.stride, rows.dimension) = (coarse.baseAddress, 64, 128)
                return vk_gather_admitted_alone(links, width, 100, &marksAlone, 1, words, 64, &rows, &alone)
            }
            #expect(Array(alone.prefix(aloneCount)) == fresh.filter(isAdmitted))
            #expect(marksAlone == expectedMarks)
            #expect(marks == expectedMarks)
        }
    }

    @Test(arguments: Seeds.list(3), [false, true]) func insertingKeepsTheOrder(seed: UInt64, amongMany: Bool) {
        var generator = SeededGenerator(seed: seed)
        var sorted = [vk_candidate](repeating: vk_candidate(), count: 101)
        var expected: [(Float, UInt32)] = []
        for slot in UInt32(0)..<100 {
            let similarity = Float(Int.random(in: 0..<20, using: &generator))
            let candidate = vk_candidate(similarity: similarity, slot: slot)
            let place =
                amongMany
                ? vk_insert_among_many(&sorted, Int(slot), candidate) : vk_insert(&sorted, Int(slot), candidate)
            let expectedPlace = expected.count { $0.0 >= similarity }
            expected.insert((similarity, slot), at: expectedPlace)
            #expect(place == expectedPlace)
        }
        #expect(sorted.prefix(100).map(\.slot) == expected.map(\.1))
    }
}
