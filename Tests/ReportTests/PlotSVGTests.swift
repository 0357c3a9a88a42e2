import Foundation
import Report
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct PlotSVGTests {
    private static let hostile = "</svg><script>alert(1)</script> & \"it's\" \u{1} <b>"

    /// The names of an image's elements and its texts; nil where it is no well-formed XML.
    private final class Elements: NSObject, XMLParserDelegate {
        var counts: [String: Int] = [:]
        var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { counts[name, default: 0] += 1 }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func elements(of image: String) throws -> Elements {
        let parser = XMLParser(data: Data(image.utf8))
        let elements = Elements()
        parser.delegate = elements
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return elements
    }

    @Test(arguments: Seeds.list(8)) func everyPointIsDrawnAndNothingIsMarkup(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let plot = SamplePlots.scatter(count: .random(in: 0...300, using: &random), dimensions: 2, &random)
        let image = Plot(title: Self.hostile, caption: Self.hostile, content: .scatter(plot)).svg()
        let elements = try elements(of: image)
        #expect(elements.counts["script"] == nil)
        #expect(elements.text.contains("<script>alert(1)</script>"))
        let marks = ["circle", "rect", "path"].reduce(0) { $0 + (elements.counts[$1] ?? 0) }
        // Beside the points there are the paper and a mark a name.
        #expect(marks == plot.count + 1 + min(plot.names.count, SamplePlots.mostNames))
    }

    @Test(arguments: SamplePlots.kinds) func everyKindIsWellFormed(kind: String) throws {
        var random = SeededGenerator(seed: 7)
        let elements = try elements(of: SamplePlots.plot(kind, name: Self.hostile, &random).svg())
        #expect(elements.counts["svg"] == 1)
        #expect(elements.counts["script"] == nil)
        #expect(elements.text.contains("alert(1)"))
    }

    @Test func valuesThatAreUndefinedAreGreyAndSaidToBe() throws {
        let plot = ScatterPlot(
            dimensions: 2, coordinates: [0, 0, 1, 1, 2, 2], axes: ["a", "b"],
            colourings: [.init(name: "success rate", values: .numbers([0.1, nil, 0.9]))])
        let image = Plot(title: "t", content: .scatter(plot)).svg()
        #expect(image.split(separator: "\n").count { $0.contains("<circle") && $0.contains(Palette.grey) } == 2)
        #expect(try elements(of: image).text.contains("undefined"))
    }

    @Test func aLegendThatDoesNotFitSaysHowManyItLeavesOut() throws {
        let names = (0..<60).map { "cluster \($0)" }
        let plot = ScatterPlot(
            dimensions: 2, coordinates: [0, 0], axes: ["a", "b"],
            colourings: [.init(name: "cluster", values: .categories([0], names: names))])
        let text = try elements(of: Plot(title: "t", content: .scatter(plot)).svg()).text
        let shown = text.matches(of: #/cluster \d+/#).count
        let leftOut = try #require(text.firstMatch(of: #/and (\d+) more/#).flatMap { Int($0.1) })
        #expect(shown > 0 && leftOut > 0)
        #expect(shown + leftOut == names.count)
    }

    @Test func barsOfNegativeValuesHangBelowZero() throws {
        let plot = BarPlot(xAxis: "hour", yAxis: "USD", labels: ["0", "1"], values: [-5, 10])
        let image = Plot(title: "t", content: .bars(plot)).svg()
        let bars = image.matches(of: #/<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/#)
            .map { (top: Double($0.1) ?? 0, height: Double($0.2) ?? 0) }
        try #require(bars.count == 2)
        #expect(abs(bars[0].top - (bars[1].top + bars[1].height)) < 0.02)
        #expect(abs(bars[1].height - 2 * bars[0].height) < 0.02)
    }
}
