import Crypto
import Foundation

/// Plotly's library, as a page carries it: a page made with it works without a network.
///
/// It is never committed and never fetched by the program; `./rapport` puts it in place at set-up.
public struct PlotlyScript: Sendable {
    /// plotly.js 4.1.1, as PyPI's wheel `plotly==7.1.0` holds it.
    static let digest = "3b6e15d45dbb7fca5bd2094291e961ddc5472cd887009e6009a56dab668d721f"

    let source: String

    /// - Throws: `PlotError` where the file is not there or is another one.
    public init(path: String) throws(PlotError) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .noPlotly(path: path) }
        let digest = SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
        guard digest == Self.digest else { throw .otherPlotly(path: path, expected: Self.digest, found: digest) }
        source = String(decoding: data, as: UTF8.self)
    }

    /// The file that `RAPPORT_PLOTLY` names, as the launcher sets it.
    ///
    /// - Throws: `PlotError`.
    public init(environment: [String: String]) throws(PlotError) {
        guard let path = environment["RAPPORT_PLOTLY"], !path.isEmpty else { throw .noPlotly(path: nil) }
        try self.init(path: path)
    }
}

/// Why a plot cannot be made.
public enum PlotError: Error, Equatable, CustomStringConvertible {
    case noPlotly(path: String?)
    case otherPlotly(path: String, expected: String, found: String)

    public var description: String {
        switch self {
        case .noPlotly(let path):
            """
            an interactive plot needs plotly.min.js, and \
            \(path.map { "'\($0)' cannot be read" } ?? "RAPPORT_PLOTLY names no file"): \
            start the program as ./rapport, which fetches it once, or write an .svg
            """
        case .otherPlotly(let path, let expected, let found):
            "'\(path)' is not the plotly.min.js that was tested: its SHA-256 is \(found), not \(expected)"
        }
    }
}
