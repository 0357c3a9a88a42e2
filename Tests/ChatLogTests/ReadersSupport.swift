import ChatLog
import Foundation
import RapportCore
import TestSupport

/// What the readers' fixtures hold and where they lie.
enum ReaderFixtures {
    static let folder = RepositoryRoot.file("Tests/ChatLogTests/Fixtures/Readers")
    static let releases = ["pandas1.5", "pandas2.2", "pandas2.3", "pandas3.1"]

    /// Files that hold the rows of `expected.json`, in as many forms: `pandas1.5/same/protocol0.pkl`.
    static let same: [String] = releases.flatMap { release in
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/\(release)/same")
        return (names ?? []).sorted().map { "\(release)/same/\($0)" }
    }

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    static func expected() throws -> Expected {
        let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
        return try JSONDecoder().decode(Expected.self, from: data)
    }
}

/// `expected.json`, which the script that wrote the fixtures wrote from plain Python values.
struct Expected: Decodable {
    struct Row: Decodable {
        var chatter_name: String
        var model_name: String
        var fan_message: String
        var chatter_message: String
        var price: Double
        var purchased: Bool
        var fan_id: String
        /// Seconds since 1970.
        var datetime: Int64
        var tips: Double
        var revenue: Double

        var row: LogRow {
            LogRow(
                chatterName: chatter_name, modelName: model_name, fanMessage: fan_message,
                chatterMessage: chatter_message, price: price, purchased: purchased, fanID: fan_id,
                datetime: Timestamp(nanoseconds: datetime * 1_000_000_000), tips: tips, revenue: revenue)
        }
    }

    var rows: [Row]
    /// Of the fixtures named `rejects`: the reason for each row, null where it is good.
    var rejects: [String?]
}

extension LogRow {
    /// Whether two rows agree in every byte; `==` on strings takes composed and decomposed accents for one.
    func isIdentical(to other: LogRow) -> Bool {
        func texts(_ row: LogRow) -> [[UInt8]] {
            [row.chatterName, row.modelName, row.fanMessage, row.chatterMessage, row.fanID].map { Array($0.utf8) }
        }
        return texts(self) == texts(other) && price == other.price && purchased == other.purchased
            && datetime == other.datetime && tips == other.tips && abs(revenue - other.revenue) < 1e-9
    }
}

/// Writes `bytes` under `name` in a folder of its own and reads them as a log.
func readLog(_ bytes: some Sequence<UInt8>, named name: String = "log.pkl") throws -> LogFile {
    try withTemporaryFolder { folder in
        try LogReader.read(folder.write(Data(bytes), to: name).path)
    }
}

func readLog(_ text: String, named name: String) throws -> LogFile { try readLog(Array(text.utf8), named: name) }

/// A file that is written and read again and again.
struct ScratchLog {
    private let folder: TemporaryFolder
    private let name: String

    init(named name: String) throws {
        self.folder = try TemporaryFolder()
        self.name = name
    }

    func read(_ bytes: some Sequence<UInt8>) throws -> LogFile {
        try LogReader.read(folder.write(Data(bytes), to: name).path)
    }
}

/// The message of the error that reading ends with, without the folder; nil where it does not.
func readMessage(_ bytes: some Sequence<UInt8>, named name: String = "log.pkl") -> String? {
    do {
        _ = try readLog(bytes, named: name)
        return nil
    } catch let error as LogReadError {
        return error.message.replacing(error.file, with: URL(fileURLWithPath: error.file).lastPathComponent)
    } catch {
        return "untyped: \(error)"
    }
}

/// Goes through everything that a table says, so that a range outside of its store would show.
func checkWhole(_ file: LogFile) -> Bool {
    (0..<file.table.count).allSatisfy { number in
        let row = file.table[number]
        let numbers = [row.price, row.tips, row.revenue]
        return numbers.allSatisfy { $0 >= 0 && $0 < .infinity } && row.fanMessage.utf8.count >= 0
            && row.chatterMessage.utf8.count >= 0 && !row.fanID.isEmpty && !row.modelName.isEmpty
            && row.chatterName.utf8.count >= 0
    } && file.rowsRead == file.table.count + file.rejects.total
}
