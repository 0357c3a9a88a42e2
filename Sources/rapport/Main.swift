import ArgumentParser
import Foundation
import RapportCore

/// The program: reads the command line, runs one command, and turns its end into an exit code.
///
/// 0 done, 1 failed, 2 wrong usage; an error is one line on stderr.
@main
enum Main {
    static func main() async {
        // A reader that went away, such as `head`, must end us through an error, not a signal.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Rapport.parseAsRoot(Rapport.takingStore(from: Array(CommandLine.arguments.dropFirst())))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(Self.report(error))
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        switch error {
        case let error as any RapportError:
            Terminal.complain(error.message)
            return 1
        case is CancellationError:
            Terminal.complain("stopped; the same command goes on where it was")
            return 1
        default: break
        }
        let code = Rapport.exitCode(for: error)
        let text = Rapport.fullMessage(for: error)
        if code == .success {
            Terminal.write(text)
            return 0
        }
        if !text.isEmpty { Terminal.complain(text, isWhole: true) }
        return code == .validationFailure ? 2 : code.rawValue
    }
}
