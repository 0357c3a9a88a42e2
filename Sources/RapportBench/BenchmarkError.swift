import RapportCore

/// Why a comparison has no result.
enum BenchmarkError: RapportError {
    case cannotStart(String)
    case failed(String, status: Int32)
    case disagreement(String)
    /// A process that was asked to measure itself says why it could not.
    case peer(String, String)
    case noMemoryFigure
    /// No turn of one of the halves.
    case noTurns
    case noLanguageModel
    case noRoom(folder: String, needed: Int, free: Int)

    var message: String {
        switch self {
        case .cannotStart(let program): "cannot start '\(program)'; check that it is installed"
        case .failed(let command, let status): "'\(command)' ended with wait status \(status); run it by hand"
        case .disagreement(let name): "\(name) did not write what rapport wrote; the times compare nothing"
        case .peer(let name, let reason): "\(name) gave no figure: \(reason)"
        case .noMemoryFigure: "/proc/self/smaps_rollup tells no Pss; run on Linux 4.14 or later"
        case .noTurns: "the logs hold no turns after the cut for both halves; take more --fans or longer logs"
        case .noLanguageModel: "--llm-turns asks a language model, and none is set; set RAPPORT_LLM_MODEL"
        case .noRoom(let folder, let needed, let free):
            "'\(folder)' has \(free / 1_000_000) MB free, \(needed / 1_000_000) MB are needed; name another with --work"
        }
    }
}
