import Foundation
import LanguageModel
import RapportCore
import Retrieval
import Store
import TestSupport
import Testing

/// What is printed holds to the schemas that callers read.
@Suite struct AnswerSchemaTests {
    private let validator = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for answer in json.load(sys.stdin):
            validator.validate(answer)
            for name in schema["properties"]:
                broken = {key: value for key, value in answer.items() if key != name}
                assert not validator.is_valid(broken), name
        """

    private func validate(_ answers: [some Encodable], _ schema: String) throws {
        try PythonTools.run(
            code: validator, arguments: [RepositoryRoot.file("schemas/\(schema).schema.json").path],
            input: JSONEncoder().encode(answers))
    }

    @Test func answersHoldToTheirSchemas() async throws {
        var rows = sailingRows(7)
        rows += [row("buyer_1", hour: 0, "do you sail", "yes", price: 9.99, purchased: true, tips: 0.5)]
        let fixture = try await RetrievalFixture(rows)
        let retriever = fixture.retriever()
        var searches: [SearchAnswer] = []
        for mode in SearchMode.allCases {
            for collection in RecordCollection.allCases {
                searches.append(
                    try await retriever.search(SearchRequest(text: "do you sail", mode: mode, collection: collection)))
            }
        }
        #expect(searches.allSatisfy { !$0.hits.isEmpty })
        try validate(searches, "search")
        let pair = PairID(fanID: "buyer_1", modelName: "Model1")
        try validate([try await retriever.similar(SimilarRequest(pair: pair))], "similar")
        let nobody = Conditions(modelName: "Model9")
        let suggestions = [
            try await retriever.suggest(SuggestRequest(text: "do you sail")),
            try await retriever.suggest(SuggestRequest(text: "do you sail", pair: pair)),
            try await retriever.suggest(SuggestRequest(text: "do you sail", conditions: nobody)),
            try await retriever.suggest(SuggestRequest(text: "do you sail? i lost my job and im 15")),
            try await fixture.retriever(FakeChatModel(replies: ["i would love to"])).suggest(
                SuggestRequest(text: "do you sail")),
            try await fixture.retriever(FakeChatModel { _ in ChatReply(text: "") }).suggest(
                SuggestRequest(text: "do you sail")),
        ]
        try validate(suggestions, "suggest")
    }

    @Test func answersReadBackAsTheyWere() async throws {
        let fixture = try await RetrievalFixture(sailingRows(7))
        let answer = try await fixture.retriever().suggest(SuggestRequest(text: "do you sail"))
        let data = try JSONEncoder().encode(answer)
        #expect(try JSONDecoder().decode(SuggestAnswer.self, from: data) == answer)
        #expect(String(decoding: data, as: UTF8.self).contains("\"success_rate\":null"))
    }
}
