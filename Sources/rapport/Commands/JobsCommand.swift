import ArgumentParser
import RapportCore
import Store
import Workflow

struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "List the long work that was asked for over the API, or cancel some.",
        discussion: """
            Jobs are started with POST /v1/jobs and run by 'rapport serve', one after the other. The newest comes first.

              rapport jobs
              rapport jobs --cancel 7
            """)

    @Option(help: ArgumentHelp("Cancel this job; one that runs stops at its next batch.", valueName: "id"))
    var cancel: Int64?
    @Option(help: ArgumentHelp("List at most so many, 1 to 1000.", valueName: "n"))
    var limit: Int = Page.usual
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard Page.limits.contains(limit) else { throw ValidationError("--limit must lie in 1...1000") }
    }

    func run() throws {
        let queue = JobQueue(store: try storeOptions.open(), now: { .now })
        if let cancel {
            let page = JobPage(jobs: [try queue.cancel(cancel)])
            return try common.show(page) { page.text }
        }
        let page = try queue.page(Page(limit: limit))
        try common.show(page) { page.text }
    }
}

extension JobPage {
    /// For people.
    var text: String { jobs.isEmpty ? "no job was started yet" : jobs.map(\.text).joined(separator: "\n") }
}

extension JobCard {
    /// For people; in one line.
    var text: String {
        var parts = ["job \(id): \(kind.rawValue)", state.rawValue]
        if state == .running, !note.isEmpty {
            parts.append(Terminal.plain(total.map { "\(note) \(done) of \($0)" } ?? note))
        }
        if let errorDetail { parts.append(Terminal.plain(errorDetail)) }
        parts.append(endedAt.map { "ended \($0)" } ?? "created \(createdAt)")
        return parts.joined(separator: ", ")
    }
}
