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
            try await browser.type("/", into: ".suggestion:focus")
            #expect(try await browser.value("document.activeElement.id") == "text")
            // The page tells the server without waiting for it; other tests of the same store copy too.
            try await browser.run(
                """
                window.counted = {}; const look = async () => {
                  window.counted = (await (await fetch('/v1/stats/suggestions')).json()).total; setTimeout(look, 100)
                }; look()
                """)
            try await browser.wait(until: "counted.copied >= 1 && counted.edited >= 1")
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
            try await browser.run("document.querySelectorAll('#matches .actions button')[1].click()")
            try await browser.wait(until: "document.querySelectorAll('.examples .unlike').length === 1")
            try await browser.wait(until: "!document.querySelector('#matches[aria-busy]')")
            #expect(try await browser.value("document.querySelectorAll('#matches > li').length > 0") == true)
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
            // Different pixels of colour on both sides, others after turning, others again by another metric.
            let colours = """
                [...document.querySelectorAll('canvas.plot')].map((plot) => {
                  const pixels = plot.getContext('2d').getImageData(0, 0, plot.width, plot.height).data
                  let hash = 0, coloured = 0
                  for (let i = 0; i < pixels.length; i += 4) {
                    if (Math.max(pixels[i], pixels[i + 1], pixels[i + 2]) - Math.min(pixels[i], pixels[i + 1], pixels[i + 2]) > 40) coloured++
                    hash = (hash * 31 + pixels[i] + pixels[i + 1] * 3 + pixels[i + 2] * 7 + pixels[i + 3]) | 0
                  }
                  return [hash, coloured]
                })
                """
            let drawn = try await browser.value(colours, as: [[Int]].self) ?? []
            #expect(drawn.count == 2 && drawn.allSatisfy { $0[1] > 100 })
            try await browser.type(Self.arrowDown, into: "canvas.plot")
            try await browser.wait(until: "\(colours)[0][0] !== \(drawn[0][0])")
            let turned = try await browser.value(colours, as: [[Int]].self) ?? []
            try await browser.run(
                "const select = document.querySelector('#colour'); select.value = 'revenue'; select.dispatchEvent(new Event('change'))"
            )
            try await browser.wait(until: "\(colours).every(([hash], side) => hash !== \(turned.map { $0[0] })[side])")
            #expect(try await browser.value("document.querySelectorAll('#clusters tbody tr').length") == 3)
            try await browser.run("document.querySelector('#sql').value = 'SELECT count(*) AS rows FROM pairs'")
            try await browser.type("\u{E009}\u{E007}", into: "#sql")
            try await browser.wait(until: "document.querySelector('#sql-answer td')?.textContent === '20'")
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
