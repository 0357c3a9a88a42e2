/// `presentation.html`: slides of what the documents found, which stand for themselves and print to PDF.
struct Presentation {
    static let file = "presentation.html"

    struct Slide {
        let title: String
        var findings: [Finding] = []
        var remarks: [Sentence] = []
        var figure: ReportFigure?
    }

    let slides: [Slide]

    /// The whole page: it loads and sends nothing.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>What the chats show</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        \(slides.enumerated().map { Self.section($1, $0 + 1, of: slides.count) }.joined(separator: "\n"))
        </body>
        </html>

        """
    }

    private static func section(_ slide: Slide, _ number: Int, of count: Int) -> String {
        let items = slide.remarks.map { "<li>\(html($0.text))</li>" } + slide.findings.map(item)
        let list = items.isEmpty ? "" : "<ul>\(items.joined(separator: "\n"))</ul>"
        let picture = slide.figure.map { "<figure>\($0.plot.svg())</figure>" } ?? ""
        return """
            <section>
            <h2>\(Markup.escaped(slide.title))</h2>
            \(list)
            \(picture)
            <footer>\(number) / \(count)</footer>
            </section>
            """
    }

    private static func item(_ finding: Finding) -> String {
        "<li>\(html(finding.shown.text)) <small>(\(html(finding.basis)))</small></li>"
    }

    /// Markdown of a sentence as HTML: escapes, bold words and nothing else.
    static func html(_ markdown: String) -> String {
        var plain = ""
        var isEscaped = false
        var isBold = false
        var rest = markdown[...]
        while let character = rest.popFirst() {
            if isEscaped {
                plain += Markup.escaped(String(character))
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "*", rest.first == "*" {
                rest.removeFirst()
                isBold.toggle()
                plain += isBold ? "<b>" : "</b>"
            } else if character == "`" {
                continue
            } else if character == "&" {
                // What was escaped for Markdown is escaped for HTML.
                plain += "&"
            } else {
                plain += Markup.escaped(String(character))
            }
        }
        return isBold ? plain + "</b>" : plain
    }

    private static let style = """
        @page { size: A4 landscape; margin: 0 }
        body { font: 20px/1.45 system-ui, sans-serif; color: #222; background: #ddd; margin: 0 }
        section { background: #fff; box-sizing: border-box; width: 297mm; min-height: 208mm; margin: 1rem auto; \
        padding: 14mm 18mm; position: relative; break-after: page; break-inside: avoid }
        section:last-of-type { break-after: auto }
        h2 { font-size: 1.7rem; margin: 0 0 .8rem } ul { padding-left: 1.2rem } li { margin-bottom: .6rem }
        small { color: #555 } figure { margin: 0; text-align: center } figure svg { max-height: 150mm; max-width: 100% }
        footer { position: absolute; bottom: 6mm; right: 10mm; color: #777; font-size: .8rem }
        @media print { body { background: #fff } section { margin: 0 } }
        """
}
