import GRDB
import RapportCore

extension AccessStore {
    /// Fans whom the audit names of one answer; of more it has the number.
    public static let mostNamed = 1_000

    /// Notes whom an answer is about, each fan once and in an event of his own.
    ///
    /// - Parameters:
    ///   - event: who read it, and how; noted itself where it has details, or is about nobody.
    ///   - mostNamed: of more than so many the rest are only counted.
    public func note(
        _ event: AuditEvent, about pairs: [PairID], naming mostNamed: Int = AccessStore.mostNamed
    ) throws {
        let distinct = Set(pairs)
        let named = distinct.prefix(mostNamed)
        var summary = event
        if distinct.count > named.count {
            (summary.details.fans, summary.details.named) = (distinct.count, named.count)
        }
        var events = named.map { pair in
            var event = event
            (event.pair, event.details) = (pair, AuditDetails())
            return event
        }
        if events.isEmpty || summary.details != AuditDetails() { events.append(summary) }
        try note(events)
    }

    /// Notes what somebody reads or takes along. It outlives the process when this returns.
    public func note(_ events: [AuditEvent]) throws {
        guard !events.isEmpty else { return }
        try wrapping("writing the audit") {
            try database.write { db in
                let statement = try db.cachedStatement(
                    sql: """
                        INSERT INTO audit (happened_at, who, action, fan_id, model_name, request_id, details)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                for event in events {
                    try statement.execute(arguments: [
                        event.happenedAt.nanoseconds, event.who, event.action, event.pair?.fanID,
                        event.pair?.modelName, event.requestID, event.details.json,
                    ])
                }
            }
        }
    }

    /// Events, newest first.
    ///
    /// - Parameters:
    ///   - fanID: Only what concerns this fan.
    ///   - modelName: Only what concerns this model.
    ///   - since: Only what happened then or later.
    public func events(
        fanID: String? = nil, modelName: String? = nil, since: Timestamp? = nil, limit: Int
    ) throws -> [AuditEvent] {
        try wrapping("reading the audit") {
            try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT * FROM audit WHERE (?1 IS NULL OR fan_id = ?1) AND (?2 IS NULL OR model_name = ?2)
                            AND (?3 IS NULL OR happened_at >= ?3) ORDER BY event_id DESC LIMIT ?4
                        """, arguments: [fanID, modelName, since?.nanoseconds, limit]
                ).map(AuditEvent.init)
            }
        }
    }

    /// Takes out events from before a moment, and leaves one that says so.
    ///
    /// - Parameter who: did it.
    /// - Returns: that event.
    /// - Complexity: O(bytes of the file).
    public func prune(before moment: Timestamp, by who: String, now: Timestamp) throws -> AuditEvent {
        try wrapping("pruning the audit") {
            let note = try database.write { db in
                try db.execute(sql: "DELETE FROM audit WHERE happened_at < ?", arguments: [moment.nanoseconds])
                let note = AuditEvent(
                    at: now, who: who, action: "audit --prune-before",
                    details: AuditDetails(prunedBefore: moment.description, prunedEvents: db.changesCount))
                try db.execute(
                    sql: "INSERT INTO audit (happened_at, who, action, details) VALUES (?, ?, ?, ?)",
                    arguments: [now.nanoseconds, note.who, note.action, note.details.json])
                return note
            }
            try database.vacuum()
            return note
        }
    }

    /// Gives a person a pseudonym in the audit, the same in all events, and leaves nothing of the name in the file.
    ///
    /// - Complexity: O(bytes of the file).
    func makeNameless(_ pair: PairID) throws {
        let pseudonym = "forgotten-\(AccessSecret.randomText().prefix(12))"
        try wrapping("forgetting in the audit") {
            try database.write { db in
                try db.execute(
                    sql: "UPDATE audit SET fan_id = ? WHERE fan_id = ? AND model_name = ?",
                    arguments: [pseudonym, pair.fanID, pair.modelName])
            }
            try database.vacuum()
            try database.writeWithoutTransaction { db in
                _ = try db.checkpoint(.truncate)
            }
        }
    }
}
