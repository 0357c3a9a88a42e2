/// What is done to files, by the words that errors use.
public enum FileOperation: String, Sendable, CaseIterable {
    case open
    case measure
    case map
    case lock
    case allocate = "allocate space for"
    case write
    case setLength = "set the length of"
    case sync
    case rename
    case syncFolder = "sync the folder of"
    case unlink = "remove"
}

/// One call to the operating system about a graph's file.
package enum FileCall {
    /// For reading.
    case open(path: String)
    /// For writing; makes the file where it is missing.
    case create(path: String)
    case measure(path: String)
    case map(path: String)
    /// Lays a section over memory that was reserved for it.
    case mapSection(offset: Int, length: Int)
    /// Reserves address space, which is no operation on a file but fails like one.
    case reserve(length: Int)
    case lock(path: String)
    case allocate(path: String, length: Int)
    case write(path: String, bytes: UnsafeRawBufferPointer, offset: Int)
    case setLength(path: String, length: Int)
    case sync(path: String)
    case rename(path: String, newPath: String)
    case syncFolder(ofPath: String)
    case unlink(path: String)

    /// Nil for the reservation of address space.
    package var operation: FileOperation? {
        switch self {
        case .open, .create: .open
        case .measure: .measure
        case .map, .mapSection: .map
        case .reserve: nil
        case .lock: .lock
        case .allocate: .allocate
        case .write: .write
        case .setLength: .setLength
        case .sync: .sync
        case .rename: .rename
        case .syncFolder: .syncFolder
        case .unlink: .unlink
        }
    }
}
