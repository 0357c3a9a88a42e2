import Foundation
import RapportCore
import Store

/// `figures(name)` in a notebook's queries: the JSON of `PAGE/name.json` beside the page, such as a benchmark printed.
///
/// No other file can be reached: a notebook that somebody else wrote reads nothing but what came with it.
public enum NotebookFigures {
    /// - Parameter page: the notebook's path.
    public static func function(of page: String) -> SQLFunction {
        let file = URL(fileURLWithPath: page)
        let library = NotebookLibrary(folder: file.deletingLastPathComponent().path)
        let name = file.deletingPathExtension().lastPathComponent
        return SQLFunction("figures", argumentCounts: [1]) { arguments, _ in
            guard let figures = arguments[0].text, let data = try? library.figures(figures, of: name) else {
                throw SQLError.argument(
                    "name", function: "figures",
                    expected: "that of a JSON file in the folder \(name) beside the notebook")
            }
            return .text(String(decoding: data, as: UTF8.self))
        }
    }
}
