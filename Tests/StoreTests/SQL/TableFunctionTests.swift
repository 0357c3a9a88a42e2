import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Table functions in queries of every form; the oracle is SQLite itself, over a table that holds their rows.
@Suite struct TableFunctionTests {
    /// A connection with the function `ranges` and what is true of it: `truth` holds its rows for all arguments from 0
    /// to 5, `numbers` and `words` are tables to join with.
    private struct Bench {
        let folder: TemporaryFolder
        let function = Ranges()
        private let session: SQLSession

        init() throws {
            folder = try TemporaryFolder()
            let path = folder.file("bench.sqlite").path
            session = SQLSession(path: path, limits: SQLLimits(seconds: .infinity), tables: [function])
            var sql = "CREATE TABLE numbers (n INTEGER, weight REAL); CREATE TABLE words (name TEXT, w INTEGER);"
            sql += "CREATE TABLE truth (n INTEGER, square INTEGER, name TEXT, low, high, step);"
            sql += "INSERT INTO numbers VALUES (0, 0.5), (1, 1.5), (2, NULL), (2, 2.5), (4, 4.5), (NULL, 9);"
            sql += "INSERT INTO words VALUES ('one', 1), ('two', 2), ('Two', 3), (NULL, 4), ('3', 5);"
            for low in Int64(0)...5 {
                for high in Int64(0)...5 {
                    for step in [nil, 1, 2, 3, 4] as [Int64?] {
                        for number in try Ranges.numbers(low, high, step) {
                            let name = Ranges.name(number).map { "'\($0)'" } ?? "NULL"
                            let given = step.map(String.init) ?? "NULL"
                            sql += "INSERT INTO truth VALUES"
                            sql += " (\(number), \(number * number), \(name), \(low), \(high), \(given));"
                        }
                    }
                }
            }
            try PythonTools.run(
                code: "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.stdin.read())",
                arguments: [path], input: Data(sql.utf8))
        }

        func answer(_ query: String) async throws -> [[SQLValue]] { try await session.answer(to: query).rows }
    }

    @Test func argumentsInParenthesesAndAsConditionsAreTheSame() async throws {
        let bench = try Bench()
        let expected: [[SQLValue]] = [[.integer(1)], [.integer(3)], [.integer(5)]]
        for query in [
            "SELECT n FROM ranges(1, 5, 2)",
            "SELECT n FROM ranges WHERE step = 2 AND high = 5 AND low = 1",
            "SELECT n FROM ranges(1) WHERE 2 = step AND high = 5",
            "SELECT n FROM ranges(1, 5, 2) WHERE low = 1 AND n <> 9",
        ] { #expect(try await bench.answer(query) == expected, "\(query)") }
        #expect(try await bench.answer("SELECT n FROM ranges(1, 5, 2) WHERE low = 2") == [])
        #expect(try await bench.answer("SELECT n FROM ranges(4, 5)").count == 2)
        #expect(
            try await bench.answer("SELECT low, high, step FROM ranges(4, 4)") == [[.integer(4), .integer(4), .null]])
    }

    @Test func aNullNeededArgumentGivesNoRowsAndAnotherNullIsLeftOut() async throws {
        let bench = try Bench()
        #expect(try await bench.answer("SELECT n FROM ranges(NULL, 5)") == [])
        #expect(try await bench.answer("SELECT count(*) FROM ranges(1, 5, NULL)") == [[.integer(5)]])
    }

    @Test func aMissingArgumentIsNamed() async throws {
        let bench = try Bench()
        let expected = SQLError.missingArgument("high", signature: "ranges(low, high [, step])")
        await #expect(throws: expected) { try await bench.answer("SELECT * FROM ranges(1)") }
        await #expect(throws: expected) { try await bench.answer("SELECT * FROM ranges WHERE low = 1 AND high > 2") }
        #expect(
            expected.message
                == "the table function needs the argument 'high', as a value or from a table before it: ranges(low, high [, step])"
        )
    }

    @Test func whatTheFunctionThrowsIsWhatTheAskerIsTold() async throws {
        let bench = try Bench()
        await #expect(throws: Ranges.Failure()) { try await bench.answer("SELECT * FROM ranges(1, 2, 0)") }
        await #expect(throws: Ranges.Failure()) {
            try await bench.answer("SELECT (SELECT count(*) FROM ranges(1, 2, numbers.n - 1)) FROM numbers")
        }
    }

    @Test func theSameArgumentsAreComputedOnce() async throws {
        let bench = try Bench()
        _ = try await bench.answer("SELECT * FROM numbers LEFT JOIN ranges(0, 5) USING (n)")
        #expect(bench.function.calls.withLock { $0 } == 1)
        _ = try await bench.answer("SELECT * FROM ranges(0, 5) AS a, ranges(0, 5) AS b WHERE a.n = b.square")
        #expect(bench.function.calls.withLock { $0 } == 2)
    }

    @Test(arguments: Seeds.list(4)) func randomPlansGiveWhatATableGives(seed: UInt64) async throws {
        let bench = try Bench()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let query = RandomPlan(&random)
            let found = try await bench.answer(query.overFunction).map { "\($0)" }.sorted()
            let expected = try await bench.answer(query.overTable).map { "\($0)" }.sorted()
            #expect(found == expected, "\(query.overFunction)")
        }
    }
}
