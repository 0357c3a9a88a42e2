import TestSupport
import Testing

/// What holds in every view of the page: for all eyes and screens, and nothing from elsewhere.
@Suite(.serialized) struct PageLookTests {
    @Test(arguments: ["light", "dark"]) func nothingKeepsPeopleWithImpairmentsOut(look: String) async throws {
        try await Browser.with { browser in
            for view in PageStore.views {
                try await browser.show(view)
                while try await browser.value("document.documentElement.dataset.look", as: String.self) != look {
                    try await browser.run("document.querySelector('#theme').click()")
                }
                #expect(try await Axe.violations(in: browser) == [], "\(view.address) \(look)")
                try await browser.keep("page \(view.address.prefix { $0 != "?" }) \(look)")
            }
            // Light on dark, or dark on light.
            let ground = try await browser.value(
                "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)",
                as: Int.self)
            #expect(look == "dark" ? ground ?? 765 < 200 : ground ?? 0 > 600)
        }
    }

    @Test(arguments: [360, 1_440]) func everyViewFitsTheScreen(width: Int) async throws {
        try await Browser.with(width: width) { browser in
            for view in PageStore.views {
                try await browser.show(view)
                #expect(try await browser.value("innerWidth") == width)
                let widths = try await browser.value(
                    "[document.documentElement.scrollWidth, innerWidth]", as: [Int].self)
                #expect((widths?[0] ?? .max) <= (widths?[1] ?? 0), "\(view.address)")
                // Nothing is squeezed beside something else.
                let tallest = try await browser.value(
                    "Math.max(...[...document.querySelectorAll('button')].map((button) => button.offsetHeight))",
                    as: Int.self)
                #expect((tallest ?? .max) < 64, "\(view.address)")
                try await browser.keep("page \(view.address.prefix { $0 != "?" }) \(width)")
            }
        }
    }

    @Test func onAPhoneWhatMustNotBeMissedComesBeforeTheReplies() async throws {
        try await Browser.with(width: 360) { browser in
            try await browser.show(PageStore.views[0])
            try await browser.wait(until: "document.querySelector('.fan-card')")
            let tops = try await browser.value(
                "['#ask', '.fan-card', '#suggestions'].map((one) => Math.round(document.querySelector(one).getBoundingClientRect().top + scrollY))",
                as: [Int].self)
            #expect(tops == tops?.sorted() && tops?.count == 3)
            // The profile waits to be opened, or the replies would lie below it.
            #expect(try await browser.value("document.querySelector('.fan-card .about').open") == false)
        }
    }

    @Test func everyRequestStaysOnThisHost() async throws {
        try await Browser.with { browser in
            for view in PageStore.views {
                try await browser.show(view)
                let requests = try await browser.value(
                    "performance.getEntriesByType('resource').map((entry) => entry.name)", as: [String].self)
                let port = try PageStore.server.port
                #expect(requests?.isEmpty == false)
                #expect(
                    requests?.allSatisfy { $0.hasPrefix("http://127.0.0.1:\(port)/") || $0.hasPrefix("data:") } == true)
            }
        }
    }

    @Test func aFanWhoseNameIsMarkupRunsNowhere() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("fans?fan=%3Cb%3Eevil%3C%2Fb%3E&model=Model%2F1"))
            try await browser.wait(
                until: "document.querySelector('.fan-card h2')?.textContent === '\(PageStore.hostileFan)'")
            try await browser.open(PageStore.address("analyst"))
            try await browser.wait(until: "document.querySelector('#sql')")
            try await browser.run(
                "document.querySelector('#sql').value = 'SELECT fan_message FROM log_rows'; document.querySelector('#sql').form.requestSubmit()"
            )
            try await browser.wait(
                until: "document.querySelector('#sql-answer')?.textContent.includes('<script>window.hacked=1</script>')"
            )
            #expect(try await browser.value("window.hacked === undefined") == true)
            #expect(
                try await browser.value("document.querySelectorAll('main img, main script, main td b').length") == 0)
        }
    }
}
