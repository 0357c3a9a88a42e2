/// A folder on a disk, as far as a power cut may take it: what is synced stays, of the rest anything may be lost.
///
/// Files and names are kept apart, as file systems keep them: syncing a file saves its bytes, syncing the
/// folder saves its names. Of what was not synced each write, each change of a length and each change of a
/// name survives or not, by itself and in any order, which is more than any file system allows itself.
struct PowerCutDisk {
    /// A change of one file that was not synced.
    private enum Change {
        case write(offset: Int, bytes: [UInt8])
        case setLength(Int)
        case allocate(Int)
    }

    private struct File {
        var synced: [UInt8] = []
        var changes: [Change] = []
    }

    /// A change of names that was not synced. A rename is two of them: not every file system does both at once.
    private enum NameChange {
        case set(String, file: Int)
        case remove(String)
        /// In place of any other file, which is gone at the same time.
        case move(String, to: String, file: Int)
    }

    private var files: [File] = []
    /// What the running system sees.
    private var names: [String: Int] = [:]
    private var syncedNames: [String: Int] = [:]
    private var nameChanges: [NameChange] = []

    static let sectorLength = 512

    mutating func apply(_ step: FileTrace.Step) {
        switch step {
        case .saveBegins, .saveReturned: break
        case .create(let name): create(name)
        case .write(let name, let offset, let bytes): change(name, .write(offset: offset, bytes: bytes))
        case .setLength(let name, let length): change(name, .setLength(length))
        case .allocate(let name, let length): change(name, .allocate(length))
        case .sync(let name):
            guard let file = names[name] else { return }
            files[file].synced = files[file].changes.reduce(into: files[file].synced) { Self.apply($1, to: &$0) }
            files[file].changes = []
        case .rename(let name, let newName):
            guard let file = names.removeValue(forKey: name) else { return }
            names[newName] = file
            nameChanges.append(.move(name, to: newName, file: file))
        case .syncFolder:
            syncedNames = names
            nameChanges = []
        case .unlink(let name):
            if names.removeValue(forKey: name) != nil { nameChanges.append(.remove(name)) }
        }
    }

    private mutating func create(_ name: String) {
        guard names[name] == nil else { return }
        files.append(File())
        names[name] = files.count - 1
        nameChanges.append(.set(name, file: files.count - 1))
    }

    private mutating func change(_ name: String, _ change: Change) {
        if let file = names[name] { files[file].changes.append(change) }
    }

    private static func apply(_ change: Change, to bytes: inout [UInt8]) {
        switch change {
        case .write(let offset, let written):
            grow(&bytes, to: offset + written.count)
            bytes.replaceSubrange(offset..<offset + written.count, with: written)
        case .setLength(let length):
            grow(&bytes, to: length)
            bytes.removeLast(bytes.count - length)
        case .allocate(let length):
            grow(&bytes, to: length)
        }
    }

    private static func grow(_ bytes: inout [UInt8], to length: Int, with filler: UInt8 = 0) {
        if bytes.count < length { bytes += [UInt8](repeating: filler, count: length - bytes.count) }
    }
}

extension PowerCutDisk {
    /// How finely unsynced writes may be lost.
    enum Grain {
        /// Each write is lost or not.
        case writes
        /// Each sector of each write is lost or not, and a lost one may hold what lay on the disk before.
        case sectors
    }

    /// The files that are found after a power cut now, by name.
    func afterPowerCut<Decider: Choices>(_ grain: Grain, _ choices: inout Decider) -> [String: [UInt8]] {
        var found = syncedNames
        for change in nameChanges { survive(change, in: &found, &choices) }
        return found.mapValues { content(of: files[$0], grain, &choices) }
    }

    private func survive<Decider: Choices>(
        _ change: NameChange, in found: inout [String: Int], _ choices: inout Decider
    ) {
        switch change {
        case .set(let name, let file):
            if choices.choose(2) == 1 { found[name] = file }
        case .remove(let name):
            if choices.choose(2) == 1 { found[name] = nil }
        case .move(let name, let newName, let file):
            switch choices.choose(3) {
            case 0: break
            case 1:
                found[name] = nil
                found[newName] = file
            default: found[newName] = file
            }
        }
    }

    private func content<Decider: Choices>(
        of file: File, _ grain: Grain, _ choices: inout Decider
    ) -> [UInt8] {
        var bytes = file.synced
        for change in file.changes {
            switch (change, grain) {
            case (.write(let offset, let written), .sectors):
                // A write that was lost may still have made the file longer, over what lay on the disk there.
                if choices.choose(2) == 1 { Self.grow(&bytes, to: offset + written.count, with: 0xA5) }
                for start in stride(from: 0, to: written.count, by: Self.sectorLength) where choices.choose(2) == 1 {
                    let sector = Array(written[start..<min(start + Self.sectorLength, written.count)])
                    Self.apply(.write(offset: offset + start, bytes: sector), to: &bytes)
                }
            default:
                if choices.choose(2) == 1 { Self.apply(change, to: &bytes) }
            }
        }
        return bytes
    }

    /// The files as they are without a power cut.
    var now: [String: [UInt8]] {
        names.mapValues { file in
            files[file].changes.reduce(into: files[file].synced) { Self.apply($1, to: &$0) }
        }
    }
}
