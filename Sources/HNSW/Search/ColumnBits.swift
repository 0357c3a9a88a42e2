import CVectorKernels

/// Which values of a column satisfy a condition: bit s % 64 of word s / 64 stands for slot s, as in `SlotBitmap`.
///
/// Bits beyond the column are 0.
public enum ColumnBits {
    /// Numbers in a range; never NaN.
    ///
    /// - Complexity: O(numbers): about 0.1 milliseconds a million with AVX2, twice that without.
    public static func words(of numbers: [Double], within range: ClosedRange<Double>) -> [UInt64] {
        words(of: numbers) { vk_bits_of_numbers($0, numbers.count, range.lowerBound, range.upperBound, $1) }
    }

    /// Codes in a range.
    ///
    /// - Complexity: O(codes): about 0.05 milliseconds a million with AVX2, twice that without.
    public static func words(of codes: [UInt32], within range: ClosedRange<UInt32>) -> [UInt64] {
        words(of: codes) { vk_bits_of_codes($0, codes.count, range.lowerBound, range.upperBound, $1) }
    }

    /// Codes that a table admits.
    ///
    /// - Parameter table: of each code whether it is admitted; codes beyond it are not.
    /// - Complexity: O(codes): about 0.5 milliseconds a million, as long as the table fits a processor's caches.
    public static func words(of codes: [UInt32], admittedBy table: [Bool]) -> [UInt64] {
        table.withUnsafeBytes { table in
            words(of: codes) {
                let bytes = table.baseAddress?.assumingMemoryBound(to: UInt8.self)
                vk_bits_of_table($0, codes.count, bytes, UInt32(clamping: table.count), $1)
            }
        }
    }

    /// Bits that `fill` writes for a column that is not empty.
    static func words<Element>(
        of column: [Element], _ fill: (UnsafePointer<Element>?, UnsafeMutablePointer<UInt64>?) -> Void
    ) -> [UInt64] {
        // The library writes the count of an empty array, too, into memory that all threads share.
        if column.isEmpty { return [] }
        let count = (column.count + 63) / 64
        return [UInt64](unsafeUninitializedCapacity: count) { words, used in
            column.withUnsafeBufferPointer { fill($0.baseAddress, words.baseAddress) }
            used = count
        }
    }
}
