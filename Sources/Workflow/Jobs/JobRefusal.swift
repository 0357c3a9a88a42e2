import Analysis
import ChatLog
import RapportCore

/// Why a job is not begun, or came to nothing, by what was asked of it.
public struct JobRefusal: RapportError, Equatable {
    public let message: String

    init(_ message: String) { self.message = message }

    /// Runs `body`; what says that the request or the file was at fault is a refusal, whichever library found it.
    static func wrapping<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as AnalysisError {
            throw JobRefusal(error.message)
        } catch let error as LogReadError {
            throw JobRefusal(error.message)
        }
    }
}

/// A job that stopped before its end, and would go on where it was if it were started again.
public struct JobStop: RapportError, Equatable {
    public let message: String
}
