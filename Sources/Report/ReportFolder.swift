import Foundation
import RapportCore

/// Where a report goes: files are written aside, in a hidden folder within it, and moved in by renames when all of
/// them are there. A report that fails or is killed before that leaves the set of files that lay there before.
///
/// Within and not beside it, because a rename needs the same file system, and whoever may write in the folder may not
/// be allowed to write above it.
struct ReportFolder {
    /// Where the files end up.
    let path: String
    /// Where they are written.
    let aside: String
    /// Folders that were not there before, the outermost first.
    private let made: [String]

    private static let asidePrefix = ".unfinished-"

    /// Makes the folder where it is not there, and takes away what reports left in it that were killed.
    ///
    /// - Throws: `ReportError.unwritable`, which names what is in the way.
    init(opening path: String) throws(ReportError) {
        self.path = path
        aside = "\(path)/\(Self.asidePrefix)\(getpid())"
        made = try Self.makeFolder(path)
        Self.removeStrays(in: path)
        guard mkdir(aside, 0o777) == 0 else { throw .unwritable(path, code: errno) }
    }

    /// Makes a folder with those above it.
    ///
    /// - Returns: those that were not there, the outermost first.
    private static func makeFolder(_ path: String) throws(ReportError) -> [String] {
        var missing: [String] = []
        var place = URL(filePath: path).standardizedFileURL.path
        while place != "/", !FileManager.default.fileExists(atPath: place) {
            missing.append(place)
            place = (place as NSString).deletingLastPathComponent
        }
        var made: [String] = []
        for folder in missing.reversed() {
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
                let code = errno
                remove(empty: made)
                throw .unwritable(path, code: code, obstacle: made.last ?? place)
            }
            made.append(folder)
        }
        guard isFolder(path) else { throw .unwritable(path, code: ENOTDIR) }
        return made
    }

    /// Folders of processes that are gone.
    private static func removeStrays(in path: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.hasPrefix(asidePrefix) {
            guard let owner = Int32(name.dropFirst(asidePrefix.count)), owner > 0 else { continue }
            if owner == getpid() || (kill(owner, 0) != 0 && errno == ESRCH) {
                try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        }
    }

    private static func remove(empty folders: [String]) {
        for folder in folders.reversed() { rmdir(folder) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Makes a folder for files within.
    func create(_ part: String) throws(ReportError) {
        guard mkdir("\(aside)/\(part)", 0o777) == 0 || errno == EEXIST else {
            throw .unwritable("\(path)/\(part)", code: errno)
        }
    }

    /// Writes a file aside.
    func write(_ text: String, to file: String) throws(ReportError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: "\(aside)/\(file)"))
        } catch {
            let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code
            throw .unwritable("\(path)/\(file)", code: code.map { Int32($0) } ?? errno)
        }
    }

    /// Moves the files in. What can be known to be in the way is found before the first one is moved.
    ///
    /// - Complexity: O(files).
    func publish(_ files: [String]) throws(ReportError) {
        for file in files {
            let target = "\(path)/\(file)"
            let parent = (target as NSString).deletingLastPathComponent
            if FileManager.default.fileExists(atPath: parent) {
                guard Self.isFolder(parent) else { throw .unwritable(target, code: ENOTDIR, obstacle: parent) }
                guard access(parent, W_OK) == 0 else { throw .unwritable(target, code: errno, obstacle: parent) }
            }
            guard !Self.isFolder(target) else { throw .unwritable(target, code: EISDIR) }
        }
        for file in files {
            let target = "\(path)/\(file)"
            let parent = (target as NSString).deletingLastPathComponent
            guard mkdir(parent, 0o777) == 0 || errno == EEXIST else { throw .unwritable(target, code: errno) }
            guard rename("\(aside)/\(file)", target) == 0 else { throw .unwritable(target, code: errno) }
        }
    }

    /// Takes away what was written aside; also folders that were made for nothing.
    func close() {
        try? FileManager.default.removeItem(atPath: aside)
        Self.remove(empty: made)
    }
}
