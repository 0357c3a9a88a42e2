import RapportCore
import Store
import TestSupport
import Testing

/// What the page offers to whom: people sign in with real tokens.
@Suite(.serialized) struct PageRoleTests {
    private static let offered =
        "[...document.querySelectorAll('nav a')].filter((link) => !link.hidden).map((link) => link.hash.slice(2)).join()"

    private static func token(_ role: AccessRole, models: [String]? = nil, of server: ServedStore) throws -> String {
        let access = try AccessStore(folder: server.folder.file("store").path)
        let (now, later) = (Timestamp(nanoseconds: 0), Timestamp(nanoseconds: 4_000_000_000_000_000_000))
        return try access.makeToken(name: "\(role)", role: role, models: models, expiresAt: later, now: now).secret.text
    }

    private static func signIn(_ token: String, to server: ServedStore, in browser: Browser) async throws {
        try await browser.open("http://127.0.0.1:\(server.port)/#/fans")
        try await browser.wait(until: "document.querySelector('#sign-in').open")
        try await browser.type("\(token)\u{E007}", into: "#token")
        try await browser.wait(until: "document.querySelectorAll('#fan-list a').length > 0")
    }

    @Test func eachRoleIsOfferedWhatItMayAsk() async throws {
        let server = try ServedStore(
            extraRows: ["Chatter2,Other,a zebra,hello,0,false,hidden_fan,2025-04-12T00:00:00,0,0"])
        let people: [(role: AccessRole, models: [String]?, views: String)] = [
            (.chatter, ["Model/1"], "chat,fans"), (.analyst, nil, "chat,fans,analyst,operator"),
            (.analyst, ["Model/1"], "chat,fans"), (.admin, nil, "chat,fans,analyst,operator"),
            (.admin, ["Model/1"], "chat,fans"),
        ]
        for person in people {
            let token = try Self.token(person.role, models: person.models, of: server)
            try await Browser.with { browser in
                try await Self.signIn(token, to: server, in: browser)
                #expect(try await browser.value(Self.offered) == person.views)
                // Fans of other models are neither listed nor told of.
                let listed = try await browser.value("document.querySelector('#fan-list').textContent", as: String.self)
                #expect(listed?.contains("Other") == (person.models == nil))
                try await browser.run("location.hash = '#/operator'")
                guard person.role != .chatter, person.models == nil else {
                    return try await browser.wait(until: "document.querySelector('#ask')")
                }
                try await browser.wait(until: "document.querySelector('#indexes p')")
                let mayStart = person.role == .admin
                if mayStart { try await browser.wait(until: "document.querySelector('#start-form form')") }
                #expect(
                    try await browser.value("document.querySelectorAll('#jobs, #start-form').length")
                        == (mayStart ? 2 : 0))
                // Nothing stands there that the server refuses.
                #expect(
                    try await browser.value("/token|role/.test(document.querySelector('#view').textContent)") == false)
                guard mayStart else { return }
                // An admin's session may change something: its token against forgery is sent.
                try await browser.run("document.querySelector('#kind-embed').click()")
                try await browser.run("document.querySelector('#start-form button.main').click()")
                try await browser.wait(until: "document.querySelector('.job.done')")
            }
        }
    }
}
