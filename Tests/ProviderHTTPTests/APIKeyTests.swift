import Foundation
import ProviderHTTP
import TestSupport
import Testing

@Suite struct APIKeyTests {
    let source = KeySource(
        variables: ["RAPPORT_KEY"], ownVariables: ["OPENAI_API_KEY"], ownHosts: ["api.openai.com"])

    private func key(
        _ source: KeySource, at url: String, _ environment: [String: String]
    ) throws -> String? {
        try source.key(for: BaseURL(parsing: url), environment: environment)?.secret
    }

    @Test func theVariableForRapportComesFirst() throws {
        let environment = ["RAPPORT_KEY": "ours", "OPENAI_API_KEY": "theirs"]
        #expect(try key(source, at: "https://api.openai.com/v1", environment) == "ours")
        #expect(try key(source, at: "https://api.openai.com/v1", ["OPENAI_API_KEY": "theirs"]) == "theirs")
        #expect(try key(source, at: "http://127.0.0.1:1/v1", ["OPENAI_API_KEY": "theirs"]) == "theirs")
    }

    @Test func anotherHostNeverSeesTheProvidersOwnKey() throws {
        #expect(throws: ProviderError.noKey(host: "llm.example.com", variables: ["RAPPORT_KEY"])) {
            try key(source, at: "https://llm.example.com/v1", ["OPENAI_API_KEY": "theirs"])
        }
    }

    @Test func withoutAKeyTheErrorNamesTheVariable() throws {
        let error = #expect(throws: ProviderError.self) { try key(source, at: "https://api.openai.com/v1", [:]) }
        #expect(
            error?.message
                == "no API key for api.openai.com; set OPENAI_API_KEY in the environment, or name a file that holds the key"
        )
    }

    @Test func aLocalServerNeedsNoKey() throws {
        #expect(try key(source, at: "http://127.0.0.1:11434/v1", [:]) == nil)
        #expect(try key(source, at: "http://ollama:11434/v1", ["RAPPORT_KEY": ""]) == nil)
    }

    @Test func aFileMayHoldTheKey() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("key")
        try Data("  sk-from-file\n".utf8).write(to: file)
        var source = source
        source.file = file.path
        #expect(try key(source, at: "https://llm.example.com/v1", [:]) == "sk-from-file")
        #expect(try key(source, at: "https://llm.example.com/v1", ["RAPPORT_KEY": "first"]) == "first")
        source.file = "/nowhere/key"
        #expect(throws: ProviderError.badKey(source: "the key file /nowhere/key", problem: "the file cannot be opened"))
        {
            try key(source, at: "https://llm.example.com/v1", [:])
        }
    }

    @Test(arguments: [" ", "two words", "kéy", "a\r\nX-Evil: 1", String(repeating: "k", count: 5_000)])
    func whatCannotStandInAHeaderIsNoKey(text: String) throws {
        let error = #expect(throws: ProviderError.self) {
            try key(source, at: "https://llm.example.com/v1", ["RAPPORT_KEY": text])
        }
        #expect(error?.message.hasPrefix("the API key from RAPPORT_KEY cannot be used: it ") == true)
        #expect(error?.message.contains("Evil") == false)
    }

    @Test func aKeyDoesNotShowItself() throws {
        let found = try source.key(for: BaseURL(parsing: "https://h.example.com"), environment: ["RAPPORT_KEY": "sk-1"])
        let key = try #require(found)
        var dumped = ""
        dump(Authorization.bearer(key), to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\(Authorization.bearer(key))", dumped] {
            #expect(!text.contains("sk-1"))
        }
    }
}
