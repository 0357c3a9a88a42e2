import RapportCore
import TestSupport

/// Something that changes a store, once it has returned for good.
public enum CrashOperation: Sendable {
    /// Loads rows: new ones, ones that are known, and ones whose money changed since.
    case load([LogRow])
    /// Gives a fan another profile, or the first one.
    case profile(PairID, FanProfile)
    /// Gives every record and every profile its vector and saves the graphs.
    case embed
    /// Brings the graphs up to date and saves them.
    case save
    /// Builds worn graphs anew, cuts the operation log, gives free pages back.
    case compact
    /// Forgets a fan for good, where the store knows one of that name.
    case forget(PairID)
    /// Lets go of the graphs in memory; the next operation maps the saved ones.
    case reopen
}

extension CrashOperation {
    /// Loads every second row that a script may load: so that there is something to find, and something to come.
    public static var loadHalf: CrashOperation {
        .load(stride(from: 0, to: CrashRows.count, by: 2).map { CrashRows.row($0, state: 1) })
    }
}

/// An endless series of operations that follows from a seed, the same in the process that is killed and in the
/// one that checks what it left.
public struct CrashScript: Sendable {
    private var generator: SeededGenerator
    private var isFirst = true

    /// What the script was made with.
    public var seed: UInt64 { generator.seed }

    public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    public mutating func next() -> CrashOperation {
        // What a kill left without a vector gets it before more is lost.
        if isFirst {
            isFirst = false
            return .embed
        }
        switch Int.random(in: 0..<25, using: &generator) {
        case 0..<10: return .load(rows())
        case 10..<14: return .embed
        case 14..<16: return .save
        case 16..<19: return .compact
        case 19..<23: return CrashProfiles.random(&generator)
        case 23: return .forget(CrashRows.pair(Int.random(in: CrashRows.forgettable, using: &generator)))
        default: return .reopen
        }
    }

    private mutating func rows() -> [LogRow] {
        (0..<Int.random(in: 1...40, using: &generator)).map { _ in
            CrashRows.row(Int.random(in: 0..<CrashRows.count, using: &generator), state: generator.next())
        }
    }
}

/// The profiles that a script gives: few, so that it meets each again, and two fans may have the same.
enum CrashProfiles {
    private static let jobs = ["nurse", "baker", "teacher"]

    static func random(_ generator: inout SeededGenerator) -> CrashOperation {
        let job = Int.random(in: 0...jobs.count, using: &generator)
        let rate = Double(Int.random(in: 0...2, using: &generator)) / 2
        let statements = jobs.indices.contains(job) ? [ProfileStatement(text: jobs[job], evidence: [1])] : []
        let communication = CommunicationPattern(
            fanMessages: 9, medianLength: 20, meanLength: 20, emojiRate: rate, questionRate: 0, initiative: 0.5,
            messagesByHour: Array(repeating: 1, count: 24), languages: [], evidence: [])
        return .profile(
            CrashRows.pair(Int.random(in: 0..<CrashRows.pairs, using: &generator)),
            FanProfile(source: .rules, statements: [.job: statements], communication: communication))
    }
}

/// The rows that a script loads: so few that it meets each many times, with other money.
enum CrashRows {
    static let count = 800
    /// Shares no factor with what else follows from a row's number, so that each fan has some of everything.
    static let pairs = 25
    /// Those whom a script may forget. The others stay, so that a store never runs out of fans.
    static let forgettable = 4..<pairs
    private static let start: Int64 = 1_744_156_800
    private static let words = [
        "hey", "you", "sailing", "weekend", "garden", "café", "🙂", "what", "are", "doing", "tonight", "photo",
    ]

    /// No fan's name is a part of another's.
    static func pair(_ number: Int) -> PairID {
        // The number first: an index of beginnings cuts texts off, and the byte behind may be any digit.
        PairID(fanID: "\(1_000 + number)_fan", modelName: "Model\(number % 2)")
    }

    /// Row `index`; `state` decides what may change later: whether its offer was bought, and its tips.
    static func row(_ index: Int, state: UInt64) -> LogRow {
        var generator = SeededGenerator(seed: UInt64(index))
        let price = Bool.random(using: &generator) ? 0 : Double(Int.random(in: 3...50, using: &generator))
        let purchased = price > 0 && state % 2 == 0
        let tips = state % 11 == 0 ? 5.0 : 0
        // Gaps about four hours: a row that comes later may join two conversations, or be one of its own.
        let minutes = Int64.random(in: 0..<60 * 24 * 4, using: &generator)
        let pair = pair(index % pairs)
        return LogRow(
            chatterName: "Chatter\(index % 3)", modelName: pair.modelName,
            fanMessage: index % 4 == 0 ? "" : text(index, of: pair, &generator),
            chatterMessage: text(index, of: pair, &generator) + "!",
            price: price, purchased: purchased, fanID: pair.fanID,
            datetime: Timestamp(nanoseconds: (start + minutes * 60) * 1_000_000_000), tips: tips,
            revenue: (purchased ? price : 0) + tips)
    }

    /// Names its fan, so that it can be found in the bytes of a file, and is unlike any other row's.
    private static func text(_ index: Int, of pair: PairID, _ generator: inout SeededGenerator) -> String {
        let chosen = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
            words[Int.random(in: 0..<words.count, using: &generator)]
        }
        return (chosen + [pair.fanID, "\(index)"]).joined(separator: " ")
    }
}
