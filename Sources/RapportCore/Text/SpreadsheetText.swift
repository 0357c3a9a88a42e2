/// Texts in files that spreadsheets open.
package enum SpreadsheetText {
    /// Whether a spreadsheet would compute a cell with this text, and so run what a fan wrote.
    ///
    /// Source: OWASP, "CSV Injection".
    package static func isFormula(_ text: String) -> Bool {
        text.utf8.first.map { "=+-@\t\r\n".utf8.contains($0) } ?? false
    }

    /// The text with an apostrophe in front where it would be computed, so that it is shown as it is.
    package static func inert(_ text: String) -> String { isFormula(text) ? "'" + text : text }
}
