import RapportCore

/// The rows of a file as they were found, before the rules of reading decide which are good.
struct RowColumns {
    var chatterName = TextCells()
    var modelName = TextCells()
    var fanMessage = TextCells()
    var chatterMessage = TextCells()
    var fanID = TextCells()
    /// Nanoseconds since 1970 in UTC.
    var datetime: [Int64] = []
    var price: [Double] = []
    var purchased: [Bool] = []
    var tips: [Double] = []
    /// Ignored where `hasRevenue` is false.
    var revenue: [Double] = []
    var faults: [RowFaults] = []
    /// Whether the file has a column `revenue`.
    var hasRevenue = true

    var count: Int { faults.count }
}

/// What is wrong with a row, apart from what its texts show.
struct RowFaults: OptionSet {
    let rawValue: UInt8
    /// `is_system` is true.
    static let system = RowFaults(rawValue: 1)
    static let badTime = RowFaults(rawValue: 2)
    static let badNumber = RowFaults(rawValue: 4)
    static let badType = RowFaults(rawValue: 8)
    /// `fan_id` has a type that it cannot have; it is not null, so the row is not `no_fan`.
    static let mistypedFan = RowFaults(rawValue: 16)
    static let mistypedModel = RowFaults(rawValue: 32)
}

/// Ranges of a `TextRegion`; null is the empty range.
struct TextCells {
    var offsets: [Int] = []
    var lengths: [Int32] = []

    init() {}

    /// `count` nulls.
    init(count: Int) {
        offsets = Array(repeating: 0, count: count)
        lengths = Array(repeating: 0, count: count)
    }

    mutating func append(_ range: TextRange) {
        offsets.append(range.offset)
        lengths.append(range.length)
    }

    mutating func set(_ row: Int, _ range: TextRange) {
        offsets[row] = range.offset
        lengths[row] = range.length
    }

    func bytes(_ row: Int, in all: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: all[offsets[row]..<offsets[row] + Int(lengths[row])])
    }

    mutating func move(_ from: Int, to target: Int) {
        offsets[target] = offsets[from]
        lengths[target] = lengths[from]
    }

    mutating func truncate(to count: Int) {
        offsets.removeSubrange(count...)
        lengths.removeSubrange(count...)
    }
}

/// Where one text lies in a `TextRegion`.
struct TextRange {
    var offset: Int
    var length: Int32
    static let null = TextRange(offset: 0, length: 0)

    init(offset: Int, length: Int32) {
        self.offset = offset
        self.length = length
    }

    /// - Returns: nil where the text is longer than a column can say (2 GiB).
    init?(offset: Int, count: Int) {
        guard let length = Int32(exactly: count) else { return nil }
        self.init(offset: offset, length: length)
    }
}
