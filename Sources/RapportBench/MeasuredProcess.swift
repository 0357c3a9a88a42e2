import Foundation

/// One run of a program from start to end: wall time and peak memory, as the kernel accounts them.
struct MeasuredProcess {
    let seconds: Double
    /// The largest resident set.
    let peakBytes: Int

    /// Runs `command`, found on the PATH, with this process's environment and standard error; its standard output is dropped.
    ///
    /// - Throws: `BenchmarkError` where it cannot be started or does not end with 0.
    init(_ command: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        let arguments = command.map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + environment).forEach { free($0) } }

        let clock = ContinuousClock()
        let start = clock.now
        var child = pid_t()
        guard posix_spawnp(&child, command[0], &actions, nil, arguments, environment) == 0 else {
            throw BenchmarkError.cannotStart(command[0])
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
        seconds = (clock.now - start) / .seconds(1)
        // Linux counts in KiB.
        peakBytes = usage.ru_maxrss << 10
        guard status == 0 else { throw BenchmarkError.failed(command.joined(separator: " "), status: status) }
    }
}
