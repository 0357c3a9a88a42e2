import Foundation
import TestSupport
import Testing

/// Long work that is started, watched and cancelled on the operator's view, on servers that do it.
@Suite(.serialized) struct PageJobTests {
    private static let formIsThere = "document.querySelector('#start-form form')"

    /// Opens the operator's view of a server and chooses a kind of work.
    private static func openForm(_ kind: String, of server: ServedStore, in browser: Browser) async throws {
        try await browser.open("http://127.0.0.1:\(server.port)/#/operator")
        try await browser.wait(until: "\(formIsThere) && document.querySelector('#kind-\(kind)')")
        try await browser.run("document.querySelector('#kind-\(kind)').click()")
    }

    private static func submit(_ browser: Browser) async throws {
        try await browser.run("document.querySelector('#start-form button.main').click()")
    }

    @Test func aLogIsSentLoadedAndEmbeddedWithTheFiguresFollowing() async throws {
        let server = try ServedStore(options: ["--upload-limit", "2000"])
        let folder = server.folder
        try folder.write(JobTests.log(fans: 3), to: "may.csv")
        try folder.write(String(repeating: "a", count: 5_000), to: "large.csv")
        try await Browser.with { browser in
            try await Self.openForm("ingest", of: server, in: browser)
            // What is too large is not sent at all.
            try await browser.run(
                """
                window.sends = 0; const send = XMLHttpRequest.prototype.send
                XMLHttpRequest.prototype.send = function (body) { sends++; return send.call(this, body) }
                """)
            try await browser.type(folder.file("large.csv").path, into: "#log-file")
            try await Self.submit(browser)
            try await browser.wait(until: "document.querySelector('#message').textContent.includes('at most')")
            #expect(try await browser.value("sends") == 0)
            try await browser.run("document.querySelector('#log-file').value = ''")
            try await browser.type(folder.file("may.csv").path, into: "#log-file")
            try await Self.submit(browser)
            try await browser.wait(until: "document.querySelectorAll('.job.done').length === 1")
            #expect(try await browser.value("sends") == 1)
            // 76 rows were there; the figures of the store and of the ingest are read again.
            try await browser.wait(until: "document.querySelector('#store').textContent.includes('rows79')")
            try await browser.wait(until: "document.querySelector('#ingest').textContent.includes('new3')")
            try await browser.wait(
                until: "document.querySelector('#indexes').textContent.includes('Without a vector: 3')")
            try await browser.keep("page jobs")
            try await browser.run("document.querySelector('#kind-embed').click()")
            try await Self.submit(browser)
            try await browser.wait(until: "document.querySelectorAll('.job.done').length === 2")
            try await browser.wait(until: "document.querySelector('#indexes').textContent.includes('Every record has')")
            try await browser.run("document.querySelector('.job summary').click()")
            #expect(
                try await browser.value("document.querySelector('.job details').textContent.includes('turns')") == true)
            #expect(try await Axe.violations(in: browser) == [])
        }
        #expect(try server.uploads() == [])
    }

    @Test func whatCostsIsAskedForFirstThenWatchedAndCancelled() async throws {
        let model = try SlowModel()
        let server = try ServedStore(environment: model.environment)
        try await Browser.with { browser in
            try await Self.openForm("profile", of: server, in: browser)
            try await browser.run("document.querySelector('#profile-batch').value = 1")
            try await Self.submit(browser)
            try await browser.wait(until: "document.querySelector('dialog.confirm')?.open")
            let asked = try await browser.value("document.querySelector('dialog.confirm').textContent", as: String.self)
            #expect(asked?.contains("slow at 127.0.0.1") == true && asked?.contains("prices are not set") == true)
            #expect(try await Axe.violations(in: browser) == [])
            try await browser.keep("page jobs confirm")
            // Enter means the safe answer.
            try await browser.type("\u{E007}", into: "dialog.confirm button:focus")
            try await browser.wait(until: "!document.querySelector('dialog.confirm')")
            #expect(try await server.send("GET", "/v1/jobs").json["jobs"] as? [[String: String]] == [])
            try await Self.submit(browser)
            try await browser.wait(until: "document.querySelector('dialog.confirm')?.open")
            try await browser.run("document.querySelector('dialog.confirm button.main').click()")
            // Its progress comes by itself; the list is not asked for again meanwhile.
            try await browser.wait(until: "document.querySelector('.job.running progress')")
            try await browser.wait(
                until: "document.querySelector('.job.running').textContent.includes('making profiles')")
            try await browser.keep("page jobs running")
            try await browser.run("document.querySelector('.job button').click()")
            try await browser.wait(until: "document.querySelector('.job.cancelled')")
            #expect(try await browser.value("document.querySelector('.job progress') === null") == true)
        }
    }

    @Test func whatSuggestionsAndTheLanguageModelCameToIsShown() async throws {
        let model = try SlowModel()
        model.open()
        let server = try ServedStore(environment: model.environment)
        let answer = try await server.post("/v1/suggest", ["text": "do you like sailing?"])
        let shown = (answer.json["suggestions"] as? [[String: Any]] ?? []).compactMap { $0["suggestion_id"] as? String }
        try #require(shown.count == 3, "\(answer.text)")
        let copied = try await server.post("/v1/feedback", ["suggestion_id": shown[0], "action": "copied"])
        #expect(copied.status == 204)
        try await Browser.with { browser in
            try await browser.open("http://127.0.0.1:\(server.port)/#/operator")
            try await browser.wait(
                until: "document.querySelector('#acceptance tbody') && document.querySelector('#spend tbody')")
            let rows = try await browser.value(
                """
                ['#acceptance', '#spend'].map((part) =>
                  [...document.querySelector(`${part} tbody tr`).children].map((cell) => cell.textContent))
                """, as: [[String]].self)
            let (acceptance, spend) = (try #require(rows?.first), try #require(rows?.last))
            try #require(acceptance.count > 3 && spend.count > 1)
            let told = try await server.send("GET", "/v1/stats/llm").json["total"] as? [String: Any]
            #expect(acceptance.first == "all" && acceptance[3] == "1", "\(acceptance)")
            #expect(spend.first == "all" && spend[1] == (told?["calls"] as? Int).map { "\($0)" }, "\(spend)")
            #expect(spend[1] != "0")
        }
    }

    @Test func clustersAreFoundWithTheParametersOfTheForm() async throws {
        let server = try ServedStore()
        try await Browser.with { browser in
            try await Self.openForm("cluster", of: server, in: browser)
            try await browser.run(
                """
                for (const [id, value] of [['collection', 'turns'], ['k', '4'], ['name', 'four'], ['where', 'model = nothing']]) {
                  document.querySelector(`#cluster-${id}`).value = value
                }
                """)
            try await Self.submit(browser)
            // What is wrong is said in the server's words, and nothing is started.
            try await browser.wait(until: "!document.querySelector('#message').hidden")
            try await browser.run("document.querySelector('#cluster-where').value = \"model = 'Model/1'\"")
            try await Self.submit(browser)
            try await browser.wait(until: "document.querySelector('.job.done')")
            let run = try await server.send("GET", "/v1/runs").json["runs"] as? [[String: Any]]
            #expect(run?.count == 1 && run?[0]["name"] as? String == "four")
            #expect(run?[0]["collection"] as? String == "turns" && run?[0]["filter"] as? String == "model = 'Model/1'")
        }
    }
}
