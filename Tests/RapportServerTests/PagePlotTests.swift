import TestSupport
import Testing

/// The plots of the page, by what is on the screen: the colours of the pixels.
@Suite(.serialized) struct PagePlotTests {
    /// For the first plot: for each colour of the legend how many pixels have it, and where their middle lies.
    ///
    /// Points are half transparent, and a canvas gives the colour as it was before it is mixed with what lies behind; where
    /// points of two colours overlap, a pixel is of neither.
    private static let look = """
        window.look = () => {
          const plot = document.querySelector('canvas.plot'), { width, height } = plot
          const pen = new OffscreenCanvas(1, 1).getContext('2d')
          const legend = [...plot.parentElement.querySelectorAll('.legend .dot')].map((dot) => {
            pen.fillStyle = dot.style.backgroundColor; pen.fillRect(0, 0, 1, 1)
            return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3)
          })
          const { data } = plot.getContext('2d').getImageData(0, 0, width, height)
          const found = legend.map(() => ({ pixels: 0, x: 0, y: 0 }))
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] < 60) continue
            const place = legend.findIndex((colour) =>
              Math.hypot(...colour.map((part, index) => part - data[at + index])) < 12)
            if (place < 0) continue
            found[place].pixels++; found[place].x += at / 4 % width; found[place].y += Math.floor(at / 4 / width)
          }
          return found.map(({ pixels, x, y }) => [pixels, x / Math.max(1, pixels), y / Math.max(1, pixels)])
        }
        """

    /// How far the middles of the colours are from each other.
    private static func distances(_ found: [[Double]]) -> [Double] {
        found.indices.flatMap { first in
            found.indices.filter { $0 > first }.map { second in
                let (x, y) = (found[first][1] - found[second][1], found[first][2] - found[second][2])
                return (x * x + y * y).squareRoot()
            }
        }
    }

    private static func looked(_ browser: Browser) async throws -> [[Double]] {
        try await browser.value("look()", as: [[Double]].self) ?? []
    }

    /// Waits until the picture is another one, and looks at it.
    private static func looked(_ browser: Browser, after act: () async throws -> Void) async throws -> [[Double]] {
        try await browser.run("window.before = document.querySelector('canvas.plot').toDataURL()")
        try await act()
        try await browser.wait(until: "document.querySelector('canvas.plot').toDataURL() !== before")
        return try await looked(browser)
    }

    private static func choose(_ metric: String, in browser: Browser) async throws {
        try await browser.run(
            "const select = document.querySelector('#colour'); select.value = '\(metric)'; select.dispatchEvent(new Event('change'))"
        )
    }

    @Test func pointsOfEachClusterAreDrawnInDepthAndTurnByKeysAndMouse() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[2])
            try await browser.run(Self.look)
            let clusters = try await Self.looked(browser) { try await Self.choose("cluster", in: browser) }
            #expect(clusters.count == 3 && clusters.allSatisfy { $0[0] >= 12 }, "\(clusters)")
            try await browser.keep("page plot")
            // What is moved or turned in the plane keeps its distances; what turns in depth does not.
            let byKeys = try await Self.looked(browser) {
                try await browser.type(String(repeating: "\u{E014}", count: 6), into: "canvas.plot")
            }
            #expect(byKeys.allSatisfy { $0[0] >= 12 })
            #expect(zip(Self.distances(clusters), Self.distances(byKeys)).contains { abs($0 - $1) > 10 })
            let byMouse = try await Self.looked(browser) {
                try await browser.press("canvas.plot", at: (x: -60, y: -40), drag: (x: 120, y: 60))
            }
            #expect(byMouse.allSatisfy { $0[0] >= 12 })
            #expect(zip(Self.distances(byKeys), Self.distances(byMouse)).contains { abs($0 - $1) > 10 })
            #expect(try await browser.value("location.hash") == "#/analyst")
            try await browser.keep("page plot turned")
            // As it was turned there, so back: the picture is a function of the angles.
            let back = try await Self.looked(browser) {
                try await browser.press("canvas.plot", at: (x: 60, y: 20), drag: (x: -120, y: -60))
            }
            #expect(zip(Self.distances(byKeys), Self.distances(back)).allSatisfy { abs($0 - $1) < 3 })
        }
    }

    @Test func everyMetricColoursThePointsAndIsExplained() async throws {
        try await Browser.with { browser in
            try await browser.show(PageStore.views[2])
            try await browser.run(Self.look)
            let metrics =
                try await browser.value(
                    "[...document.querySelector('#colour').options].map((option) => option.value)", as: [String].self)
                ?? []
            #expect(metrics.count == 8)
            for metric in metrics {
                try await Self.choose(metric, in: browser)
                let title = metric.replacing("_", with: " ")
                try await browser.wait(
                    until: "document.querySelector('.legend-title').textContent === '\(title)'")
                // Some colour of the legend is on the screen once the plot is drawn anew.
                try await browser.wait(until: "look().some(([pixels]) => pixels >= 12)")
                #expect(
                    try await browser.value(
                        "[...document.querySelectorAll('.legend')[0].querySelectorAll('li')].slice(1).every((entry) => entry.textContent.trim() !== '')"
                    ) == true, "\(metric)")
            }
        }
    }

    @Test func aClickOnAPointOfTheUMAPMapOpensItsFan() async throws {
        try await Browser.with { browser in
            try await browser.open(PageStore.address("fans"))
            try await browser.wait(until: PageStore.everyPlotIsDrawn)
            // Of all projections that one alone was asked for.
            let run = try await PageStore.server.send("GET", "/v1/runs").json["runs"] as? [[String: Any]] ?? []
            let map = try #require(run.first { $0["kind"] as? String == "umap" }?["run_id"] as? Int)
            let asked = try await browser.value(
                "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname).filter((path) => path.endsWith('/points'))",
                as: [String].self)
            #expect(asked == ["/v1/runs/\(map)/points"])
            #expect(
                try await browser.value("document.querySelector('#map-run').selectedOptions[0].textContent")
                    == "neighbours: umap of stages, A")
            // A pixel that has a colour is a point.
            let place =
                try await browser.value(
                    """
                    (() => {
                      const plot = document.querySelector('canvas.plot'), { width, height } = plot
                      const { data } = plot.getContext('2d').getImageData(0, 0, width, height)
                      for (let at = 0; at < data.length; at += 4) {
                        const colour = [data[at], data[at + 1], data[at + 2]]
                        if (data[at + 3] > 120 && Math.max(...colour) - Math.min(...colour) > 60) {
                          const number = at / 4, density = devicePixelRatio || 1
                          return [Math.round((number % width) / density - width / density / 2), Math.round(Math.floor(number / width) / density - height / density / 2)]
                        }
                      }
                    })()
                    """, as: [Int].self) ?? []
            try #require(place.count == 2)
            try await browser.press("canvas.plot", at: (x: place[0], y: place[1]))
            try await browser.wait(until: "document.querySelector('.fan-card h2')?.textContent")
            #expect(try await browser.value("location.hash.startsWith('#/fans?fan=')") == true)
        }
    }
}
