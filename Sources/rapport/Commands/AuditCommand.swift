import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show who read or exported what of which fan.",
        discussion: """
            The server notes every request that reads something of fans, and each fan that its answer is about; exports
            are noted too. Of a fan who was forgotten a pseudonym is left. Newest first.

              rapport audit --fan Alex_600005 --model Model12
              rapport audit --since 2026-11-01 --json
            """)

    @Option(help: "Only what concerns this fan.")
    var fan: String?
    @Option(help: "Only what concerns this model.")
    var model: String?
    @Option(help: ArgumentHelp("Only what happened then or later.", valueName: "date"))
    var since: String?
    @Option(help: "At most so many.")
    var limit: Int = 1_000
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit must lie in 1...1000000") }
    }

    func run() async throws {
        _ = try storeOptions.open()
        let events =
            try AccessStore.existing(folder: storeOptions.folder)?.events(
                fanID: fan, modelName: model, since: since.map { try Timestamp(parsing: $0) }, limit: limit) ?? []
        try common.show(events.map(AuditCard.init)) {
            if events.isEmpty { return "nothing was noted" }
            return events.map { event in
                "\(event.happenedAt)  \(event.who)  \(event.action)  \(event.pair?.description ?? "")"
            }.joined(separator: "\n")
        }
    }
}

/// An event as `audit --json` prints it; `schemas/audit.schema.json`.
private struct AuditCard: Encodable {
    var happenedAt: String
    var who: String
    var action: String
    @OrNull var fanID: String?
    @OrNull var modelName: String?
    @OrNull var requestID: String?

    enum CodingKeys: String, CodingKey {
        case who, action
        case happenedAt = "happened_at"
        case fanID = "fan_id"
        case modelName = "model_name"
        case requestID = "request_id"
    }

    init(_ event: AuditEvent) {
        happenedAt = event.happenedAt.description
        (who, action) = (event.who, event.action)
        (fanID, modelName, requestID) = (event.pair?.fanID, event.pair?.modelName, event.requestID)
    }
}
