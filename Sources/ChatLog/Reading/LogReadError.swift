import RapportCore

/// Why a log file could not be read: the file, the place in it, and what was found there.
public struct LogReadError: RapportError, Equatable {
    public let file: String
    public let place: Place
    public let problem: LogReadProblem

    /// Where in the file; of a gzipped file, where in what it unpacks to.
    public enum Place: Equatable, Sendable {
        case wholeFile
        /// Counted from 0.
        case byte(Int)
        /// Counted from 1, without the header.
        case row(Int)
    }

    public init(file: String, place: Place, problem: LogReadProblem) {
        self.file = file
        self.place = place
        self.problem = problem
    }

    public var message: String {
        let location =
            switch place {
            case .wholeFile: ""
            case .byte(let byte): " at byte \(byte)"
            case .row(let row): " at row \(row)"
            }
        return "cannot read '\(file)'\(location): \(problem)"
    }
}

/// What was found instead of a log; the description says what to do next.
public enum LogReadProblem: Error, Equatable, Sendable {
    /// The operating system refused; `step` says what was tried.
    case system(step: String, reason: String)
    case notAFile
    case emptyFile
    case unknownFormat
    case utf16
    case jsonArray
    case missingColumns([String])
    /// A column's type can hold none of the values that the column is for.
    case wrongColumnType(column: String, found: String, expected: String)

    /// The file ends where `needed` more bytes should be.
    case truncated(needed: UInt64, left: Int)
    case unknownOpcode(UInt8)
    case unknownProtocol(Int)
    case foreignName(String)
    case outOfBandBuffer
    case persistentID
    case malformedPickle(String)
    case limit(String)
    case notATable(String)

    case unterminatedQuote
    case damagedGzip(String)
    case unpacksTooLarge(limit: Int)
}

extension LogReadProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .system(let step, let reason): "\(step) failed: \(reason)"
        case .notAFile: "it is not a regular file; give the path of a log file"
        case .emptyFile: "it is empty; export the logs again"
        case .unknownFormat: "it is neither a pandas pickle, CSV nor JSON lines; export it as one of them"
        case .utf16: "it is UTF-16; save it as UTF-8"
        case .jsonArray:
            "it is one JSON array; write an object per line, as pandas' to_json(orient='records', lines=True)"
        case .missingColumns(let names):
            "it lacks \(names.count == 1 ? "the column" : "the columns") \(quoted(names)); export it with all ten columns"
        case .wrongColumnType(let column, let found, let expected):
            "column '\(column)' holds \(found), not \(expected); convert it before the export"
        case .truncated(let needed, let left):
            "it is cut short: \(needed) more bytes should follow, \(left) do; copy or export it again"
        case .unterminatedQuote: "a quote opens and never closes; export it again"
        case .damagedGzip(let found): "its gzip data is damaged (\(found)); copy or export it again"
        case .unpacksTooLarge(let limit):
            "it unpacks to more than \(limit) bytes, too many for its length or for this machine; unpack or split it"
        default: pickleDescription
        }
    }

    private func quoted(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: ", ")
    }

    private var pickleDescription: String {
        switch self {
        case .unknownOpcode(let opcode):
            "0x\(String(opcode, radix: 16)) is no pickle opcode; the file is damaged or no pickle"
        case .unknownProtocol(let version): "pickle protocol \(version) is not known; write protocol 5 or less"
        case .foreignName(let name): "it names \(name), which is not part of a pandas table; nothing was executed"
        case .outOfBandBuffer: "it keeps data in buffers outside the file; write it with pandas' to_pickle"
        case .persistentID: "it refers to objects outside the file; write it with pandas' to_pickle"
        case .malformedPickle(let found): "\(found); the pickle is damaged"
        case .limit(let found): "\(found); no pandas table is written so, and reading stops to spare memory"
        case .notATable(let found): "it holds \(found), not a pandas DataFrame of logs; pickle the DataFrame itself"
        default: "unknown problem"
        }
    }
}

/// A problem with its place, before the file's name is known to the code that finds it.
struct LogReadFault: Error {
    var place: LogReadError.Place
    var problem: LogReadProblem

    init(_ problem: LogReadProblem, at place: LogReadError.Place = .wholeFile) {
        self.place = place
        self.problem = problem
    }
}
