import Foundation
import Report
import TestSupport
import Testing

/// Pages of plots in a real browser.
@Suite struct PlotPageTests {
    private static let hostile = "</script><img src=x onerror=\"document.title='stolen'\"> <!-- & 'x'"

    private func page(_ plots: [Plot], title: String) throws -> String {
        try PlotPage(title: title, plots: plots).html(
            with: PlotlyScript(environment: ProcessInfo.processInfo.environment))
    }

    /// How many of the seen pixels have about one of some colours, counted by the browser itself.
    private func pixels(of colours: [String], in picture: Data, _ browser: Browser) async throws -> Int {
        try await browser.run("window.counted = null")
        try await browser.run(
            """
            const image = new Image();
            image.onload = () => {
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [image.width, image.height];
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                const data = context.getImageData(0, 0, image.width, image.height).data;
                const wanted = \(colours).map((c) => [1, 3, 5].map((i) => parseInt(c.slice(i, i + 2), 16)));
                let count = 0;
                for (let at = 0; at < data.length; at += 4) {
                    if (wanted.some((w) => w.every((v, i) => Math.abs(v - data[at + i]) < 40))) count++;
                }
                window.counted = count + 1;
            };
            image.src = "data:image/png;base64,\(picture.base64EncodedString())";
            """)
        try await browser.wait(until: "window.counted")
        return (try await browser.run("return window.counted") as? Int ?? 1) - 1
    }

    @Test(arguments: SamplePlots.kinds) func itIsDrawnAndStandsForItself(kind: String) async throws {
        var random = SeededGenerator(seed: 3)
        let folder = try TemporaryFolder()
        let file = folder.file("plot.html")
        let plot = SamplePlots.plot(kind, name: Self.hostile, &random)
        try page([plot], title: Self.hostile).write(to: file, atomically: true, encoding: .utf8)
        try await Browser.with { browser in
            try await browser.open(file.absoluteString)
            try await browser.wait(until: "document.querySelector('.plot').dataset.drawn")
            try await Task.sleep(for: .milliseconds(300))
            let picture = try await browser.screenshot()
            try Screenshots.keep(picture, named: "plot \(kind)")
            let colours =
                kind == "numbers" || kind == "heat map"
                ? Array(Palette.sequential[3...8] + Palette.diverging[1...3]) : (0..<6).map(Palette.category)
            #expect(try await pixels(of: colours, in: picture, browser) > 300)
            #expect(try await browser.run("return document.title") as? String == Self.hostile)
            #expect(try await browser.run("return document.querySelectorAll('img[src=x]').length") as? Int == 0)
            let requested = try await browser.run(
                "return performance.getEntriesByType('resource').filter((e) => e.name.startsWith('http')).length")
            #expect(requested as? Int == 0)
            // Neither a link to the maker nor a button that sends the chart away.
            let leads = try await browser.run(
                "return document.querySelectorAll('.plotlyjsicon, [data-title*=hare], [data-title*=loud]').length")
            #expect(leads as? Int == 0)
        }
    }

    @Test func anotherColouringIsDrawnWhenItIsChosen() async throws {
        var random = SeededGenerator(seed: 5)
        let folder = try TemporaryFolder()
        let file = folder.file("plot.html")
        let plot = Plot(title: "fans", content: .scatter(SamplePlots.scatter(count: 50, dimensions: 2, &random)))
        try page([plot], title: "fans").write(to: file, atomically: true, encoding: .utf8)
        try await Browser.with { browser in
            try await browser.open(file.absoluteString)
            try await browser.wait(until: "document.querySelector('.plot').dataset.drawn === 'cluster'")
            try await browser.run(
                """
                const choice = document.querySelector("select");
                choice.value = "1";
                choice.dispatchEvent(new Event("change"));
                """)
            try await browser.wait(until: "document.querySelector('.plot').dataset.drawn === 'revenue'")
            let names = try await browser.run("return document.querySelector('.plot').data.map((t) => t.name)")
            #expect(names as? [String] == ["revenue", "undefined"])
        }
    }

    @Test func aMissingOrOtherLibraryIsSaidToBe() throws {
        #expect(throws: PlotError.noPlotly(path: nil)) { try PlotlyScript(environment: [:]) }
        let folder = try TemporaryFolder()
        let file = folder.file("plotly.min.js").path
        #expect(throws: PlotError.noPlotly(path: file)) { try PlotlyScript(path: file) }
        try Data("alert(1)".utf8).write(to: URL(filePath: file))
        let error = #expect(throws: PlotError.self) { try PlotlyScript(path: file) }
        #expect(error?.description.contains("is not the plotly.min.js that was tested: its SHA-256 is") == true)
    }
}
