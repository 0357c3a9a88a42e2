import RapportCore

/// What stops a test before it can test anything.
public enum TestSupportError: RapportError {
    /// Something that `./rapport test` sets up is not there.
    case notSetUp(missing: String)
    /// The system refused to start a child process.
    case cannotStart(command: String, reason: String)
    /// A child process did not end in time and was killed.
    case timedOut(command: String, seconds: Double)
    /// A child process ended with something other than 0; `errors` is the end of its standard error.
    case failed(command: String, status: String, errors: String)

    /// `failed` with what `output` says.
    public static func failed(command: String, _ output: ProcessOutput) -> TestSupportError {
        .failed(
            command: command, status: output.status.description, errors: String(output.errorText.suffix(2000)))
    }

    public var message: String {
        switch self {
        case .notSetUp(let missing): "\(missing) is missing: run ./rapport test"
        case .cannotStart(let command, let reason): "\(command) cannot be started: \(reason)"
        case .timedOut(let command, let seconds): "\(command) ran over \(seconds) s and was killed"
        case .failed(let command, let status, let errors): "\(command) ended with \(status): \(errors)"
        }
    }
}
