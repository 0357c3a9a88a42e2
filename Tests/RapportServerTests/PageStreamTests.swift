import Dispatch
import TestSupport
import Testing

/// An answer that comes in pieces, as one of a server with a language model does.
@Suite(.serialized) struct PageStreamTests {
    /// Takes the server's place for suggestions: what is given to `send` comes as its events.
    private static let stream = """
        const real = window.fetch
        window.fetch = async (path, options) => path !== "/v1/suggest" ? real(path, options) : new Response(
          new ReadableStream({ start(pieces) { window.pieces = pieces } }),
          { headers: { "content-type": "text/event-stream" } })
        window.send = (name, data) =>
          pieces.enqueue(new TextEncoder().encode(`event: ${name}\\ndata: ${JSON.stringify(data)}\\n\\n`))
        window.reply = (id, text, source) =>
          ({ suggestion_id: id, text, source, based_on: [], confidence: null, why: "", next_step: { action: "chat", why: "" } })
        window.answer = (...suggestions) => ({ suggestions, conversations: [], guards: [], flags: [] })
        """
    private static let texts =
        "JSON.stringify([...document.querySelectorAll('.suggestion')].map((item) => item.querySelector('.edit')?.value ?? item.querySelector('.reply').textContent))"

    /// Runs `body` with a page that has asked and waits for the pieces of an answer.
    private static func asking(_ body: (Browser) async throws -> Void) async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("chat"))
            try await browser.wait(until: "document.querySelectorAll('#model option').length === 2")
            try await browser.run(stream)
            try await browser.type("do you like sailing?\u{E007}", into: "#text")
            try await browser.wait(until: "window.pieces !== undefined")
            try await body(browser)
        }
    }

    @Test func whatComesLaterLeavesTheReplyThatSomebodyEdits() async throws {
        try await Self.asking { browser in
            try await browser.run(
                "send('retrieved', answer(reply('1', 'first', 'retrieved'), reply('2', 'second', 'retrieved')))")
            try await browser.wait(until: "document.querySelectorAll('.suggestion').length === 2")
            try await browser.run("document.querySelectorAll('.suggestion .edit-button')[1].click()")
            try await browser.type(" thought", into: ".edit:focus")
            try await browser.run("send('reply', reply('3', 'written', 'llm'))")
            try await browser.wait(until: "document.querySelectorAll('.suggestion').length === 3")
            #expect(try await browser.value(Self.texts) == #"["written","first","second thought"]"#)
            try await browser.run("send('done', answer(reply('3', 'written', 'llm')))")
            try await browser.wait(until: "!document.querySelector('#suggestions[aria-busy]')")
            #expect(try await browser.value(Self.texts) == #"["written","second thought"]"#)
            #expect(try await browser.value("document.activeElement.value") == "second thought")
        }
    }

    @Test func aLanguageModelsReplyComesAfterThoseThatCanBeSentAlready() async throws {
        // The model answers once the page shows the others, and not before.
        let gate = DispatchSemaphore(value: 0)
        let provider = try MisbehavingServer { request in
            gate.wait()
            return ProviderDouble.answer(request) { _ in "i would love to sail" }
        }
        defer { provider.stop() }
        let server = try ServedStore(environment: [
            "RAPPORT_LLM_MODEL": "slow", "RAPPORT_LLM_BASE_URL": provider.baseURL, "RAPPORT_LLM_API_KEY": "test",
            "RAPPORT_LLM_TIMEOUT_SECONDS": "3600",
        ])
        try await Browser.with { browser in
            try await browser.open("http://127.0.0.1:\(server.port)/#/chat")
            try await browser.wait(until: "document.querySelectorAll('#model option').length === 2")
            try await browser.type("do you like sailing?\u{E007}", into: "#text")
            try await browser.wait(until: "document.querySelectorAll('.suggestion.retrieved').length === 3")
            #expect(try await browser.value("document.querySelector('#writing').hidden") == false)
            #expect(try await browser.value("document.querySelectorAll('#conversations > li').length") == 5)
            try await browser.keep("page chat writing")
            for _ in 0..<8 { gate.signal() }
            try await browser.wait(
                until: "document.querySelector('.suggestion.llm .reply')?.textContent === 'i would love to sail'")
            try await browser.wait(until: "document.querySelector('#writing').hidden")
            #expect(try await browser.value("document.querySelectorAll('.suggestion').length") == 3)
        }
    }

    @Test func anAnswerThatBreaksOffIsNotTakenForAWholeOne() async throws {
        try await Self.asking { browser in
            try await browser.run("send('retrieved', answer(reply('1', 'first', 'retrieved'))); pieces.close()")
            try await browser.wait(until: "document.querySelector('#message').textContent.includes('ask again')")
            // What was found can still be sent.
            #expect(try await browser.value("!document.querySelector('#answer').hidden") == true)
            #expect(try await browser.value(Self.texts) == #"["first"]"#)
        }
    }

    @Test func lettersActOnTheReplyInFocusAlone() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[0])
            try await browser.run(
                "window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(text) }")
            try await browser.run("document.querySelector('#theme').focus()")
            try await browser.type("c", into: "#theme")
            try await browser.type("c", into: ".suggestion")
            try await browser.wait(until: "copied.length > 0")
            #expect(try await browser.value("copied.length") == 1)
        }
    }
}
