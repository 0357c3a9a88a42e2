import RapportCore

/// Why a backup, a restore, a forgetting or a compaction did not go through. The store is as it was.
public enum CareError: RapportError, Equatable {
    case fileOperation(String, path: String, reason: String)
    case backupExists(path: String)
    case insideStore(path: String, store: String)
    case noBackup(path: String)
    case badManifest(path: String, reason: String)
    case newerBackup(path: String, found: Int, supported: Int)
    case damagedBackup(path: String, reason: String)
    case busy(folder: String, seconds: Double)
    case logInUse(seconds: Double)

    public var message: String {
        switch self {
        case .fileOperation(let operation, let path, let reason):
            "cannot \(operation) \(path): \(reason)"
        case .backupExists(let path):
            "\(path) is there already; a backup is never written over, choose another folder"
        case .insideStore(let path, let store):
            "\(path) lies in the store \(store) or holds it; choose a folder outside it, best on another disk"
        case .noBackup(let path):
            "\(path) is no backup: it has no manifest.json; name the folder that rapport backup made"
        case .badManifest(let path, let reason):
            "\(path)/manifest.json cannot be read (\(reason)); take another backup"
        case .newerBackup(let path, let found, let supported):
            "\(path) has schema version \(found), this program knows up to \(supported); update rapport"
        case .damagedBackup(let path, let reason):
            "\(path) is damaged: \(reason); nothing was restored, take another backup"
        case .busy(let folder, let seconds):
            "another backup, restore, forget or compact has been at work on \(folder) for over \(seconds) s; wait for it or raise --lock-timeout"
        case .logInUse(let seconds):
            "what was deleted may still lie in SQLite's log, which another process has been reading for over \(seconds) s; stop that process, then run: rapport compact"
        }
    }
}
