import CVectorKernels
import TestSupport
import Testing

/// The bits of a column against a plain loop, at every length around a word.
@Suite struct ColumnKernelTests {
    static let lengths = [0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 129, 1_000]

    private func bits(_ count: Int, _ fill: (UnsafeMutablePointer<UInt64>?) -> Void) -> [Bool] {
        var words = [UInt64](repeating: 0xAAAA, count: (count + 63) / 64)
        words.withUnsafeMutableBufferPointer { fill($0.baseAddress) }
        return (0..<64 * words.count).map { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
    }

    private func padded(_ bits: [Bool]) -> [Bool] {
        bits + Array(repeating: false, count: (bits.count + 63) / 64 * 64 - bits.count)
    }

    @Test(arguments: lengths) func bitsOfNumbersAreComparisons(length: Int) {
        var generator = SeededGenerator(seed: UInt64(length))
        let values: [Double] = [.nan, -.infinity, -1, -0.0, 0, 0.5, 1, .infinity]
        let column = (0..<length).map { _ in values[Int.random(in: 0..<values.count, using: &generator)] }
        for low in values where !low.isNaN {
            for high in values where low <= high {
                let expected = padded(column.map { $0 >= low && $0 <= high })
                for level in KernelTwinTests.levels {
                    let found = bits(length) { vk_bits_of_numbers_at(vk_level(level), column, length, low, high, $0) }
                    #expect(found == expected, "level \(level)")
                }
                #expect(bits(length) { vk_bits_of_numbers(column, length, low, high, $0) } == expected)
            }
        }
    }

    @Test(arguments: lengths) func bitsOfCodesAreComparisons(length: Int) {
        var generator = SeededGenerator(seed: UInt64(length))
        let values: [UInt32] = [0, 1, 2, 1 << 31 - 1, 1 << 31, .max]
        let column = (0..<length).map { _ in values[Int.random(in: 0..<values.count, using: &generator)] }
        for low in values {
            for high in values where low <= high {
                let expected = padded(column.map { $0 >= low && $0 <= high })
                for level in KernelTwinTests.levels {
                    let found = bits(length) { vk_bits_of_codes_at(vk_level(level), column, length, low, high, $0) }
                    #expect(found == expected, "level \(level)")
                }
                #expect(bits(length) { vk_bits_of_codes(column, length, low, high, $0) } == expected)
            }
        }
    }

    @Test(arguments: lengths) func bitsOfBucketsAreComparisons(length: Int) {
        var generator = SeededGenerator(seed: UInt64(length))
        // Ten numbers a bucket, and one that holds what is null.
        let column = (0..<length).map { _ in Int.random(in: 0..<8, using: &generator) }
        let numbers = column.map { $0 == 7 ? .nan : 10 * Double($0) + Double.random(in: 0..<10, using: &generator) }
        let buckets = column.map { UInt16($0 == 7 ? Int(UInt16.max) : $0) }
        for _ in 0..<50 {
            let low = Double.random(in: 0..<70, using: &generator)
            let high = Double.random(in: low..<70, using: &generator)
            let (first, last) = (UInt16(low / 10), UInt16(high / 10))
            var range = vk_bucket_range(first: first, last: last, partial: (first, last), low: low, high: high)
            let expected = padded(numbers.map { $0 >= low && $0 <= high })
            for level in KernelTwinTests.levels {
                let found = bits(length) {
                    vk_bits_of_buckets_at(vk_level(level), buckets, numbers, length, &range, $0)
                }
                #expect(found == expected, "level \(level)")
            }
            #expect(bits(length) { vk_bits_of_buckets(buckets, numbers, length, &range, $0) } == expected)
            // Of a bucket that is taken whole no number is looked at.
            range.partial = (UInt16.max - 1, UInt16.max - 1)
            let whole = padded(column.map { $0 >= Int(first) && $0 <= Int(last) })
            #expect(bits(length) { vk_bits_of_buckets(buckets, numbers, length, &range, $0) } == whole)
        }
    }

    @Test(arguments: lengths) func codesBeyondATableAreNotAdmitted(length: Int) {
        var generator = SeededGenerator(seed: UInt64(length))
        let table = (0..<20).map { _ in UInt8.random(in: 0...1, using: &generator) }
        let column = (0..<length).map { _ in UInt32.random(in: 0..<25, using: &generator) }
        let found = bits(length) { vk_bits_of_table(column, length, table, 20, $0) }
        #expect(found == padded(column.map { $0 < 20 && table[Int($0)] == 1 }))
    }
}
