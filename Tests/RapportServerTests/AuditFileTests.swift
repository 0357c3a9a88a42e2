import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// The file of the audit as it ages.
@Suite struct AuditFileTests {
    @Test func whatIsPrunedLeavesANote() throws {
        let folder = try TemporaryFolder()
        let store = try ServedStore.makeStore(in: folder)
        let access = try AccessStore(folder: store)
        for (day, fan) in [("2026-01-01", "fan_1"), ("2026-02-01", "fan_2"), ("2026-03-01", "fan_3")] {
            let pair = PairID(fanID: fan, modelName: "Model/1")
            try access.note([AuditEvent(at: Timestamp(parsing: day), who: "local", action: "GET", pair: pair)])
        }
        let pruned = try RapportBinary.run(["--store", store, "audit", "--prune-before", "2026-02-15", "--json"])
        try #require(pruned.succeeded, "\(pruned.errorText)")
        let events = try access.events(limit: 10)
        #expect(events.map { $0.pair?.fanID } == [nil, "fan_3"])
        #expect(events.first?.who == "command line" && events.first?.action == "audit --prune-before")
        #expect(events.first?.details.prunedEvents == 2)
        #expect(events.first?.details.prunedBefore == (try Timestamp(parsing: "2026-02-15")).description)
        try PythonTools.run(
            code: """
                import json, pathlib, sys, jsonschema
                printed = json.load(sys.stdin)
                jsonschema.validate(printed, json.loads(pathlib.Path(sys.argv[1]).read_text()))
                assert [event["details"]["pruned_events"] for event in printed] == [2], printed
                """, arguments: [RepositoryRoot.file("schemas/audit.schema.json").path], input: pruned.standardOutput)
        // The note stays when more goes, and is shown to people too.
        let more = try RapportBinary.run(["--store", store, "audit", "--prune-before", "2026-04-01"])
        #expect(more.succeeded && more.text.contains("1 events before 2026-04-01"), "\(more.text)")
        #expect(try access.events(limit: 10).map(\.details.prunedEvents) == [1, 2])
        let mixed = try RapportBinary.run(["--store", store, "audit", "--prune-before", "2026-04-01", "--fan", "fan_1"])
        #expect(mixed.status == .exited(2) && mixed.errorText.contains("whomever it concerns"))
    }

    /// A file of the first version, as a store of then has it.
    @Test func aFileOfTheFirstVersionIsReadAndWrittenOn() throws {
        let folder = try TemporaryFolder()
        try PythonTools.run(
            code: """
                import sqlite3, sys
                with sqlite3.connect(sys.argv[1]) as db:
                    db.execute("CREATE TABLE tokens (token_id INTEGER PRIMARY KEY, lookup TEXT NOT NULL UNIQUE, "
                        "token_hash BLOB NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, models TEXT, "
                        "created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, revoked_at INTEGER) STRICT")
                    db.execute("CREATE TABLE audit (event_id INTEGER PRIMARY KEY, happened_at INTEGER NOT NULL, "
                        "who TEXT NOT NULL, action TEXT NOT NULL, fan_id TEXT, model_name TEXT, request_id TEXT) STRICT")
                    db.execute("CREATE INDEX audit_of_fan ON audit (fan_id, model_name)")
                    db.execute("INSERT INTO audit (happened_at, who, action, fan_id, model_name) "
                        "VALUES (5, 'local', 'GET /v1/fans', 'fan_1', 'Model/1')")
                    db.execute("PRAGMA user_version = 1")
                """, arguments: [folder.file("access.sqlite").path])
        let access = try AccessStore(folder: folder.url.path)
        let details = AuditDetails(notebook: "stages")
        try access.note([AuditEvent(at: .init(nanoseconds: 6), who: "local", action: "GET", details: details)])
        let events = try AccessStore(folder: folder.url.path).events(limit: 10)
        #expect(events.map(\.details) == [details, AuditDetails()])
        #expect(events.last?.pair == PairID(fanID: "fan_1", modelName: "Model/1"))
    }
}
