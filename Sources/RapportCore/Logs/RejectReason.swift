/// Why a row was not loaded. The raw values are the words of every report.
public enum RejectReason: String, CaseIterable, Sendable, Codable, Comparable {
    /// `is_system` is true, or a text starts with `System:`.
    case system
    /// `fan_id` is null, blank or `!`.
    case noFan = "no_fan"
    /// `model_name` is null or blank.
    case noModel = "no_model"
    /// `datetime` is null, unreadable, or outside what nanoseconds can count.
    case badTime = "bad_time"
    /// A number is negative, infinite or unreadable.
    case badNumber = "bad_number"
    /// A value has a type that its column cannot hold.
    case badType = "bad_type"
    /// Both texts are blank.
    case empty
    /// The pair was forgotten on request.
    case forgotten

    public static func < (left: RejectReason, right: RejectReason) -> Bool { left.rawValue < right.rawValue }
}

/// Rows that were not loaded, counted by reason, with where the first few of each lie.
public struct RejectCounts: Sendable, Equatable {
    public private(set) var counts: [RejectReason: Int] = [:]
    /// The first rows of each reason, 1-based positions in the file, at most `examplesKept`.
    public private(set) var examples: [RejectReason: [Int]] = [:]
    public static let examplesKept = 5

    public init() {}

    public var total: Int { counts.values.reduce(0, +) }

    /// - Parameter row: 1-based position of the row among the file's rows.
    public mutating func add(_ reason: RejectReason, row: Int) {
        counts[reason, default: 0] += 1
        if counts[reason, default: 0] <= Self.examplesKept { examples[reason, default: []].append(row) }
    }

    public mutating func merge(_ other: RejectCounts) {
        for (reason, count) in other.counts { counts[reason, default: 0] += count }
        for (reason, rows) in other.examples {
            examples[reason] = Array((examples[reason, default: []] + rows).prefix(Self.examplesKept))
        }
    }
}
