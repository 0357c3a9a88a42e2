/// Writes a file aside, and puts it in its place only when all of it is on the disk.
///
/// The file aside has a fixed name, so that what a killed process left is found and removed by the next. Its
/// lock is held while it is written: two processes that save the same graph take turns.
final class FileWriter {
    let path: String
    private let asidePath: String
    private let layer: FileLayer
    private let descriptor: Int32
    private var isInPlace = false

    /// - Throws: `HNSWFileError.io`.
    init(_ path: String) throws(HNSWFileError) {
        self.path = path
        asidePath = path + ".new"
        layer = .current
        descriptor = try Self.openAside(asidePath, layer)
    }

    deinit { layer.close(descriptor) }

    /// Takes room on the disk for `length` bytes, so that a disk too full for the file is not filled up by it:
    /// what the graph is derived from lies beside it and must go on.
    func allocate(_ length: Int) throws(HNSWFileError) { try layer.allocate(length, for: descriptor, asidePath) }

    /// Writes bytes at a place in the file.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(HNSWFileError) {
        try layer.write(bytes, to: descriptor, asidePath, at: offset)
    }

    /// Makes the file as long as `length`, with zeros where nothing was written.
    func setLength(_ length: Int) throws(HNSWFileError) { try layer.setLength(length, of: descriptor, asidePath) }

    /// Puts the file in its place, where it survives a power cut.
    func commit() throws(HNSWFileError) {
        try layer.sync(descriptor, asidePath)
        try layer.rename(asidePath, to: path)
        isInPlace = true
        try layer.syncFolder(of: path)
    }

    /// Removes the file aside after a failure; once it is in its place, a file aside is another process's.
    func discard() {
        // One that stays is removed by the next save.
        if !isInPlace { try? layer.unlink(asidePath) }
    }

    /// An empty file of the name, whose lock is ours.
    private static func openAside(_ path: String, _ layer: FileLayer) throws(HNSWFileError) -> Int32 {
        while true {
            let descriptor = try layer.create(path)
            do throws(HNSWFileError) {
                try layer.lock(descriptor, path)
                let opened = try layer.identity(of: descriptor, path)
                // Who held the lock may have put the file in its place, or removed it.
                if try layer.identity(at: path) == opened {
                    if opened.length == 0 { return descriptor }
                    // Left by a killed process. Not cut: a power cut may have left it with a second name, in place.
                    try layer.unlink(path)
                }
            } catch {
                layer.close(descriptor)
                throw error
            }
            layer.close(descriptor)
        }
    }
}
