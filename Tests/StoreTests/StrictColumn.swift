import Foundation
import RapportCore
import Store
import TestSupport

/// A column of a table that SQLite keeps to its types.
struct StrictColumn: Sendable, CustomStringConvertible {
    var table: String
    var name: String
    /// As it is declared.
    var type: String
    var mayBeNull: Bool
    /// Whether it is the number of the row, which is one in any file.
    var isRowNumber: Bool

    /// As SQLite's check of a file names it.
    var description: String { "\(table).\(name)" }

    /// Whether it is wrong of the column to hold such a value, and a file can make it.
    func canBeWrong(_ value: WrongValue) -> Bool { !isRowNumber && (value != .null || !mayBeNull) }

    static func all(inFileAt path: String) async throws -> [StrictColumn] {
        let answer = try await SQLSession(path: path).answer(
            to: """
                SELECT tables.name, columns.name, columns.type, columns."notnull" = 0 AND columns.pk = 0,
                    columns.pk = 1 AND tables.sql LIKE '%INTEGER PRIMARY KEY%'
                FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND tables.sql LIKE '%STRICT%' ORDER BY tables.name, columns.cid
                """)
        return answer.rows.compactMap { row in
            guard let table = row[0].text, let name = row[1].text, let type = row[2].text else { return nil }
            return StrictColumn(
                table: table, name: name, type: type, mayBeNull: row[3] == .integer(1),
                isRowNumber: row[4] == .integer(1))
        }
    }
}

/// What a column must not hold, and holds where its page is damaged.
enum WrongValue: String, CaseIterable, Sendable {
    case null
    case otherType

    /// As SQL writes it.
    func literal(in column: StrictColumn) -> String {
        switch (self, column.type) {
        case (.null, _): "NULL"
        case (.otherType, "TEXT"): "7"
        case (.otherType, "BLOB"): "0.5"
        case (.otherType, _): "'x'"
        }
    }

    /// As SQLite's `typeof` names it.
    func storage(in column: StrictColumn) -> String {
        switch (self, column.type) {
        case (.null, _): "null"
        case (.otherType, "TEXT"): "integer"
        case (.otherType, "BLOB"): "real"
        case (.otherType, _): "text"
        }
    }
}

/// SQL that gets a value into a column that its table would refuse: the schema is made to take anything, and put back.
enum LooseSchema {
    private static let kept = "strict_tables"
    private static let isKept = "name IN (SELECT name FROM strict_tables)"
    private static let parents = [
        "pairs (pair_id)", "generations (generation_id)", "embeddings (embedding_id)",
        "suggestions (suggestion_id)", "runs (run_id)", "embed_workers (worker_id) ON DELETE CASCADE",
    ]

    /// The tables stay STRICT, with columns of any type: in others SQLite would make a text of a number on its way in.
    static let loosen: String = {
        var words = [("INTEGER PRIMARY KEY", "@")]
        for type in ["INTEGER", "TEXT", "REAL", "BLOB"] {
            for end in [" ", ",", "\n"] { words.append((" \(type)\(end)", " ANY\(end)")) }
        }
        words += [("@", "INTEGER PRIMARY KEY"), (" NOT NULL", " ")]
        words += parents.map { ("REFERENCES \($0)", "") }
        let first = [
            "PRAGMA writable_schema = ON",
            """
            CREATE TABLE \(kept) AS SELECT name, sql FROM sqlite_master
            WHERE type = 'table' AND sql LIKE '%STRICT%'
            """,
        ]
        let changes = words.map { old, new in
            "UPDATE sqlite_master SET sql = replace(sql, '\(old)', '\(new)') WHERE \(isKept)"
        }
        return (first + changes + ["PRAGMA writable_schema = RESET"]).joined(separator: ";\n")
    }()

    /// Puts the schema back.
    static let tighten = """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_master SET sql = (SELECT old.sql FROM \(kept) AS old WHERE old.name = sqlite_master.name)
        WHERE \(isKept);
        PRAGMA writable_schema = RESET;
        DROP TABLE \(kept)
        """

    /// In a file that was loosened: the value in as many rows as may hold it beside each other, and the old schema.
    static func damage(_ column: StrictColumn, to literal: String) -> String {
        """
        PRAGMA ignore_check_constraints = ON;
        UPDATE OR IGNORE \(column.table) SET "\(column.name)" = \(literal);
        \(tighten);
        PRAGMA ignore_check_constraints = OFF
        """
    }
}

extension StoreFixture {
    /// A store that is there already.
    init(opening folder: TemporaryFolder) throws {
        self.folder = folder
        store = try RapportStore(folder: folder.url.path, creating: false, lockTimeoutSeconds: 1)
    }

    /// Damages a store whose schema was loosened.
    ///
    /// - Returns: false where no row holds the value: there is none, or the column is part of a key.
    func damage(_ column: StrictColumn, _ value: WrongValue) throws -> Bool {
        try store.executeForTests(LooseSchema.damage(column, to: value.literal(in: column)))
        let storage = value.storage(in: column)
        let sql = "SELECT count(*) FROM \(column.table) WHERE typeof(\"\(column.name)\") = '\(storage)'"
        return try store.countForTests(sql) > 0
    }
}
