import Foundation

extension ChildProcess {
    /// `posix_spawn` with the three standard streams on files of `files`.
    ///
    /// Not Foundation's `Process`: that one learns of an end by a socket which grandchildren inherit, so
    /// that a killed child whose own child lives on never ends for it.
    ///
    /// - Throws: `TestSupportError.cannotStart`.
    static func spawn(
        _ words: [String], environment: [String], files: TemporaryFolder
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let write = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, files.file("input").path, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files.file("output").path, write, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, files.file("errors").path, write, 0o600)
        for descriptor in try openDescriptors() where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var processID: pid_t = 0
        let path = words[0]
        let code = withCStrings(words) { words in
            withCStrings(environment) { environment in
                posix_spawn(&processID, path, &actions, nil, words, environment)
            }
        }
        guard code == 0 else {
            throw TestSupportError.cannotStart(command: path, reason: String(cString: strerror(code)))
        }
        return processID
    }

    private static func openDescriptors() throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
    }

    /// Gives `body` a null-terminated array of C strings, which live as long as the call.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return body(&pointers)
    }
}
