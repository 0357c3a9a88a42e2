import Synchronization

/// A column of numbers, one a slot, in which ranges are looked up; NaN is null.
///
/// Beside the numbers lies in which of some thousand buckets each of them is, in two bytes: a range reads those, and
/// of the numbers only the few in the buckets at its ends. The first range that is asked for makes the buckets.
public struct NumberColumn: Sendable {
    /// One a slot.
    public private(set) var values: [Double]
    private var buckets: NumberBuckets?
    private var made = MadeBuckets()

    /// Fewer numbers than these are compared one by one.
    static let bucketedCount = 4_096

    /// A column of numbers as they are; NaN for null.
    public init(_ values: [Double] = []) { self.values = values }

    /// Slots.
    public var count: Int { values.count }

    /// The number in a slot; NaN for null. The slot must be below `count`.
    public subscript(slot: Int) -> Double { values[slot] }

    /// The slots whose numbers lie in a range, as `ColumnBits` has them.
    ///
    /// - Complexity: O(numbers): about 40 microseconds a million with AVX2. What makes the buckets takes up to
    ///   70 milliseconds a million, once.
    public func words(within range: ClosedRange<Double>) -> [UInt64] {
        guard count >= Self.bucketedCount else { return ColumnBits.words(of: values, within: range) }
        return (buckets ?? made.buckets(of: values)).words(of: values, within: range)
    }

    /// Puts a number into a slot below `count`; NaN for null.
    ///
    /// - Complexity: O(log buckets); O(`count`) once after the column was copied.
    public mutating func set(_ slot: Int, _ value: Double) {
        beginChange()
        values[slot] = value
        buckets?.set(slot, value)
        dropWornBuckets()
    }

    /// Makes room for as many slots, so that adding them copies nothing.
    public mutating func reserveCapacity(_ count: Int) { values.reserveCapacity(count) }

    /// Adds slots that hold null.
    public mutating func grow(to count: Int) {
        guard count > self.count else { return }
        beginChange()
        let missing = count - self.count
        values.append(contentsOf: repeatElement(.nan, count: missing))
        buckets?.appendNulls(missing)
        dropWornBuckets()
    }

    /// Whoever reads the column as it was may have made its buckets, or do so yet; then they are not those of what it
    /// will be.
    private mutating func beginChange() {
        if let known = made.known {
            buckets = buckets ?? known
        } else if isKnownUniquelyReferenced(&made) {
            return
        }
        made = MadeBuckets()
    }

    /// Where much has changed, buckets of other sizes are better.
    private mutating func dropWornBuckets() {
        if (buckets?.changed ?? 0) > count / 2 { buckets = nil }
    }
}

/// The buckets of a column that does not change, made by the first who asks; no lock is taken.
private final class MadeBuckets: Sendable {
    private final class Box: Sendable {
        let buckets: NumberBuckets
        init(_ buckets: NumberBuckets) { self.buckets = buckets }
    }

    private let box = AtomicLazyReference<Box>()

    var known: NumberBuckets? { box.load()?.buckets }

    func buckets(of values: [Double]) -> NumberBuckets {
        known ?? box.storeIfNil(Box(NumberBuckets(values))).buckets
    }
}
