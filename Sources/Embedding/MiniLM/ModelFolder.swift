import Foundation

/// The folder that holds `model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2.
///
/// The launcher verifies the SHA-256 of what it installs; here the size is checked, and every tensor's shape on
/// loading, so that a start does not read 90 MB twice.
public struct ModelFolder: Hashable, Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// `RAPPORT_MODEL_DIR`, or else `rapport/models/all-MiniLM-L6-v2` in the user's cache folder
    /// (`XDG_CACHE_HOME`, or else `.cache` in `HOME`). An empty variable counts as unset.
    ///
    /// - Parameter environment: the process's environment variables.
    public init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let named = value("RAPPORT_MODEL_DIR") {
            self.init(path: named)
        } else {
            let cache = value("XDG_CACHE_HOME") ?? (value("HOME") ?? NSHomeDirectory()) + "/.cache"
            self.init(path: cache + "/rapport/models/all-MiniLM-L6-v2")
        }
    }

    /// The folder that this process's environment names.
    public static var standard: ModelFolder { ModelFolder(environment: ProcessInfo.processInfo.environment) }

    /// Bytes of the only weights that this module knows: fp32, as published.
    public static let weightsByteCount = 90_868_376

    package var weightsPath: String { path + "/model.safetensors" }
    package var vocabularyPath: String { path + "/vocab.txt" }

    /// Throws unless both files are there and the weights have the right size.
    ///
    /// - Complexity: two `stat` calls.
    /// - Throws: `ModelError.missing` or `.wrongSize`.
    public func verify() throws(ModelError) {
        for file in [weightsPath, vocabularyPath] {
            guard let size = MappedFile.size(file) else { throw .missing(path: file) }
            if file == weightsPath, size != Self.weightsByteCount {
                throw .wrongSize(path: file, expected: Self.weightsByteCount, found: size)
            }
        }
    }
}
