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
            The server, mcp and the commands note whatever is shown or exported of fans, and each fan that it is about.
            Of a fan who was forgotten a pseudonym is left. Newest first. What is pruned leaves an event that says so.

              rapport audit --fan Alex_600005 --model Model12
              rapport audit --since 2026-11-01 --json
              rapport audit --prune-before 2025-11-01
            """)

    @Option(help: "Only what concerns this fan.")
    var fan: String?
    @Option(help: "Only what concerns this model.")
    var model: String?
    @Option(help: ArgumentHelp("Only what happened then or later.", valueName: "date"))
    var since: String?
    @Option(help: ArgumentHelp("Take out what happened before, and show the event that is left.", valueName: "date"))
    var pruneBefore: String?
    @Option(help: "At most so many.")
    var limit: Int = 1_000
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit must lie in 1...1000000") }
        guard pruneBefore == nil || (fan == nil && model == nil && since == nil) else {
            throw ValidationError("--prune-before takes out all that is older, whomever it concerns")
        }
    }

    func run() async throws {
        _ = try storeOptions.open()
        let access = try AccessStore.existing(folder: storeOptions.folder)
        let events =
            if let pruneBefore {
                try access.map {
                    [try $0.prune(before: Timestamp(parsing: pruneBefore), by: CommandAudit.who, now: .now)]
                } ?? []
            } else {
                try access?.events(
                    fanID: fan, modelName: model, since: since.map { try Timestamp(parsing: $0) }, limit: limit) ?? []
            }
        try common.show(events.map(AuditCard.init)) {
            if events.isEmpty { return "nothing was noted" }
            return events.map { event in
                "\(event.happenedAt)  \(event.who)  \(event.action)  \(event.pair?.description ?? "")"
                    + (event.details.text.map { "  (\($0))" } ?? "")
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
    @OrNull var details: AuditDetails?

    enum CodingKeys: String, CodingKey {
        case who, action, details
        case happenedAt = "happened_at"
        case fanID = "fan_id"
        case modelName = "model_name"
        case requestID = "request_id"
    }

    init(_ event: AuditEvent) {
        happenedAt = event.happenedAt.description
        (who, action) = (event.who, event.action)
        (fanID, modelName, requestID) = (event.pair?.fanID, event.pair?.modelName, event.requestID)
        details = event.details == AuditDetails() ? nil : event.details
    }
}

extension AuditDetails {
    /// For people; nil where there are none.
    fileprivate var text: String? {
        let parts: [String?] = [
            fans.map { "\($0) fans, \(named ?? 0) of them named" }, rows.map { "\($0) rows" }, statement,
            sha256.map { "SHA-256 \($0.prefix(16))…" }, notebook,
            prunedEvents.map { "\($0) events before \(prunedBefore ?? "")" },
        ]
        let known = parts.compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }
}
