/// From which version of the graph to which the record in a slot is alive: two words a slot, birth and death.
///
/// A version is a state of the graph that searches can see; they count up from 1. Birth 0 means that the
/// record is as old as the slot, death 0 that it lives on, so that the memory of a graph that was built or
/// opened and never changed stays untouched. A handle into the graph's memory.
struct SlotLives {
    let words: UnsafeMutablePointer<UInt64>

    static let wordsPerSlot = 2

    /// Whether the record in a slot is part of a version.
    func isAlive(_ slot: UInt32, at version: UInt64) -> Bool {
        // The death first: a slot that is used again gets its birth before its death is taken back.
        let death = word(slot, 1).loadAcquiring()
        let birth = word(slot, 0).loadAcquiring()
        return birth <= version && (death == 0 || version < death)
    }

    /// Whether the record in a slot, part of the version or not yet, is about to go.
    func isEnding(_ slot: UInt32) -> Bool { word(slot, 1).pointee != 0 }

    /// A record is in the slot from `version` on.
    func begin(_ slot: UInt32, at version: UInt64) {
        word(slot, 0).storeReleasing(version)
        word(slot, 1).storeReleasing(0)
    }

    /// The record in the slot is no part of `version` and those after it.
    func end(_ slot: UInt32, at version: UInt64) { word(slot, 1).storeReleasing(version) }

    private func word(_ slot: UInt32, _ index: Int) -> UnsafeMutablePointer<UInt64> {
        words + Int(slot) * Self.wordsPerSlot + index
    }
}
