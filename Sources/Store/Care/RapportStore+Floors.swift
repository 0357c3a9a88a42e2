import GRDB
import RapportCore

/// The numbers below which nothing is taken up again; see the table `floors`.
struct Floors: Sendable, Equatable {
    var operations: Int64 = 0
    var rowID: Int64 = 0
    var pairID: Int64 = 0
}

extension RapportStore {
    /// Where the operation log was cut: a graph of a lower sequence cannot follow it and has to be opened anew.
    func logFloor() throws -> Int64 {
        try reading("reading the operation log") { db in try Self.logFloor(db) }
    }

    static func logFloor(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT operations FROM floors")) ?? 0
    }

    static func lastSequence(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'operations'")) ?? 0
    }

    /// Raises the log's sequence above all that was given and above `least` by `step`, without an entry.
    ///
    /// - Throws: `StoreError.sqlite` where it is a number that no log comes to.
    static func raiseSequence(_ db: Database, above least: Int64 = 0, by step: Int64 = 1) throws -> Int64 {
        let last = max(try lastSequence(db), least)
        let (sequence, isTooLarge) = last.addingReportingOverflow(step)
        guard !isTooLarge else {
            throw StoreError.sqlite(
                operation: "numbering operations",
                reason: "their last number is \(last); restore a backup into another folder")
        }
        try db.execute(sql: "UPDATE sqlite_sequence SET seq = ? WHERE name = 'operations'", arguments: [sequence])
        if db.changesCount == 0 {
            try db.execute(
                sql: "INSERT INTO sqlite_sequence (name, seq) VALUES ('operations', ?)", arguments: [sequence])
        }
        return sequence
    }

    /// Removes the log up to `sequence`: graphs that hold less are opened anew by whoever has them.
    ///
    /// - Returns: the entries removed.
    @discardableResult
    static func cutLog(_ db: Database, at sequence: Int64) throws -> Int {
        try db.execute(sql: "DELETE FROM operations WHERE sequence <= ?", arguments: [sequence])
        let removed = db.changesCount
        try db.execute(sql: "UPDATE floors SET operations = max(operations, ?)", arguments: [sequence])
        return removed
    }

    /// The floors that hold, those that follow from what is there included.
    static func floors(_ db: Database) throws -> Floors {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT operations, max(row_id, coalesce((SELECT max(row_id) FROM log_rows), 0)),
                    max(pair_id, coalesce((SELECT max(pair_id) FROM pairs), 0)) FROM floors
                """)
        return try row.map { try Floors(operations: $0.value(0), rowID: $0.value(1), pairID: $0.value(2)) } ?? Floors()
    }

    /// Keeps ids up to those of `floors` from being given again.
    static func raiseIDs(_ db: Database, to floors: Floors) throws {
        try db.execute(
            sql: "UPDATE floors SET row_id = max(row_id, ?), pair_id = max(pair_id, ?)",
            arguments: [floors.rowID, floors.pairID])
    }
}
