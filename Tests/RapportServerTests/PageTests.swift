import Foundation
import TestSupport
import Testing

/// The page in a real browser, against the real server.
@Suite struct PageTests {
    @Test func aPastedMessageGivesConversationsAndRepliesToCopy() async throws {
        let server = try ServedStore()
        try await Browser.with { browser in
            try await browser.open("http://127.0.0.1:\(server.port)/")
            try await browser.wait(until: "document.querySelectorAll('#model option').length === 2")
            try await browser.type("do you like sailing?\u{E007}", into: "#text")
            try await browser.wait(until: "document.querySelectorAll('#conversations > li').length === 5")
            #expect(
                (try await browser.run("return document.querySelectorAll('.suggestion .copy').length") as? Int ?? 0) > 0
            )
            // Each reply says why, and how sure it is; the next step stands below.
            let told = try await browser.run(
                """
                return [...document.querySelectorAll('.suggestion')].every((item) =>
                  item.querySelector('.why').textContent.includes('similarity')
                  && /confidence \\d+ %/.test(item.querySelector('.confidence').textContent))
                  && /^Next step: (Chat on|Offer something at|Leave him be)/.test(document.querySelector('#next-step').textContent)
                """)
            #expect(told as? Bool == true)
            try await browser.run(
                "document.querySelector('#rate').value = 1; document.querySelector('#rate').dispatchEvent(new Event('input'))"
            )
            try await browser.run("document.querySelector('#ask').requestSubmit()")
            try await browser.wait(
                until: """
                    [...document.querySelectorAll('#conversations dd')].filter((x) => x.textContent === '100 %').length === 5
                    """)
            // Every request stays on this host.
            let foreign = try await browser.run(
                "return performance.getEntriesByType('resource').filter((x) => !x.name.startsWith(location.origin) && !x.name.startsWith('data:')).length"
            )
            #expect(foreign as? Int == 0)
        }
    }

    @Test func aHostileMessageDoesNotRun() async throws {
        let server = try ServedStore(extraRows: [
            #"Chatter1,Model/1,"<img src=x onerror=""window.hacked=1""> <script>window.hacked=1</script>","<b>hi</b> there you",0,false,"<i>evil</i>",2025-04-09T00:00:00,0,0"#
        ])
        try await Browser.with(width: 360) { browser in
            try await browser.open("http://127.0.0.1:\(server.port)/")
            try await browser.type("<img src=x onerror=window.hacked=1>\u{E007}", into: "#text")
            try await browser.wait(until: "document.querySelectorAll('#conversations > li').length === 5")
            #expect(
                try await browser.run("return document.body.textContent.includes('<script>window.hacked=1</script>')")
                    as? Bool == true)
            #expect(try await browser.run("return window.hacked === undefined") as? Bool == true)
            #expect(
                try await browser.run("return document.querySelectorAll('main img, main script, h3 i').length") as? Int
                    == 0
            )
            // Nothing sticks out of a narrow screen.
            #expect(try await browser.run("return document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
        }
    }
}
