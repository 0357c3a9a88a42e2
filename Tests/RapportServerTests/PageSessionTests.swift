import TestSupport
import Testing

/// How the page gets on with a server that asks who is there; the answers of sessions are stood in for.
@Suite(.serialized) struct PageSessionTests {
    /// Answers 401 until a session was started with the token `right`, and keeps what was sent.
    private static let strictServer = """
        const real = window.fetch; window.sent = []; let isKnown = false
        const json = (status, body) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
        window.fetch = async (path, options) => {
          sent.push([options.method, path, options.headers['x-csrf-token'] ?? null])
          if (path === '/v1/session' && options.method === 'POST') {
            if (JSON.parse(options.body).token !== 'right') return json(401, { detail: 'no token is like this' })
            isKnown = true
            return json(200, { role: 'analyst', models: null, csrf: 'seal' })
          }
          return isKnown ? real(path, options) : json(401, { detail: 'sign in' })
        }
        """

    @Test func whoIsNotKnownSignsInAndGoesOnWithWhatTheyAsked() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("chat"))
            try await browser.wait(until: "document.querySelectorAll('#model option').length === 2")
            try await browser.run(Self.strictServer)
            try await browser.type("do you like sailing?\u{E007}", into: "#text")
            try await browser.wait(until: "document.querySelector('#sign-in').open")
            try await browser.type("wrong\u{E007}", into: "#token")
            try await browser.wait(
                until: "document.querySelector('#sign-in-error').textContent === 'no token is like this'")
            #expect(try await browser.value("document.querySelector('#sign-in').open") == true)
            try await browser.run("document.querySelector('#token').value = ''")
            try await browser.type("right\u{E007}", into: "#token")
            try await browser.wait(until: PageStore.conversationsAreShown)
            #expect(try await browser.value("document.querySelector('#sign-in').open") == false)
            // The question was sent again, now with the token against forgery, which reading does not need.
            let asked = "sent.filter(([, path]) => path === '/v1/suggest').map(([, , seal]) => seal)"
            #expect(try await browser.value("JSON.stringify(\(asked))") == "[null,\"seal\"]")
            try await browser.run("location.hash = '#/operator'")
            try await browser.wait(until: "sent.some(([, path]) => path === '/v1/stats')")
            #expect(
                try await browser.value("sent.every(([method, , seal]) => method !== 'GET' || seal === null)") == true)
        }
    }

    @Test func aProblemIsShownInTheServersWords() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("chat"))
            try await browser.wait(until: "document.querySelectorAll('#model option').length === 2")
            try await browser.type("nobody_1", into: "#fan")
            try await browser.type("hello\u{E007}", into: "#text")
            try await browser.wait(
                until: "document.querySelector('#message').textContent.startsWith('Choose the model')")
            try await browser.run("document.querySelector('#fan').value = ''")
            try await browser.run("window.fetch = async () => { throw new TypeError('gone') }")
            try await browser.run("document.querySelector('#ask').requestSubmit()")
            try await browser.wait(
                until: "document.querySelector('#message').textContent.includes('is rapport serve still running')")
            #expect(try await browser.value("document.querySelector('#message').hidden") == false)
        }
    }
}
