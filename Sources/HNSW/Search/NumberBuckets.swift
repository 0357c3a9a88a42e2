import CVectorKernels

/// In which bucket each number of a column lies: buckets in ascending order, of about equally many numbers each, and
/// one to itself for a number that many slots hold.
///
/// After the approximation vectors of the VA-file (Weber, Schek and Blott 1998).
struct NumberBuckets: Sendable {
    /// A bucket's number, one a slot.
    private var buckets: [UInt16]
    /// The least number that each bucket takes, ascending, but for the first, which takes whatever is less.
    private let starts: [Double]
    /// The greatest number that each bucket ever held.
    private var greatest: [Double]
    /// Slots that were changed or added since.
    private(set) var changed = 0

    /// The bucket of null.
    private static let null = UInt16.max
    /// No bucket has it.
    private static let none = UInt16.max - 1
    /// Numbers that stand for all, and how many of them share a bucket.
    private static let sampleCount = 16_384
    private static let sampledPerBucket = 4

    /// - Complexity: O(numbers · log buckets): 10 to 70 milliseconds a million.
    init(_ values: [Double]) {
        starts = Self.starts(of: values)
        greatest = [Double](repeating: -.infinity, count: starts.count + 1)
        buckets = []
        buckets.reserveCapacity(values.count)
        for value in values { buckets.append(entered(value)) }
    }

    /// Notes what a slot now holds.
    mutating func set(_ slot: Int, _ value: Double) {
        buckets[slot] = entered(value)
        changed += 1
    }

    mutating func appendNulls(_ count: Int) {
        buckets.append(contentsOf: repeatElement(Self.null, count: count))
        changed += count
    }

    /// The slots of `values`, which these are the buckets of, that lie in a range.
    ///
    /// - Complexity: O(numbers): about 40 microseconds a million with AVX2.
    func words(of values: [Double], within range: ClosedRange<Double>) -> [UInt64] {
        let (low, high) = (range.lowerBound, range.upperBound)
        let (first, last) = (bucket(of: low), bucket(of: high))
        let isFirstWhole = low <= (first == 0 ? -.infinity : starts[Int(first) - 1])
        let isLastWhole = high >= greatest[Int(last)]
        // Both ends may lie in one bucket.
        let isWhole = first == last ? isFirstWhole && isLastWhole : isFirstWhole
        var kernelRange = vk_bucket_range(
            first: first, last: last, partial: (isWhole ? Self.none : first, isLastWhole ? Self.none : last),
            low: low, high: high)
        return ColumnBits.words(of: buckets) { buckets, words in
            values.withUnsafeBufferPointer {
                vk_bits_of_buckets(buckets, $0.baseAddress, $0.count, &kernelRange, words)
            }
        }
    }

    /// The bucket of a number that is put into a slot.
    private mutating func entered(_ value: Double) -> UInt16 {
        if value.isNaN { return Self.null }
        let bucket = bucket(of: value)
        greatest[Int(bucket)] = max(greatest[Int(bucket)], value)
        return bucket
    }

    /// How many buckets but the first take nothing greater: by halves, without a branch.
    private func bucket(of value: Double) -> UInt16 {
        starts.withUnsafeBufferPointer { starts in
            var (place, length) = (0, starts.count)
            while length > 0 {
                let half = (length + 1) / 2
                place += starts[place + half - 1] <= value ? half : 0
                length -= half
            }
            return UInt16(truncatingIfNeeded: place)
        }
    }

    private static func starts(of values: [Double]) -> [Double] {
        let stride = max(1, values.count / sampleCount)
        let sample = Swift.stride(from: 0, to: values.count, by: stride).lazy.map { values[$0] }.filter { !$0.isNaN }
            .sorted()
        var starts: [Double] = []
        for index in Swift.stride(from: 0, to: sample.count, by: sampledPerBucket) {
            let value = sample[index]
            if starts.last.map({ $0 < value }) ?? true { starts.append(value) }
            // What follows it begins another bucket where it fills one.
            let isFrequent = sample[min(index + sampledPerBucket - 1, sample.count - 1)] == value
            if isFrequent, value.nextUp > starts[starts.count - 1] { starts.append(value.nextUp) }
        }
        return starts
    }
}
