import Foundation
import LanguageModel
import Testing

@Suite struct ReplySchemaTests {
    private let text = """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
         "required": ["replies", "mood"], "properties": {
           "replies": {"type": "array", "minItems": 1, "maxItems": 3, "items": {
             "type": "object", "required": ["text"],
             "properties": {"text": {"type": "string", "minLength": 1, "maxLength": 5}}}},
           "mood": {"enum": ["warm", "calm"]}, "score": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
           "count": {"type": "integer"}}}
        """

    @Test(arguments: [
        #"{"replies":[{"text":"hi"}],"mood":"warm"}"#,
        #"{"replies":[{"text":"12345","more":1}],"mood":"calm","score":0.5,"count":3}"#,
        #"{"replies":[{"text":"😀😀😀😀😀"}],"mood":"calm","score":null,"count":3.0}"#,
    ])
    func whatFitsFits(json: String) throws {
        #expect(try ReplySchema(name: "s", jsonText: text).problem(in: Data(json.utf8)) == nil)
    }

    @Test(arguments: [
        ("nonsense", "it is not JSON"), ("[]", "the whole must be object"), (#"{"mood":"warm"}"#, "replies is missing"),
        (#"{"replies":[],"mood":"warm"}"#, "replies has fewer than 1 items"),
        (#"{"replies":[{},{},{},{}],"mood":"warm"}"#, "replies has more than 3 items"),
        (#"{"replies":[{"text":"a"},{"text":""}],"mood":"warm"}"#, "replies[1].text has fewer than 1 characters"),
        (#"{"replies":[{"text":"123456"}],"mood":"warm"}"#, "replies[0].text has more than 5 characters"),
        (#"{"replies":[{"text":7}],"mood":"warm"}"#, "replies[0].text must be string"),
        (#"{"replies":[{}],"mood":"warm"}"#, "replies[0].text is missing"),
        (#"{"replies":[{"text":"a"}],"mood":"cold"}"#, "mood is not one of the allowed values"),
        (#"{"replies":[{"text":"a"}],"mood":"warm","score":2}"#, "score is out of range"),
        (#"{"replies":[{"text":"a"}],"mood":"warm","score":"x"}"#, "score must be number or null"),
        (#"{"replies":[{"text":"a"}],"mood":"warm","count":1.5}"#, "count must be integer"),
        (#"{"replies":[{"text":"a"}],"mood":"warm","count":true}"#, "count must be integer"),
        (
            #"{"replies":[{"text":"a"}],"mood":"warm","fan secret":1}"#,
            "the whole has a property that the schema does not name"
        ),
    ])
    func whatDoesNotFitIsSaidWithoutQuotingIt(json: String, problem: String) throws {
        #expect(try ReplySchema(name: "s", jsonText: text).problem(in: Data(json.utf8)) == problem)
    }

    @Test(arguments: [
        ("{", "it is not JSON"), ("[]", "the whole is not an object"),
        (#"{"pattern":"x"}"#, "the whole uses 'pattern' in a way that is not supported"),
        (#"{"properties":{"a":{"minItems":-1}}}"#, "a uses 'minItems' in a way that is not supported"),
        (#"{"properties":{"a":{"items":true}}}"#, "a[] is not an object"),
        (#"{"required":["a"]}"#, "the whole requires 'a', which is not among its properties"),
        (#"{"type":["string",1]}"#, "the whole has a bad 'type'"),
    ])
    func aSchemaThatCouldNotBeCheckedIsRefused(text: String, problem: String) {
        #expect(throws: LLMError.badSchema(name: "s", problem: problem)) { try ReplySchema(name: "s", jsonText: text) }
    }

    @Test(arguments: ["", "two words", "ä", String(repeating: "n", count: 65)])
    func aNameThatProvidersRefuseIsRefused(name: String) {
        #expect(throws: LLMError.self) { try ReplySchema(name: name, jsonText: "{}") }
    }

    @Test func blanksBetweenPartsAreNotSentAndThoseInTextsAre() throws {
        let schema = try ReplySchema(
            name: "s",
            jsonText: "{ \"type\" :\n\t\"object\", \"title\": \"a \\\" b \\\\\", \"description\": \"c  d\" }")
        #expect(schema.jsonText == #"{"type":"object","title":"a \" b \\","description":"c  d"}"#)
    }
}
