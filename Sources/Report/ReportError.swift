import Glibc
import RapportCore

/// Why a report cannot be made.
public enum ReportError: RapportError, Equatable {
    case noClusters
    /// - Parameter reason: what is in the way, and what to do about it.
    case unwritable(path: String, reason: String)

    public var message: String {
        switch self {
        case .noClusters: "the stages could not be clustered; try: rapport cluster -k 4"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }

    /// What the system says of a path, with what is in the way of it and the mend.
    ///
    /// - Parameters:
    ///   - code: `errno`.
    ///   - obstacle: the file or folder that is in the way, where it is not `path` itself.
    static func unwritable(_ path: String, code: Int32, obstacle: String? = nil) -> ReportError {
        let place = obstacle ?? path
        let reason =
            switch code {
            case ENOTDIR, EEXIST: "\(place) is a file where a folder is needed; move it away, or choose another --out"
            case EISDIR: "a folder lies where the file goes; move it away, or choose another --out"
            case EACCES, EPERM: "\(place) may not be written in; allow it, or choose another --out"
            case EROFS: "\(place) lies on a file system that can only be read; choose another --out"
            case ENOSPC, EDQUOT: "there is no room left; free some, or choose another --out"
            case ENAMETOOLONG: "its name is too long; choose another --out"
            default: "\(place): \(String(cString: strerror(code))); choose another --out"
            }
        return .unwritable(path: path, reason: reason)
    }
}
