import Retrieval
import TestSupport

/// The committed sets of marked messages.
enum LabelledMessages {
    static func read(_ name: String) throws -> [GuardEvaluation.Labelled] {
        try GuardEvaluation.Labelled.read(RepositoryRoot.file("Tests/RetrievalTests/Guard/Sets/\(name)"))
    }
}
