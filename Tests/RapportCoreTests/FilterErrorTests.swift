import RapportCore
import Testing

/// The words of the errors: people read them, and act on them.
struct FilterErrorTests {
    private func message(of text: String) -> String? {
        do throws(FilterError) {
            _ = try Filter(parsing: text)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("", "its end at character 1 where an attribute should be"),
        ("model", "its end at character 6 where a comparison, 'in', 'between' or 'is null' should be"),
        ("model = ", "its end at character 9 where a number or a text in single quotes should be"),
        ("model = Model3", "'Model3' at character 9 where a number or a text in single quotes should be"),
        ("a = 1 b = 2", "'b' at character 7 where 'and', 'or' or the end should be"),
        ("a = 1 and", "its end at character 10 where an attribute should be"),
        ("(a = 1", "its end at character 7 where ')' should be"),
        ("a = 1)", "')' at character 6 where 'and', 'or' or the end should be"),
        ("a in 1", "the number 1.0 at character 6 where '(' should be"),
        ("a in (1 2)", "the number 2.0 at character 9 where ',' or ')' should be"),
        ("a not like 'x'", "'like' at character 7 where 'in' should be"),
        ("a is 3", "the number 3.0 at character 6 where 'null' should be"),
        ("a between 1 or 2", "'or' at character 13 where 'and' should be"),
        ("in = 1", "'in' at character 1 where an attribute should be"),
        ("a = 1.2.3", "'1.2.3' at character 5 where a number should be"),
        ("a = 1e999", "'1e999' at character 5 where a number should be"),
        ("a = 1; drop", "';' at character 6 where a name, a value or an operator should be"),
        ("a = 'x' 'secret'", "a text at character 9 where 'and', 'or' or the end should be"),
    ])
    func saysWhatStandsWhereAndWhatShould(text: String, expected: String) {
        #expect(
            message(of: text)
                == "the filter has \(expected); write it like: model = 'Model3' and success_rate >= 0.5")
    }

    @Test func saysWhereATextOpens() {
        #expect(
            message(of: "model = 'Model3")
                == "the filter's text that opens at character 9 has no closing quote; a quote inside a text is written twice"
        )
    }

    @Test func nestingHasALimit() throws {
        let limit = Filter.depthLimit
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a = 1" + String(repeating: ")", count: depth)
        }
        #expect(message(of: nested(limit - 1)) == nil)
        #expect(
            message(of: nested(100_000))
                == "the filter nests deeper than 64 levels; leave out parentheses and 'not' that are not needed")
        #expect(message(of: String(repeating: "not ", count: 100_000) + "a = 1")?.contains("64 levels") == true)
    }

    @Test func aChainHasALimitAndAListHasNone() throws {
        let chain = { (count: Int) in Array(repeating: "a = 1", count: count).joined(separator: " or ") }
        let longest = try Filter(parsing: chain(Filter.conditionLimit))
        #expect(longest.isSatisfied { _ in 1 })
        #expect(try Filter(parsing: longest.description) == longest)
        #expect(
            message(of: chain(Filter.conditionLimit + 1))
                == "the filter has more than 1000 comparisons; use in (…) instead of a long chain")
        let list = try Filter(parsing: "a in (\((0..<100_000).map(String.init).joined(separator: ",")))")
        #expect(list.isSatisfied { _ in 99_999 })
    }

    @Test func namesAndTypesAreCheckedBeforeAnythingIsEvaluated() throws {
        let schema = AttributeSchema(["model": .text, "stage": .number])
        func message(_ text: String) throws -> String? {
            let filter = try Filter(parsing: text)
            do throws(FilterError) {
                try filter.validate(against: schema)
                return nil
            } catch {
                return error.message
            }
        }
        #expect(try message("model = 'M' or not stage between 1 and null and model is null") == nil)
        #expect(try message("stage = 1 and mood = 2") == "the filter names 'mood'; the attributes are model, stage")
        #expect(
            try message("not model in ('a', 3)")
                == "the filter compares 'model' with the wrong type; it holds a text, write it in single quotes")
        #expect(
            try message("stage < '2'") == "the filter compares 'stage' with the wrong type; it holds a number")
    }
}
