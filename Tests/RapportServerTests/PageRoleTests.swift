import TestSupport
import Testing

/// What the page offers to whom.
@Suite struct PageRoleTests {
    @Test func aChatterIsOfferedWhatAChatterMayAsk() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("chat"))
            try await browser.wait(until: "document.querySelectorAll('#model option').length === 2")
            let offered =
                "[...document.querySelectorAll('nav a')].filter((link) => !link.hidden).map((link) => link.hash)"
            #expect(try await browser.value("\(offered).length") == 4)
            // The server does not know the browser any more; the token that it is given then is a chatter's.
            try await browser.run(
                """
                const real = window.fetch; let isKnown = false
                const json = (status, body) => new Response(JSON.stringify(body), { status })
                window.fetch = async (path, options) => {
                  if (path === '/v1/session') { isKnown = true; return json(200, { role: 'chatter', models: null, csrf: 'seal' }) }
                  return isKnown ? real(path, options) : json(401, { detail: 'sign in' })
                }
                location.hash = '#/fans'
                """)
            try await browser.wait(until: "document.querySelector('#sign-in').open")
            try await browser.type("token\u{E007}", into: "#token")
            try await browser.wait(until: "document.querySelectorAll('#fan-list a').length > 0")
            try await browser.run("location.hash = '#/operator'")
            try await browser.wait(until: "document.querySelector('#ask')")
            #expect(try await browser.value("\(offered).join()") == "#/chat,#/fans")
        }
    }
}
