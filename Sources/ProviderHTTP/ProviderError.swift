import RapportCore

/// What can go wrong between Rapport and a provider of embeddings or of a language model.
///
/// The host is named, never the key, never what was sent, never what the provider wrote back.
public enum ProviderError: RapportError, Equatable {
    /// None of `variables` is set; the first is the one to set.
    case noKey(host: String, variables: [String])
    /// A key was found and cannot be one.
    case badKey(source: String, problem: String)
    case badBaseURL(problem: String)
    /// A setting that cannot be, such as a negative timeout.
    case badSetting(name: String, problem: String)
    /// 401 or 403: the key is not accepted.
    case unauthorized(host: String, status: Int)
    /// Another status that says that the request is at fault, or an account out of credit.
    case rejected(host: String, status: Int, code: String?)
    /// Still 429 after `attempts`, or told to wait longer than the policy allows.
    case rateLimited(host: String, attempts: Int, retryAfterSeconds: Double?)
    case timedOut(host: String, attempts: Int, limitSeconds: Double)
    /// The connection could not be made, or was cut before the reply was whole.
    case unreachable(host: String, attempts: Int, problem: ConnectionProblem)
    /// Still 408, 409, 425 or 5xx after `attempts`.
    case server(host: String, status: Int, attempts: Int)
    case replyTooLarge(host: String, limitBytes: Int)
    /// Nothing more was sent: those before failed, one after the other. Of the same request `attempts` were sent, and
    /// `unanswered` of them brought nothing back.
    case circuitOpen(host: String, failures: Int, retryInSeconds: Double, attempts: Int, unanswered: Int)
    /// A reply with status 200 that does not hold what was asked for.
    case badReply(host: String, problem: String)

    public var message: String {
        switch self {
        case .noKey(let host, let variables):
            "no API key for \(host); set \(variables.first ?? "the provider's key variable") in the environment, "
                + "or name a file that holds the key"
        case .badKey(let source, let problem):
            "the API key from \(source) cannot be used: \(problem)"
        case .badBaseURL(let problem):
            "the provider's base URL cannot be used: \(problem); write it like https://api.example.com/v1"
        case .badSetting(let name, let problem):
            "the setting '\(name)' cannot be used: \(problem)"
        case .unauthorized(let host, let status):
            "\(host) does not accept the API key (status \(status)); check the key and what it may use"
        case .rejected(let host, let status, let code):
            "\(host) refused the request (status \(status)\(code.map { ", " + $0 } ?? "")); "
                + "check the base URL, the model's name and its limits"
        case .rateLimited(let host, let attempts, let wait):
            "\(host) limits the rate (status 429) after \(count(attempts, "attempt"))"
                + (wait.map { "; it asks to wait \(seconds($0))" } ?? "")
                + "; try again later or lower the request rate"
        case .timedOut(let host, let attempts, let limit):
            "\(host) did not answer within \(seconds(limit)) in \(count(attempts, "attempt")); "
                + "try again later or raise the timeout"
        case .unreachable(let host, let attempts, let problem):
            "\(host) could not be reached in \(count(attempts, "attempt")): \(problem.rawValue); "
                + "check the network and the base URL"
        case .server(let host, let status, let attempts):
            "\(host) failed with status \(status) in \(count(attempts, "attempt")); try again later"
        case .replyTooLarge(let host, let limit):
            "the reply of \(host) is larger than \(limit) bytes; ask for less at a time"
        case .circuitOpen(let host, let failures, let wait, _, _):
            "\(host) failed \(count(failures, "time")) in a row and is left alone for now; "
                + "it will be asked again in \(seconds(max(0.1, wait))), so try again then"
        case .badReply(let host, let problem):
            "the reply of \(host) cannot be used: \(problem); check that the base URL and the model are the right ones"
        }
    }
}

/// How a connection failed.
public enum ConnectionProblem: String, Sendable, Equatable {
    case notConnected = "there is no connection, or no secure one"
    case cut = "the connection was cut before the reply was whole"
}

private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
}

private func seconds(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() && rounded < 1e15 ? "\(Int(rounded)) s" : "\(rounded) s"
}
