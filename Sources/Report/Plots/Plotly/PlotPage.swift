/// A page with interactive plots that stands for itself: no network, no other files.
public struct PlotPage: Sendable {
    public var title: String
    public var plots: [Plot]

    public init(title: String, plots: [Plot]) {
        self.title = title
        self.plots = plots
    }

    /// The whole page.
    ///
    /// Its policy lets nothing be loaded and nothing be sent. Plotly's button that would share a chart with others,
    /// and its logo, which links to its maker, are off.
    ///
    /// - Throws: where a figure cannot be written as JSON.
    /// - Complexity: O(what is drawn) and the size of Plotly's library (4.8 MB).
    public func html(with plotly: PlotlyScript) throws -> String {
        let sections = try plots.enumerated().map { index, plot in try Self.section(plot, index) }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
            style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Markup.escaped(title))</title>
            <style>\(Self.style)</style>
            <script>\(plotly.source)</script>
            </head>
            <body>
            <h1>\(Markup.escaped(title))</h1>
            \(sections.joined(separator: "\n"))
            <script>\(Self.script)</script>
            </body>
            </html>

            """
    }

    private static func section(_ plot: Plot, _ index: Int) throws -> String {
        let figure = plot.figure
        let data: PlotlyValue = [
            "views": .list(figure.views.map { ["name": .text($0.name), "traces": .list($0.traces)] }),
            "layout": .object(figure.layout),
        ]
        let choice =
            figure.views.count < 2
            ? ""
            : """
            <label>Colour by <select>\
            \(figure.views.enumerated().map { "<option value=\"\($0)\">\(Markup.escaped($1.name))</option>" }.joined())\
            </select></label>
            """
        return """
            <section>
            <h2>\(Markup.escaped(plot.title))</h2>
            \(choice)
            <div class="plot" id="plot-\(index)" role="img" aria-label="\(Markup.escaped(plot.title))"></div>
            <p>\(Markup.escaped(plot.caption))</p>
            <script type="application/json">\(try data.script)</script>
            </section>
            """
    }

    private static let style = """
        body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; margin: 1.5rem auto; \
        max-width: 70rem; padding: 0 1rem }
        h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-bottom: .25rem }
        .plot { height: min(75vh, 40rem) } p { color: #555; margin-top: .25rem }
        """

    /// Draws each section's figure, and draws it anew when another colouring is chosen.
    private static let script = """
        for (const section of document.querySelectorAll("section")) {
            const figure = JSON.parse(section.querySelector("script").textContent);
            const plot = section.querySelector(".plot");
            const options = {
                displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: true,
            };
            const draw = (view) => Plotly.react(plot, view.traces, figure.layout, options)
                .then(() => { plot.dataset.drawn = view.name || "yes"; });
            const choice = section.querySelector("select");
            choice?.addEventListener("change", () => draw(figure.views[Number(choice.value)]));
            draw(figure.views[0]);
        }
        """
}
