/// Everything that a pickle built, as data: nothing was called.
///
/// Containers are entries of arenas, so shared references and cycles cost nothing, and letting go of a
/// graph recurses nowhere however deeply it is nested.
struct PickleGraph {
    var tupleItems: [PickleValue] = []
    var lists: [[PickleValue]] = []
    /// Keys and values in turn.
    var dicts: [[PickleValue]] = []
    var objects: [PickleObject] = []
    var root: PickleValue = .none

    /// The items of a tuple or list.
    func items(_ value: PickleValue) -> ArraySlice<PickleValue>? {
        switch value.kind {
        case .tuple: tupleItems[value.offset..<value.offset + value.count]
        case .list: lists[value.index][...]
        default: nil
        }
    }

    func object(_ value: PickleValue) -> PickleObject? {
        value.kind == .object ? objects[value.index] : nil
    }
}

/// What a `REDUCE` or `NEWOBJ` would have made: the callable and its arguments, and the state that a
/// `BUILD` would have set.
struct PickleObject {
    /// A whitelisted name, or a `getattr` of one.
    var callable: PickleValue
    /// A tuple.
    var arguments: PickleValue
    var state: PickleValue
    /// Where in the file it was made.
    var position: Int
}
