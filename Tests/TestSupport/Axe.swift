import Foundation

/// axe-core, which finds what keeps people with impairments from using a page, run in a `Browser`.
public enum Axe {
    /// Violations of WCAG 2.1 A and AA on the page that is open, one line each with the elements that have them; empty
    /// where there is none.
    ///
    /// - Throws: `TestSupportError` where the tests' Python lacks `axe-playwright-python`, which carries axe-core.
    public static func violations(in browser: Browser) async throws -> [String] {
        if try await browser.run("return window.axe === undefined") as? Bool == true {
            try await browser.run("\(source.get()); window.axe = axe")
        }
        try await browser.run(
            """
            window.axeFound = null
            axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then((result) => {
              window.axeFound = result.violations.map((one) =>
                `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)
            }, (error) => { window.axeFound = [`axe failed: ${error.message}`] })
            """)
        try await browser.wait(until: "window.axeFound !== null")
        return try await browser.run("return window.axeFound") as? [String] ?? ["axe gave no result"]
    }

    private static let source = Result {
        let output = try PythonTools.run(
            code: """
                import importlib.util, pathlib, sys
                folder = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent
                sys.stdout.write((folder / "axe.min.js").read_text(encoding="utf-8"))
                """)
        return String(decoding: output.standardOutput, as: UTF8.self)
    }
}
