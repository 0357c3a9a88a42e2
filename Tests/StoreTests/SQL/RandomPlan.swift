import TestSupport

/// A random query over the table function `ranges`, and the same over the table `truth` of its rows.
///
/// Every call's arguments become conditions on the columns `low`, `high` and `step` of `truth`, where a step that is
/// left out is null.
struct RandomPlan {
    var overFunction: String
    var overTable: String
}

extension RandomPlan {
    init(_ random: inout SeededGenerator) {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: self = Self.single(&random)
        case 1: self = Self.join(&random)
        case 2: self = Self.correlated(&random)
        case 3: self = Self.nested(&random)
        default: self = Self.alternatives(&random)
        }
    }

    private static func argument(_ random: inout SeededGenerator) -> String {
        "\(Int.random(in: 0...5, using: &random))"
    }

    private static func step(_ random: inout SeededGenerator) -> String? {
        Bool.random(using: &random) ? "\(Int.random(in: 1...3, using: &random))" : nil
    }

    /// Arguments in parentheses or as conditions in any order, and what they are to the table.
    private static func call(
        _ alias: String, _ low: String, _ high: String, step given: String? = nil, _ random: inout SeededGenerator
    ) -> (function: (source: String, conditions: [String]), truth: (source: String, conditions: [String])) {
        let step = given ?? step(&random)
        var conditions = ["\(alias).low = \(low)", "\(alias).high = \(high)"]
        let truth = conditions + [step.map { "\(alias).step = \($0)" } ?? "\(alias).step IS NULL"]
        let inner: String
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            inner = "(\(low), \(high)\(step.map { ", \($0)" } ?? ""))"
            conditions = []
        case 1:
            inner = "(\(low))"
            conditions = ["\(high) = \(alias).high"] + (step.map { ["\(alias).step = \($0)"] } ?? [])
        default:
            inner = ""
            conditions += step.map { ["\(alias).step = \($0)"] } ?? []
        }
        return (
            ("ranges\(inner) AS \(alias)", conditions.shuffled(using: &random)), ("truth AS \(alias)", truth)
        )
    }

    private static func condition(_ alias: String, _ random: inout SeededGenerator) -> String {
        let number = argument(&random)
        return [
            "\(alias).n = \(number)", "\(alias).n > \(number)", "\(alias).n IN (1, \(number))",
            "\(alias).n = '\(number)'",
            "\(alias).name = 'one'", "\(alias).name = 'two' COLLATE NOCASE", "\(alias).name IS NULL",
            "\(alias).square BETWEEN 1 AND 9", "\(alias).name = 3", "\(alias).n = \(number).0",
            "\(alias).low = \(number)",
            "(\(alias).n = 1 OR \(alias).name = 'Two')", "\(alias).name IN ('one', 'zero')", "\(alias).n IS \(number)",
        ].randomElement(using: &random) ?? "1"
    }

    private static func whole(
        _ columns: String, _ sources: [String], _ conditions: [String], _ tail: String
    ) -> String {
        let filter = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
        return "SELECT \(columns) FROM \(sources.joined(separator: ", "))\(filter)\(tail)"
    }

    private static func single(_ random: inout SeededGenerator) -> RandomPlan {
        let call = call("a", argument(&random), argument(&random), &random)
        let more = (0..<Int.random(in: 0...2, using: &random)).map { _ in condition("a", &random) }
        let tail =
            ["", " ORDER BY a.n DESC, a.square LIMIT 2 OFFSET 1", " ORDER BY a.n LIMIT 3"]
            .randomElement(using: &random) ?? ""
        let columns =
            ["a.n, a.square, a.name, a.low, a.high", "DISTINCT a.name", "count(*), sum(a.n)"]
            .randomElement(using: &random) ?? "a.n"
        let usedTail = columns.hasPrefix("a.n") ? tail : ""
        return RandomPlan(
            overFunction: whole(
                columns, [call.function.source], (call.function.conditions + more).shuffled(using: &random), usedTail),
            overTable: whole(columns, [call.truth.source], call.truth.conditions + more, usedTail))
    }

    private static func join(_ random: inout SeededGenerator) -> RandomPlan {
        let a = call("a", argument(&random), argument(&random), &random)
        let b = call("b", argument(&random), argument(&random), &random)
        let other = ["numbers AS c", "words AS c"].randomElement(using: &random) ?? ""
        let key = other.hasPrefix("numbers") ? "c.n = a.n" : "c.name = a.name"
        let equality = ["a.n = b.n", "a.name = b.name", "a.n = b.square"].randomElement(using: &random) ?? ""
        let more = [key, equality, condition("b", &random)]
        let columns = "a.n, b.n, c.rowid, b.name"
        return RandomPlan(
            overFunction: whole(
                columns, [a.function.source, other, b.function.source].shuffled(using: &random),
                (a.function.conditions + b.function.conditions + more).shuffled(using: &random), ""),
            overTable: whole(
                columns, [a.truth.source, other, b.truth.source], a.truth.conditions + b.truth.conditions + more, ""))
    }

    /// Arguments from another table, and the other table's rows by the function's.
    private static func correlated(_ random: inout SeededGenerator) -> RandomPlan {
        let isStep = Bool.random(using: &random)
        let a =
            isStep
            ? call("a", argument(&random), argument(&random), step: "c.n", &random)
            : call("a", "c.n", argument(&random), &random)
        let isOuter = !isStep && Bool.random(using: &random)
        // A step of 0 is an error, and one that is null counts as left out.
        let more = isOuter ? [] : [condition("a", &random)] + (isStep ? ["c.n > 0"] : [])
        let join = isOuter ? " LEFT JOIN " : " JOIN "
        func query(_ source: String, _ conditions: [String]) -> String {
            let on = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
            return "SELECT c.rowid, a.n, a.name FROM numbers AS c\(join)\(source) ON \(on)"
        }
        return RandomPlan(
            overFunction: query(a.function.source, (a.function.conditions + more).shuffled(using: &random)),
            overTable: query(a.truth.source, a.truth.conditions + more))
    }

    /// Within subqueries, and with one within the other.
    private static func nested(_ random: inout SeededGenerator) -> RandomPlan {
        let (low, high) = (argument(&random), argument(&random))
        let query =
            [
                "SELECT o.n, (SELECT count(*) FROM @X) FROM @Y AS o",
                "SELECT n FROM numbers WHERE n IN (SELECT square FROM @Y) OR EXISTS (SELECT 1 FROM @Z)",
                "WITH some AS (SELECT n, name FROM @Y LIMIT 4) SELECT a.n, b.n FROM some AS a JOIN some AS b USING (name)",
                "SELECT n FROM @Y UNION SELECT square FROM @Y ORDER BY 1 LIMIT 3",
            ].randomElement(using: &random) ?? ""
        func filled(_ source: (_ low: String, _ high: String) -> String) -> String {
            query.replacing("@X", with: source("o.n", high)).replacing("@Y", with: source(low, high))
                .replacing("@Z", with: source("numbers.n", high))
        }
        return RandomPlan(
            overFunction: filled { "ranges(\($0), \($1))" },
            overTable: filled { "(SELECT * FROM truth WHERE low = \($0) AND high = \($1) AND step IS NULL)" })
    }

    /// Different arguments in the branches of an OR.
    private static func alternatives(_ random: inout SeededGenerator) -> RandomPlan {
        let (low, high) = (argument(&random), argument(&random))
        let second = [argument(&random), argument(&random)]
        let branch = condition("a", &random)
        let truth =
            "((a.low = \(low) AND a.high = \(high) AND \(branch)) OR (a.low = \(second[0]) AND a.high = \(second[1])))"
        let columns = "a.n, a.low, a.high"
        return RandomPlan(
            overFunction: "SELECT \(columns) FROM ranges AS a WHERE \(truth)",
            overTable: "SELECT \(columns) FROM truth AS a WHERE a.step IS NULL AND \(truth)")
    }
}
