import ProviderHTTP
import Testing

@Suite struct BaseURLTests {
    @Test(arguments: [
        ("https://api.voyageai.com/v1", "https://api.voyageai.com/v1", "api.voyageai.com"),
        ("https://API.OpenAI.com/v1//", "https://api.openai.com/v1", "api.openai.com"),
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1", "127.0.0.1:11434"),
        ("http://localhost:8080", "http://localhost:8080", "localhost:8080"),
        ("https://host/a%20b", "https://host/a%20b", "host"),
    ])
    func aBaseURLIsReadAndTrimmed(text: String, url: String, host: String) throws {
        let baseURL = try BaseURL(parsing: text)
        #expect(baseURL.text == url)
        #expect(baseURL.host == host)
    }

    @Test(arguments: [
        ("", "it is not a URL with a scheme and a host"),
        ("api.voyageai.com", "it is not a URL with a scheme and a host"),
        ("ftp://example.com", "its scheme is neither https nor http"),
        ("https://me:word@example.com", "it holds credentials, which belong in the environment"),
        ("https://example.com/v1?key=1", "it holds a query or a fragment"),
        (
            "http://api.openai.com/v1",
            "plain http to the public host api.openai.com would show messages and key to anyone"
        ),
    ])
    func whatCannotBeABaseURLIsSaid(text: String, problem: String) {
        #expect(throws: ProviderError.badBaseURL(problem: problem)) { try BaseURL(parsing: text) }
    }

    @Test(arguments: [
        "127.0.0.1", "127.9.9.9", "10.0.0.7", "172.16.0.1", "172.31.255.255", "192.168.1.20", "169.254.1.1",
        "localhost",
        "ollama", "box.local", "box.lan", "[::1]", "[fd00::1]", "[fe80::1]",
    ])
    func privateHostsAreLocal(host: String) throws {
        #expect(try BaseURL(parsing: "http://\(host):8000/v1").isLocal)
    }

    @Test(arguments: [
        "api.openai.com", "8.8.8.8", "172.15.0.1", "172.32.0.1", "128.0.0.1", "10.example.com", "127.0.0.1.example.com",
        "[2001:db8::1]", "localhost.example.com", "1.2.3.4.5",
    ])
    func publicHostsAreNot(host: String) throws {
        #expect(try !BaseURL(parsing: "https://\(host)/v1").isLocal)
    }
}
