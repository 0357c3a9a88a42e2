import Foundation
import Report

/// The pictures of a notebook's run: SVG files in a folder that has the page's name, `plot-1.svg` and on.
struct NotebookPictures {
    private let folder: URL
    /// In the order of their blocks, with those blocks' numbers.
    private var pictures: [(block: Int, plot: Plot)] = []

    init(page: String) {
        let page = URL(fileURLWithPath: page)
        let name = page.deletingPathExtension().lastPathComponent
        // A page without an ending would stand where its folder should.
        folder = page.deletingLastPathComponent()
            .appendingPathComponent(page.pathExtension.isEmpty ? name + "-plots" : name)
    }

    mutating func add(_ plot: Plot, number: Int) { pictures.append((number, plot)) }

    /// What shows each picture, by its block's number.
    var lines: [Int: String] {
        var lines: [Int: String] = [:]
        for (place, picture) in pictures.enumerated() { lines[picture.block] = line(place) }
        return lines
    }

    private func line(_ place: Int) -> String {
        let title = pictures[place].plot.title.replacing(#/[\\\[\]]/#) { "\\\($0.output)" }
        let folder = self.folder.lastPathComponent
        let encoded = folder.addingPercentEncoding(withAllowedCharacters: Self.unescaped) ?? folder
        return "![\(title)](\(encoded)/\(Self.file(place)))"
    }

    /// Brackets would end the link.
    private static let unescaped = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "()"))

    private static func file(_ place: Int) -> String { "plot-\(place + 1).svg" }

    /// How the line that shows a block's picture was and is, where it changed or the picture is not there.
    func difference(from old: String?, number: Int) -> (old: String, new: String)? {
        guard let place = pictures.firstIndex(where: { $0.block == number }) else { return nil }
        let file = folder.appendingPathComponent(Self.file(place)).path
        if old == line(place), FileManager.default.fileExists(atPath: file) { return nil }
        return (old == line(place) ? "" : old ?? "", line(place))
    }

    /// Writes the pictures, each whole or not at all.
    ///
    /// - Throws: `NotebookError.noFolder`; `ExportError`.
    func write() throws {
        if pictures.isEmpty { return }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw NotebookError.noFolder(path: folder.path, reason: (error as NSError).localizedDescription)
        }
        for (place, picture) in pictures.enumerated() {
            try NotebookRun.write(picture.plot.svg() + "\n", to: folder.appendingPathComponent(Self.file(place)).path)
        }
    }
}
