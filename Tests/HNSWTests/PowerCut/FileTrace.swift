import HNSW
import Synchronization

/// What was done to files, in order, with the moments at which a save began and returned.
struct FileTrace: Sendable {
    enum Step: Sendable {
        case saveBegins(Int)
        /// The save returned; its file must be there whatever happens now.
        case saveReturned(Int)
        case create(String)
        case write(String, offset: Int, bytes: [UInt8])
        case setLength(String, Int)
        /// Grows a file to a length, with zeros.
        case allocate(String, Int)
        case sync(String)
        case rename(String, String)
        case syncFolder
        case unlink(String)
    }

    var steps: [Step] = []
}

/// A file layer that does everything and keeps a trace of it.
final class FileRecorder: Sendable {
    private let trace = Mutex(FileTrace())

    var recorded: FileTrace { trace.withLock { $0 } }

    /// What a call fails with once the process is to be dead.
    static let stopped: Int32 = 4_095

    /// - Parameters:
    ///   - pieceLength: bytes of one write at most.
    ///   - limit: after so many calls none is made any more.
    func layer(pieceLength: Int, stoppingAfter limit: Int) -> FileLayer {
        let calls = Atomic(0)
        return FileLayer(pieceLength: pieceLength) { call in
            guard calls.add(1, ordering: .relaxed).oldValue < limit else { return Self.stopped }
            if let step = FileTrace.Step(call) { self.add(step) }
            return nil
        }
    }

    func add(_ step: FileTrace.Step) { trace.withLock { $0.steps.append(step) } }
}

extension FileTrace.Step {
    /// Nil for calls that change nothing on the disk.
    fileprivate init?(_ call: FileCall) {
        switch call {
        case .create(let path): self = .create(path)
        case .write(let path, let bytes, let offset): self = .write(path, offset: offset, bytes: Array(bytes))
        case .setLength(let path, let length): self = .setLength(path, length)
        case .allocate(let path, let length): self = .allocate(path, length)
        case .sync(let path): self = .sync(path)
        case .rename(let path, let newPath): self = .rename(path, newPath)
        case .syncFolder: self = .syncFolder
        case .unlink(let path): self = .unlink(path)
        case .open, .measure, .map, .mapSection, .reserve, .lock: return nil
        }
    }

    var isSync: Bool {
        if case .sync = self { true } else { false }
    }

    var isFolderSync: Bool {
        if case .syncFolder = self { true } else { false }
    }
}
