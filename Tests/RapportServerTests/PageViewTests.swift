import TestSupport
import Testing

/// Each view of the page in a real browser, against the real server.
@Suite(.serialized) struct PageViewTests {
    private static let arrowDown = "\u{E015}"

    @Test func aChatterNeedsNoMouseFromPasteToCopy() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("chat"))
            try await browser.wait(until: "document.querySelectorAll('#model option').length === 2")
            #expect(try await browser.value("document.activeElement.id") == "text")
            try await browser.run(
                "window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(text) }")
            try await browser.type("do you like sailing?\u{E007}", into: "#text")
            try await browser.wait(until: PageStore.conversationsAreShown)
            // The first reply waits for a key; an arrow goes on to the next.
            try await browser.wait(until: "document.activeElement === document.querySelectorAll('.suggestion')[0]")
            try await browser.type(Self.arrowDown, into: ".suggestion:focus")
            try await browser.type("c", into: ".suggestion:focus")
            try await browser.wait(until: "copied.length === 1")
            #expect(
                try await browser.value("copied[0] === document.querySelectorAll('.suggestion .reply')[1].textContent")
                    == true)
            // Editing, and copying what was edited.
            try await browser.type("e", into: ".suggestion:focus")
            try await browser.type(" indeed\u{E00C}", into: ".edit:focus")
            try await browser.type("c", into: ".suggestion:focus")
            try await browser.wait(until: "copied.length === 2 && copied[1] === `${copied[0]} indeed`")
            // Rating, too.
            try await browser.type("g", into: ".suggestion:focus")
            try await browser.wait(
                until: "document.activeElement.querySelector('.thumb')?.getAttribute('aria-pressed') === 'true'")
            try await browser.type("/", into: ".suggestion:focus")
            #expect(try await browser.value("document.activeElement.id") == "text")
            // The page tells the server without waiting for it; other tests of the same store copy too.
            try await browser.run(
                """
                window.counted = {}; const look = async () => {
                  window.counted = (await (await fetch('/v1/stats/suggestions')).json()).total; setTimeout(look, 100)
                }; look()
                """)
            try await browser.wait(until: "counted.copied >= 1 && counted.edited >= 1 && counted.thumbs_up >= 1")
        }
    }

    @Test func aNamedFanBringsHisCardAndTheExchangeThatMatches() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[0])
            try await browser.wait(until: "document.querySelector('.fan-card')")
            let card = try await browser.value("document.querySelector('.fan-card').textContent", as: String.self) ?? ""
            // What a statement rests on is read when asked for.
            try await browser.run("document.querySelector('.fan-card .profile summary').click()")
            try await browser.wait(until: "document.querySelector('.fan-card .evidence .said.fan')")
            #expect(card.contains("a/b") && card.contains("Model/1") && card.contains("last seen2025-04-"))
            #expect(card.contains("no guardrail is touched by his last 4 messages"))
            #expect(
                try await browser.value(
                    "/2025-04-\\d+ /.test(document.querySelector('.evidence .said.fan b').textContent)")
                    == true)
            // What came of each conversation.
            #expect(
                try await browser.value(
                    """
                    [...document.querySelectorAll('#conversations > li')].every((item) =>
                      ['similarity', 'success rate', 'revenue', 'after this exchange', 'unlocked', 'when'].every((name) =>
                        [...item.querySelectorAll('dt')].some((term) => term.textContent === name)))
                    """) == true)
            #expect(
                try await browser.value("document.querySelectorAll('#conversations > li .match').length >= 5") == true)
            try await browser.keep("page chat")
            // A filter acts at once.
            try await browser.run("document.querySelector('#stage-3').click()")
            try await browser.wait(
                until: """
                    [...document.querySelectorAll('#conversations h3 .chip')].every((chip) => chip.textContent === 'stage 3')
                    """)
        }
    }

    @Test func aFansCardFlagsWhatHeWroteThatMustNotBeMissed() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("chat?fan=%3Cb%3Eevil%3C%2Fb%3E&model=Model%2F1"))
            try await browser.wait(until: "document.querySelectorAll('.risk').length >= 2")
            let flags =
                try await browser.value(
                    "[...document.querySelectorAll('.risk')].map((flag) => flag.textContent)", as: [String].self) ?? []
            // Each says when he wrote what; those that matter most come first.
            let illness = try #require(flags.firstIndex { $0.hasPrefix("Illness or crisis") }, "\(flags)")
            let leaving = try #require(flags.firstIndex { $0.hasPrefix("Wants to leave the platform") }, "\(flags)")
            #expect(illness < leaving && flags[illness].contains("2025-04-09 00:10"))
            #expect(flags[illness].contains("<b>sorry</b>, my chemo starts on monday"))
            #expect(flags[leaving].contains("text me on whatsapp <script>window.hacked=1</script>"))
            #expect(
                try await browser.value("window.hacked === undefined && !document.querySelector('.risk script')")
                    == true)
            try await browser.keep("page risk flags")
        }
    }

    @Test func theSliderRanksLiveAndTheLastWordCounts() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[1])
            try await browser.run("document.querySelector('#method-profiled').click()")
            try await browser.wait(until: "document.querySelector('#matches .share-profile')")
            // The first answer never comes; each later question is one, however often the slider moved before it.
            try await browser.run(
                """
                window.asked = []; const real = window.fetch
                window.fetch = (path, options) => {
                  if (!path.includes('/similar?')) return real(path, options)
                  asked.push({ path, signal: options.signal })
                  return asked.length > 1 ? real(path, options) : new Promise((_, refuse) => {
                    options.signal.addEventListener('abort', () => refuse(new DOMException('stale', 'AbortError')))
                  })
                }
                window.slide = (...weights) => { for (const weight of weights) {
                  const slider = document.querySelector('#weight'); slider.value = weight; slider.dispatchEvent(new Event('input'))
                } }
                slide(0.4)
                """)
            try await browser.wait(until: "asked.length === 1")
            try await browser.run("slide(0.5, 0.6, 0.7)")
            try await browser.wait(
                until: "document.querySelector('#view [role=status]').textContent.includes('(70 %)')")
            #expect(try await browser.value("asked[0].signal.aborted") == true)
            #expect(
                try await browser.value("asked.length === 2 && asked[1].path.includes('profile_weight=0.7')") == true)
        }
    }

    @Test func aStoryIsALineOfTimeWithStagesAndSales() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[1])
            let story =
                try await PageStore.server.send(
                    "GET", "/v1/models/Model%2F1/fans/a%2Fb/conversations"
                ).json["conversations"] as? [[String: Any]] ?? []
            let sales = story.flatMap { $0["sales"] as? [Any] ?? [] }.count
            #expect(story.count > 0 && sales > 0)
            #expect(
                try await browser.value("document.querySelectorAll('.timeline rect[class^=stage-]').length")
                    == story.count)
            #expect(try await browser.value("document.querySelectorAll('.timeline .sale').length") == sales)
            // The last of it is a sale later than a bar's beginning: it lies to the right of it.
            #expect(
                try await browser.value(
                    "Number(document.querySelector('.timeline .sale').getAttribute('cx')) >= Number(document.querySelector('.timeline rect').getAttribute('x'))"
                ) == true)
        }
    }

    @Test func theWeightOfProfilesAndMoreExamplesRankFansAnew() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[1])
            try await browser.keep("page fans")
            let first = "document.querySelector('#matches .figures dd').textContent"
            let byTexts = try await browser.value(first, as: String.self)
            try await browser.run("document.querySelector('#method-profiled').click()")
            try await browser.wait(until: "document.querySelector('#matches .share-profile')")
            for weight in ["0", "1"] {
                try await browser.run(
                    "const slider = document.querySelector('#weight'); slider.value = \(weight); slider.dispatchEvent(new Event('input'))"
                )
                let share = weight == "0" ? "(0 %)" : "(100 %)"
                try await browser.wait(
                    until: "document.querySelector('#view [role=status]').textContent.includes('\(share)')")
                // Without a weight Method B is Method A.
                if weight == "0" { #expect(try await browser.value(first) == byTexts) }
            }
            #expect(try await browser.value("document.querySelector('#matches .share-text').style.width") == "0%")
            // Two for and one against; the one against is no match any more.
            let unwanted =
                try await browser.value(
                    "document.querySelector('#matches h3 a').textContent", as: String.self) ?? ""
            try await browser.run("document.querySelectorAll('#matches .actions button')[1].click()")
            try await browser.wait(until: "document.querySelectorAll('.examples .unlike').length === 1")
            try await browser.wait(until: "!document.querySelector('#matches').textContent.includes('\(unwanted)')")
            for number in 1...2 {
                try await browser.wait(until: "!document.querySelector('#matches[aria-busy]')")
                try await browser.run("document.querySelector('#matches .actions button').click()")
                try await browser.wait(until: "document.querySelectorAll('.examples .also').length === \(number)")
            }
            try await browser.wait(until: "!document.querySelector('#matches[aria-busy]')")
            #expect(try await browser.value("document.querySelectorAll('#matches > li').length > 0") == true)
            try await browser.keep("page fans examples")
        }
    }

    @Test func fansAreFoundByPartOfTheirIdAndOnTheMap() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("fans"))
            try await browser.wait(until: PageStore.everyPlotIsDrawn)
            try await browser.type("FAN_12", into: "#find")
            try await browser.wait(until: "document.querySelectorAll('#fan-list a').length === 1")
            try await browser.type("\u{E007}", into: "#find")
            try await browser.type("\u{E007}", into: "#fan-list a")
            try await browser.wait(until: "document.querySelector('.fan-card h2')?.textContent === 'fan_12'")
            // The first point of the map, by keys alone.
            try await browser.wait(until: PageStore.everyPlotIsDrawn)
            try await browser.type("n\u{E007}", into: "canvas.plot")
            try await browser.wait(until: "document.querySelector('.fan-card h2')?.textContent !== 'fan_12'")
            #expect(try await browser.value("location.hash.startsWith('#/fans?fan=')") == true)
        }
    }

    @Test func anAnalystSeesPlacesClustersQueriesAndNotebooks() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[2])
            #expect(try await browser.value("document.querySelectorAll('#clusters tbody tr').length") == 3)
            try await browser.run("document.querySelector('#sql').value = 'SELECT count(*) AS rows FROM pairs'")
            try await browser.type("\u{E009}\u{E007}", into: "#sql")
            try await browser.wait(until: "document.querySelector('#sql-answer td')?.textContent === '21'")
            // The records of a clustering as a file that spreadsheets may open.
            try await browser.run(
                """
                window.saved = null; const real = URL.createObjectURL
                URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text }); return real(blob) }
                document.querySelector('#save-clusters').click()
                """)
            try await browser.wait(until: "saved !== null")
            let lines = try await browser.value("saved.trim().split('\\n')", as: [String].self) ?? []
            #expect(
                lines.first
                    == "cluster,stage_id,fan_id,model_name,stage,message_count,offers,purchases,revenue,success_rate")
            #expect(lines.count == 32 && Set(lines.dropFirst().map { $0.prefix { $0 != "," } }) == ["0", "1", "2"])
            #expect(lines.contains { $0.contains(",'\(PageStore.formulaFan),Model/1,1,1,") })
            #expect(!lines.contains { $0.contains(",=") })
            try await browser.run("document.querySelectorAll('#notebooks button')[0].click()")
            try await browser.wait(until: "document.querySelector('#notebook img')?.naturalWidth > 0")
            try await browser.keep("page analyst")
        }
    }

    @Test func anOperatorSeesTheStoreItsIndexesAndTheRejects() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[3])
            #expect(
                try await browser.value("document.querySelector('#ingest').textContent.includes('no model')") == true)
            try await browser.run(
                "[...document.querySelectorAll('button')].find((button) => button.textContent === 'Measure recall').click()"
            )
            try await browser.wait(until: "document.querySelectorAll('#recall tbody tr').length === 4")
            #expect(
                try await browser.value("document.querySelector('#recall td.number').textContent.endsWith(' %')")
                    == true)
            try await browser.keep("page operator")
        }
    }
}
