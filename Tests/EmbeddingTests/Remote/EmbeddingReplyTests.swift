import Embedding
import ProviderHTTP
import RapportCore
import TestSupport
import Testing

/// Replies with status 200 that are right, nearly right and wrong.
@Suite struct EmbeddingReplyTests {
    private func embed(_ body: String, texts: [String] = ["one", "two"]) async throws -> [[Float]] {
        let server = try MisbehavingServer(answers: [.reply(body: body)])
        let embedder = try RemoteEmbedderTests.embedder(server) { $0.dimension = 2 }
        do {
            return try await embedder.embed(texts, purpose: .document)
        } catch ProviderError.badReply(let host, let problem) {
            #expect(host == server.host)
            // A reply that is wrong once is wrong again.
            #expect(server.requests.count == 1)
            throw Problem(text: problem)
        }
    }

    private struct Problem: Error, Equatable {
        var text: String
    }

    @Test func itemsMayComeInAnyOrder() async throws {
        let vectors = try await embed(#"{"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,0]}]}"#)
        #expect(vectors == [[1, 0], [0, 1]])
    }

    @Test func indicesAndUsageMayBeMissing() async throws {
        #expect(try await embed(#"{"data":[{"embedding":[3,4]},{"embedding":[0,-2]}]}"#) == [[0.6, 0.8], [0, -1]])
    }

    @Test func hugeAndTinyComponentsKeepTheirDirection() async throws {
        let vectors = try await embed(#"{"data":[{"embedding":[3e200,4e200]},{"embedding":[3e-200,4e-200]}]}"#)
        #expect(vectors == [[0.6, 0.8], [0.6, 0.8]])
    }

    @Test(arguments: [
        ("", "it is not JSON"), ("<html>sorry</html>", "it is not JSON"),
        (#"{"data":[{"embedding":[1,0]},{"embed"#, "it is not JSON"),
        (#"{"data":[{"embedding":[NaN,0]},{"embedding":[1,0]}]}"#, "it is not JSON"),
        (#"[]"#, "the whole has the wrong type"), (#"{"embeddings":[]}"#, "data is missing"),
        (#"{"data":null}"#, "data is null"), (#"{"data":"fan text"}"#, "data has the wrong type"),
        (#"{"data":[{"embedding":[1,0]},{"embedding":"AAAA"}]}"#, "data[1].embedding has the wrong type"),
        (#"{"data":[{"embedding":[1,0]},{"embedding":[1,null]}]}"#, "data[1].embedding[1] is null"),
        (#"{"data":[]}"#, "it holds 0 vectors for 2 texts"),
        (#"{"data":[{"embedding":[1,0]}]}"#, "it holds 1 vectors for 2 texts"),
        (
            #"{"data":[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]}"#,
            "its indices do not name each text once"
        ),
        (
            #"{"data":[{"index":0,"embedding":[1,0]},{"index":2,"embedding":[1,0]}]}"#,
            "its indices do not name each text once"
        ),
        (
            #"{"data":[{"index":-1,"embedding":[1,0]},{"index":1,"embedding":[1,0]}]}"#,
            "its indices do not name each text once"
        ),
        (
            #"{"data":[{"embedding":[1,0]},{"embedding":[1,0,0]}]}"#,
            "a vector has 3 components where the settings say 2"
        ),
        (#"{"data":[{"embedding":[1,0]},{"embedding":[0,0]}]}"#, "a vector is zero or not finite"),
    ])
    func whatIsWrongIsSaidWithoutQuotingIt(body: String, problem: String) async {
        await #expect(throws: Problem(text: problem)) { try await embed(body) }
    }

    @Test func aNumberPastAllBoundsIsAnError() async {
        await #expect(throws: Problem.self) {
            try await embed(#"{"data":[{"embedding":[1e999,0]},{"embedding":[1,0]}]}"#)
        }
    }

    @Test func aReplyWithoutEndIsNotReadToItsEnd() async throws {
        let server = try MisbehavingServer(answers: [.endless(chunk: String(repeating: "[", count: 65_536))])
        let embedder = try RemoteEmbedderTests.embedder(server)
        await #expect(throws: ProviderError.replyTooLarge(host: server.host, limitBytes: 128 * 8 * 32 + 1_048_576)) {
            try await embedder.embed(["hi"], purpose: .query)
        }
    }
}
