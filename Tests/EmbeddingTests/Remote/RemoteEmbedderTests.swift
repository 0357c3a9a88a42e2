import Embedding
import Foundation
import ProviderHTTP
import RapportCore
import TestSupport
import Testing

/// Both embedding providers against a real server on this machine.
@Suite struct RemoteEmbedderTests {
    static let dimension = 8
    static let key = "vk-secret"

    static func embedder(
        _ server: MisbehavingServer, provider: RemoteEmbedderSettings.Provider = .voyage,
        time: SimulatedTime = SimulatedTime(), change: (inout RemoteEmbedderSettings) -> Void = { _ in }
    ) throws -> RemoteEmbedder {
        var settings = try RemoteEmbedderSettings(provider, baseURL: server.baseURL, dimension: dimension)
        settings.retry = RetryPolicy(maxAttempts: 3)
        change(&settings)
        return try RemoteEmbedder(
            settings, environment: ["VOYAGE_API_KEY": key, "OPENAI_API_KEY": key], runtime: time.runtime)
    }

    static func healthy() throws -> MisbehavingServer {
        try MisbehavingServer { ProviderDouble.answer($0, dimension: dimension) }
    }

    static func unit(_ vector: [Double]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { Float($0 / length) }
    }

    static func isNear(_ left: [Float], _ right: [Float]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-6 }
    }

    private func double(_ text: String) -> [Double] { ProviderDouble.vector(of: text, dimension: Self.dimension) }

    @Test(arguments: RemoteEmbedderSettings.Provider.allCases)
    func vectorsComeInTheOrderOfTheTextsWithLengthOne(provider: RemoteEmbedderSettings.Provider) async throws {
        let server = try Self.healthy()
        let embedder = try Self.embedder(server, provider: provider) { $0.maxBatchCount = 3 }
        let texts = (0..<40).map { "message number \($0)" }
        let vectors = try await embedder.embed(texts, purpose: .document)
        #expect(vectors.count == texts.count)
        for (text, vector) in zip(texts, vectors) { #expect(Self.isNear(vector, Self.unit(double(text)))) }
        #expect(server.requests.count == 14)
        #expect(server.requests.allSatisfy { ($0.json["input"] as? [String])?.count ?? 0 <= 3 })
    }

    @Test func voyageIsToldThePurposeAndShownTheKey() async throws {
        let server = try Self.healthy()
        let embedder = try Self.embedder(server)
        _ = try await embedder.embed(["hi"], purpose: .query)
        _ = try await embedder.embed(["hi"], purpose: .document)
        #expect(server.requests.map { $0.json["input_type"] as? String } == ["query", "document"])
        let request = try #require(server.requests.first)
        #expect(request.path == "/v1/embeddings")
        #expect(request.headers["authorization"] == "Bearer \(Self.key)")
        #expect(request.json["model"] as? String == "voyage-3")
        #expect(request.json["output_dimension"] as? Int == 8)
        #expect(request.json["dimensions"] == nil)
    }

    @Test func openAIServersAreAskedInTheirOwnWords() async throws {
        let server = try Self.healthy()
        let embedder = try Self.embedder(server, provider: .openai) { $0.model = "nomic-embed-text" }
        _ = try await embedder.embed(["hi"], purpose: .query)
        let request = try #require(server.requests.first)
        #expect(request.json["encoding_format"] as? String == "float")
        #expect(request.json["model"] as? String == "nomic-embed-text")
        // A model that is not known may not be able to shorten its vectors.
        #expect(request.json["dimensions"] == nil)
        #expect(request.json["input_type"] == nil)
    }

    @Test func identifiersNameWhatDecidesAVector() throws {
        let server = try Self.healthy()
        #expect(try Self.embedder(server).identifier == "voyage:voyage-3:8")
        #expect(try Self.embedder(server) { $0.dimension = 1_024 }.identifier == "voyage:voyage-3")
        let local = try Self.embedder(server, provider: .openai) { $0.model = "nomic-embed-text" }
        #expect(local.identifier == "openai:\(server.host):nomic-embed-text")
        let openAI = try RemoteEmbedder(RemoteEmbedderSettings(.openai), environment: ["OPENAI_API_KEY": "k"])
        #expect(openAI.identifier == "openai:api.openai.com:text-embedding-3-small")
        #expect(openAI.dimension == 1_536)
    }

    @Test func withoutAKeyTheErrorNamesTheVariable() throws {
        let cases: [(RemoteEmbedderSettings.Provider, String, String)] = [
            (.voyage, "api.voyageai.com", "VOYAGE_API_KEY"), (.openai, "api.openai.com", "OPENAI_API_KEY"),
        ]
        for (provider, host, variable) in cases {
            let error = #expect(throws: ProviderError.self) {
                try RemoteEmbedder(RemoteEmbedderSettings(provider), environment: [:])
            }
            #expect(
                error?.message
                    == "no API key for \(host); set \(variable) in the environment, or name a file that holds the key")
        }
    }

    @Test func aModelThatIsNotKnownNeedsADimension() {
        #expect(throws: ProviderError.self) { try RemoteEmbedderSettings(.openai, model: "nomic-embed-text") }
    }

    @Test func aLongTextIsTheMeanOfItsPartsByTokens() async throws {
        let server = try Self.healthy()
        let embedder = try Self.embedder(server) {
            $0.windowTokens = 11
            $0.maxBatchCount = 2
        }
        let parts = ["Fan: hi there", "Chatter: hello you", "Fan: ok"]
        let vectors = try await embedder.embed(["short", parts.joined(separator: "\n"), "end"], purpose: .document)
        var mean = [Double](repeating: 0, count: Self.dimension)
        for part in parts {
            for (index, component) in Self.unit(double(part)).enumerated() {
                mean[index] += Double(TokenEstimate.tokens(in: part)) * Double(component)
            }
        }
        #expect(Self.isNear(vectors[0], Self.unit(double("short"))))
        #expect(Self.isNear(vectors[1], Self.unit(mean)))
        #expect(Self.isNear(vectors[2], Self.unit(double("end"))))
    }

    @Test func blankTextsAreSentAsAFullStopAndNoTextsAreNotSent() async throws {
        let server = try Self.healthy()
        let embedder = try Self.embedder(server)
        let vectors = try await embedder.embed(["", " \n\t"], purpose: .query)
        #expect(Self.isNear(vectors[0], Self.unit(double("."))) && vectors[0] == vectors[1])
        #expect(try await embedder.embed([], purpose: .query).isEmpty)
        #expect(server.requests.count == 1)
    }

    @Test func oneBatchThatFailsIsTriedAgainWithoutTheOthers() async throws {
        let server = try MisbehavingServer { request in
            request.number == 2 ? .reply(status: 500, body: "") : ProviderDouble.answer(request, dimension: 8)
        }
        let embedder = try Self.embedder(server) { $0.maxBatchCount = 1 }
        let texts = (0..<6).map { "text \($0)" }
        let vectors = try await embedder.embed(texts, purpose: .document)
        for (text, vector) in zip(texts, vectors) { #expect(Self.isNear(vector, Self.unit(double(text)))) }
        #expect(server.requests.count == 7)
    }

    @Test func aRefusedKeyEndsTheCallAtOnce() async throws {
        let server = try MisbehavingServer(answers: [.reply(status: 401, body: #"{"detail":"bad key vk-secret"}"#)])
        let embedder = try Self.embedder(server)
        let error = await #expect(throws: ProviderError.unauthorized(host: server.host, status: 401)) {
            try await embedder.embed(["what the fan wrote"], purpose: .query)
        }
        #expect(error.map { "\($0)".contains("secret") || "\($0)".contains("fan wrote") } == false)
        #expect(server.requests.count == 1)
    }

    @Test func settingsThatCannotBeAreRefused() throws {
        let server = try Self.healthy()
        let changes: [(inout RemoteEmbedderSettings) -> Void] = [
            { $0.maxBatchCount = 0 }, { $0.windowTokens = 4 }, { $0.dimension = -1 }, { $0.timeoutSeconds = .nan },
            { $0.model = "" }, { $0.concurrentRequests = 0 }, { $0.baseURL = "api.voyageai.com" },
        ]
        for change in changes { #expect(throws: ProviderError.self) { try Self.embedder(server, change: change) } }
    }
}
