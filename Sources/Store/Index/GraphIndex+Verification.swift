import Foundation
import HNSW

/// An index that was mapped without a look at every byte of it.
extension GraphIndex {
    /// What was found wrong so far in the file that was mapped; every search says so from then on.
    var damage: HNSWFileError? { state.graph.damage }

    /// Verifies what of the file was not verified yet.
    ///
    /// - Throws: `HNSWFileError.damaged`.
    /// - Complexity: O(bytes).
    func verify() throws { try state.graph.verify() }

    /// As `verify`, on a thread of its own; what it finds is `damage` then.
    func verifyInBackground() {
        if state.graph.isVerified { return }
        let thread = Thread { try? self.verify() }
        thread.qualityOfService = .utility
        thread.start()
    }
}
