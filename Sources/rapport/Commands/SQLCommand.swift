import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct SQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Ask the store in SQL, with functions over its vectors.",
        discussion: """
            Reads only. Besides SQLite's own: knn(collection, vector, query, k [, filter]) as a table, embed(text), \
            vector(id), vector(collection, name, id), cosine(a, b). schemas/README.md describes the tables and has \
            queries worth having; '-' reads the query from stdin.

              rapport sql "SELECT stage, count(*), avg(revenue) FROM stages GROUP BY stage"
              rapport sql "SELECT rank, similarity, fan_message FROM knn('turns', 'text', 'sailing', 5)
                           JOIN log_rows USING (row_id)" --markdown
            """)

    @Argument(help: "One query, or - for stdin.")
    var query: String
    @Flag(help: "Print CSV; a text that a spreadsheet would compute gets an apostrophe in front.")
    var csv = false
    @Flag(help: "Print a Markdown table.")
    var markdown = false
    @Option(help: ArgumentHelp("Stop a query that takes longer.", valueName: "seconds"))
    var timeout: Double = 30
    @Option(help: ArgumentHelp("Memory that the query and its result may take, each.", valueName: "MiB"))
    var memory: Int = 512
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [csv, markdown, common.json].count(where: { $0 }) <= 1 else {
            throw ValidationError("give one of --csv, --markdown and --json")
        }
        guard timeout > 0, timeout <= 86_400 else { throw ValidationError("--timeout must lie above 0, up to 86400") }
        guard (16...1 << 20).contains(memory) else { throw ValidationError("--memory must lie in 16...1048576") }
    }

    func run() async throws {
        let query =
            self.query == "-"
            ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : self.query
        SQLLimits.limitHeapOfProcess(mebibytes: memory)
        let store = try storeOptions.open()
        let audit = try CommandAudit(store, "sql")
        let console = SQLConsole(
            store: store, limits: SQLLimits(seconds: timeout, mebibytes: memory),
            settings: try Settings()
        ) { common.remark($0) }
        let answer = try await console.answer(to: query) { try audit.note($0, $1) }
        try common.show(SQLAnswerJSON(answer)) { csv ? answer.csv : markdown ? answer.markdown : answer.table }
    }
}
