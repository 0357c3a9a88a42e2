import CrashSupport
import Glibc

// Changes a store until it is killed, and says each time that an operation has returned: CrashChild STORE SEED

/// One `write`, so that a line is there whole or not at all.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
}

guard CommandLine.arguments.count == 3, let seed = UInt64(CommandLine.arguments[2]) else {
    say("usage: CrashChild STORE SEED")
    exit(2)
}
let store = try CrashStore(folder: CommandLine.arguments[1])
say("open")
var script = CrashScript(seed: seed)
while true {
    try await store.apply(script.next())
    say("done")
}
