import Foundation
import RapportCore

/// The notebooks of a folder, to read.
public struct NotebookLibrary: Sendable {
    /// One of the list.
    public struct Entry: Encodable, Sendable, Equatable {
        /// Of its file, without `.md`.
        public var name: String
        /// Its first heading, or its name.
        public var title: String
    }

    /// A notebook with its text; the pictures lie beside it.
    public struct Notebook: Encodable, Sendable {
        public var name: String
        public var title: String
        public var markdown: String
    }

    private static let longestFileBytes = 4 << 20
    private let folder: URL

    public init(folder: String) { self.folder = URL(filePath: folder, directoryHint: .isDirectory) }

    /// Notebooks by name, without the folder's README; none where there is no folder.
    ///
    /// - Parameters:
    ///   - last: the name after which they begin; nil for the first.
    ///   - limit: how many at most.
    /// - Complexity: O(files + length of the notebooks that are listed), whose titles are read.
    public func list(after last: String? = nil, atMost limit: Int) -> [Entry] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let names = files.filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }
            .filter { name in last.map { $0 < name } ?? true }
        var entries: [Entry] = []
        for name in names.sorted() where entries.count < limit {
            if let notebook = try? notebook(name) { entries.append(notebook.entry) }
        }
        return entries
    }

    /// - Throws: `NotebookLibraryError.unknown`.
    public func notebook(_ name: String) throws(NotebookLibraryError) -> Notebook {
        guard let data = contents(name, extension: "md", under: folder) else { throw .unknown }
        let text = String(decoding: data, as: UTF8.self)
        let heading = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("# ") }
        return Notebook(name: name, title: heading.map { String($0.dropFirst(2)) } ?? name, markdown: text)
    }

    /// An SVG that a notebook shows, by its name without `.svg`.
    ///
    /// - Throws: `NotebookLibraryError.unknown`.
    public func picture(_ picture: String, of name: String) throws(NotebookLibraryError) -> Data {
        guard Self.isPlain(name),
            let data = contents(picture, extension: "svg", under: folder.appending(path: name))
        else { throw .unknown }
        return data
    }

    /// Figures that a notebook computes with, by the name of their JSON file without `.json`; they lie beside its pictures.
    ///
    /// - Throws: `NotebookLibraryError.unknown`.
    public func figures(_ figures: String, of name: String) throws(NotebookLibraryError) -> Data {
        guard Self.isPlain(name),
            let data = contents(figures, extension: "json", under: folder.appending(path: name))
        else { throw .unknown }
        return data
    }

    private func contents(_ name: String, extension suffix: String, under folder: URL) -> Data? {
        guard Self.isPlain(name) else { return nil }
        let file = folder.appending(path: "\(name).\(suffix)")
        // A link could lead to any file of this machine.
        guard let facts = try? file.resourceValues(forKeys: [.isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey]),
            facts.isRegularFile == true, facts.isSymbolicLink != true,
            let size = facts.fileSize, size <= Self.longestFileBytes
        else { return nil }
        return try? Data(contentsOf: file)
    }

    /// Whether a name stays within its folder.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".")
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_. ".contains($0)) }
    }
}

extension NotebookLibrary.Notebook {
    fileprivate var entry: NotebookLibrary.Entry { NotebookLibrary.Entry(name: name, title: title) }
}

/// Why there is no such notebook.
public enum NotebookLibraryError: RapportError, Equatable {
    case unknown

    public var message: String {
        switch self {
        case .unknown: "there is no such notebook or picture; /v1/notebooks lists what there is"
        }
    }
}

extension Workspace {
    /// The folder that `RAPPORT_NOTEBOOKS` names, or else `notebooks-md` where the program was started or lies.
    public var notebooks: NotebookLibrary {
        let home = settings.variables["RAPPORT_HOME"].map { $0 + "/" } ?? ""
        return NotebookLibrary(folder: settings.variables["RAPPORT_NOTEBOOKS"] ?? home + "notebooks-md")
    }

    /// What the last ingest did; nil before the first.
    ///
    /// - Throws: `StoreError`; `DecodingError` where the store holds another document.
    public func lastIngest() throws -> IngestReport? {
        try store.lastIngest().map { try JSONDecoder().decode(IngestReport.self, from: Data($0.utf8)) }
    }
}
