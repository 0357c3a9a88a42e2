import RapportCore

/// The rows of a log, pair by pair: pairs by fan, then model, in byte order of UTF-8; the rows of a pair by
/// time, then by their order in the file.
///
/// Every export and every ingest walks the log in this order. Holds row numbers only; texts stay in the table.
public struct SortedPairs: Sendable {
    public let table: LogTable
    /// All rows of the table, sorted.
    private let rows: [Int]
    /// Where each pair begins in `rows`, and the number of rows at the end.
    private let starts: [Int]
    /// Which of a row's texts are not blank, by row of the table.
    private let presence: [MessagePresence]
    /// The time of the newest row of the log; nil for a log without rows.
    public let newestRow: Timestamp?

    /// Sorts `table`.
    ///
    /// - Complexity: O(rows · log of the longest pair), and one look at each text.
    public init(_ table: LogTable) {
        self.table = table
        presence = MessagePresence.all(of: table)
        newestRow = table.datetime.max()
        let names = parallelMap([table.fanID, table.modelName], ByteInterner.init)
        var rows = Array(0..<table.count)
        // Least significant key first: each pass keeps the order of the one before.
        for name in names.reversed() { rows = countingSort(rows, by: name.ranks, distinct: name.distinctCount) }
        starts = Self.starts(of: rows, names.map(\.ranks))
        for pair in starts.indices.dropLast() {
            sortByTime(&rows, starts[pair]..<starts[pair + 1], table.datetime)
        }
        self.rows = rows
    }

    private static func starts(of rows: [Int], _ names: [[Int32]]) -> [Int] {
        let inner = rows.indices.dropFirst().filter { position in
            names.contains { $0[rows[position]] != $0[rows[position - 1]] }
        }
        return (rows.isEmpty ? [] : [0]) + inner + [rows.count]
    }
}

extension SortedPairs: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { starts.count - 1 }

    /// One pair with its rows.
    ///
    /// - Complexity: O(1), and two strings.
    public subscript(position: Int) -> PairRows {
        let rows = rows[starts[position]..<starts[position + 1]]
        let first = rows[rows.startIndex]
        return PairRows(pair: PairID(fanID: table.fanID[first], modelName: table.modelName[first]), rows: rows)
    }

    /// The rows of one pair without their texts, in order of time.
    ///
    /// - Complexity: O(rows of the pair).
    public func exchanges(_ position: Int) -> [Exchange] {
        rows[starts[position]..<starts[position + 1]].map { (row: Int) -> Exchange in
            Exchange(
                datetime: table.datetime[row], price: table.price[row], tips: table.tips[row],
                revenue: table.revenue[row], purchased: table.purchased[row],
                hasFanMessage: presence[row].contains(.fan), hasChatterMessage: presence[row].contains(.chatter))
        }
    }

    /// Positions of about `rowsPerPart` rows each, for work in parts.
    func parts(rowsPerPart: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var first = 0
        for position in indices where starts[position + 1] - starts[first] >= rowsPerPart {
            parts.append(first..<position + 1)
            first = position + 1
        }
        return first < endIndex ? parts + [first..<endIndex] : parts
    }
}

/// A pair and the rows of the table that are its own.
public struct PairRows: Sendable {
    public let pair: PairID
    /// Rows of the table, in order of time. Never empty.
    public let rows: ArraySlice<Int>
}

/// Which texts of a row are not blank.
struct MessagePresence: OptionSet {
    let rawValue: UInt8
    static let fan = MessagePresence(rawValue: 1)
    static let chatter = MessagePresence(rawValue: 2)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// In the order of the file, which is the order of the bytes: a sorted walk would miss the cache at each row.
    static func all(of table: LogTable) -> [MessagePresence] {
        let rowsPerPart = 65_536
        let parts = stride(from: 0, to: table.count, by: rowsPerPart).map {
            $0..<Swift.min($0 + rowsPerPart, table.count)
        }
        return parallelMap(parts) { rows in rows.map { MessagePresence(of: $0, in: table) } }.flatMap { $0 }
    }

    private init(of row: Int, in table: LogTable) {
        self = []
        if !table.fanMessage.isBlank(row) { insert(.fan) }
        if !table.chatterMessage.isBlank(row) { insert(.chatter) }
    }
}

/// `rows` by their key, rows with one key in the order that they had.
///
/// - Complexity: O(rows + distinct).
private func countingSort(_ rows: [Int], by keys: [Int32], distinct: Int) -> [Int] {
    var places = [Int](repeating: 0, count: distinct + 1)
    for key in keys { places[Int(key) + 1] += 1 }
    for key in 0..<distinct { places[key + 1] += places[key] }
    return [Int](unsafeUninitializedCapacity: rows.count) { sorted, count in
        for row in rows {
            let key = Int(keys[row])
            sorted[places[key]] = row
            places[key] += 1
        }
        count = rows.count
    }
}

/// Sorts one pair's rows, given in the order of the file, by time. Rows of one time keep their order.
private func sortByTime(_ rows: inout [Int], _ range: Range<Int>, _ times: [Timestamp]) {
    let isSorted = range.dropFirst().allSatisfy { times[rows[$0 - 1]] <= times[rows[$0]] }
    if isSorted { return }
    rows[range].sort { left, right in
        times[left] == times[right] ? left < right : times[left] < times[right]
    }
}
