import Foundation

/// Pictures of pages for people to look at: in `RAPPORT_SCREENSHOTS`, or else `.build/screenshots`.
public enum Screenshots {
    /// Keeps a PNG under a name, in the place of that of an earlier run.
    public static func keep(_ picture: Data, named name: String) throws {
        let folder =
            ProcessInfo.processInfo.environment["RAPPORT_SCREENSHOTS"].map { URL(filePath: $0) }
            ?? RepositoryRoot.file(".build/screenshots")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try picture.write(to: folder.appending(path: name.replacing(" ", with: "-") + ".png"))
    }
}
