import RapportCore
import Store
import TestSupport
import Testing

/// Intervals and texts, as queries ask for them.
@Suite struct StatisticsFunctionsTests {
    private func answer(_ query: String) async throws -> [SQLValue] {
        let folder = try TemporaryFolder()
        let store = try RapportStore(folder: folder.url.path, creating: true)
        return try await SQLSession(store: store).answer(to: query).rows.first ?? []
    }

    @Test func intervalsAreThoseOfTheGroupsUnits() async throws {
        let units = "WITH unit (sum, n) AS (VALUES (1, 2), (0, 3), (4, 4), (NULL, 1), (2, 5))"
        let row = try await answer(
            """
            \(units) SELECT share_low(json_group_array(json_array(sum, n))), share_high(json_group_array(json_array(sum, n))),
              ratio_low(json_group_array(sum)), gap_high(json_group_array(json_array(sum, 1, n, 1))) FROM unit
            """)
        let known = [UnitSums(1, of: 2), UnitSums(0, of: 3), UnitSums(4, of: 4), UnitSums(2, of: 5)]
        let share = try #require(SharedProportion.interval(known))
        let mean = try #require(Bootstrap.ratio(known.map { UnitSums($0.sum, of: 1) }))
        let gap = try #require(Bootstrap.gap(known.map { ($0.asOne, UnitSums($0.count, of: 1)) }))
        #expect(row == [.real(share.low), .real(share.high), .real(mean.low), .real(gap.high)])
    }

    @Test func whatHasNoIntervalIsNull() async throws {
        let row = try await answer("SELECT share_low('[]'), ratio_low('[1]'), gap_low(NULL), has_emoji(NULL)")
        #expect(row == [.null, .null, .null, .null])
    }

    @Test func emojiAreSeen() async throws {
        #expect(try await answer("SELECT has_emoji('hi 😘'), has_emoji('hi :)')") == [.integer(1), .integer(0)])
    }

    @Test(arguments: [
        ("share_low('nonsense')", "a JSON array of numbers or of [sum, count]"),
        ("share_low('[[3, 2]]')", "counts of cases and of all"),
        ("gap_low('[[1, 2]]')", "a JSON array of [sum, count, sum, count]"),
    ])
    func whatIsNoListOfUnitsIsAnError(call: String, expected: String) async throws {
        let error = await #expect(throws: SQLError.self) { try await answer("SELECT \(call)") }
        #expect(error?.message.contains(expected) == true)
    }
}

extension UnitSums {
    fileprivate var asOne: UnitSums { UnitSums(sum, of: 1) }
}
