/// Tuples, lists, dicts, and what is made by calling.
extension PickleMachine {
    mutating func containerOpcode(_ opcode: UInt8) throws(LogReadFault) {
        switch opcode {
        case 0x29: try push(.tuple(offset: 0, count: 0))  // EMPTY_TUPLE
        case 0x85: try makeTuple(from: below(1))  // TUPLE1
        case 0x86: try makeTuple(from: below(2))  // TUPLE2
        case 0x87: try makeTuple(from: below(3))  // TUPLE3
        case 0x74: try makeTuple(from: popMark())  // TUPLE
        case 0x5D, 0x8F: try makeList(from: stack.count)  // EMPTY_LIST, EMPTY_SET
        case 0x6C, 0x91: try makeList(from: popMark())  // LIST, FROZENSET
        case 0x61: try appendItems(from: below(1))  // APPEND
        case 0x90: try appendItems(from: popMark())  // ADDITEMS
        case 0x7D: try makeDict(from: stack.count)  // EMPTY_DICT
        case 0x64: try makeDict(from: popMark())  // DICT
        case 0x73: try setItems(from: below(2))  // SETITEM
        case 0x75: try setItems(from: popMark())  // SETITEMS
        case 0x30: try dropTop()  // POP
        case 0x31: try stack.removeSubrange(popMark()...)  // POP_MARK
        case 0x32: try push(top())  // DUP
        default: try objectOpcode(opcode)
        }
    }

    /// Where the top `count` values of the stack start.
    func below(_ count: Int) throws(LogReadFault) -> Int {
        guard stack.count - count >= (marks.last ?? 0) else {
            throw malformed("an opcode needs \(count) values and the stack has fewer")
        }
        return stack.count - count
    }

    private mutating func dropTop() throws(LogReadFault) {
        if let mark = marks.last, mark == stack.count {
            marks.removeLast()
        } else {
            _ = try pop()
        }
    }

    private mutating func makeTuple(from start: Int) throws(LogReadFault) {
        let offset = graph.tupleItems.count
        let count = stack.count - start
        graph.tupleItems.append(contentsOf: stack[start...])
        stack.removeSubrange(start...)
        try push(.tuple(offset: offset, count: count))
    }

    private func checkContainers() throws(LogReadFault) {
        guard graph.lists.count + graph.dicts.count < containerLimit else {
            throw fault(.limit("it holds more than \(containerLimit) lists and dicts"))
        }
    }

    private mutating func makeList(from start: Int) throws(LogReadFault) {
        try checkContainers()
        graph.lists.append(Array(stack[start...]))
        stack.removeSubrange(start...)
        try push(.list(graph.lists.count - 1))
    }

    /// Appends the values from `start` on to the list below them.
    mutating func appendItems(from start: Int) throws(LogReadFault) {
        guard start > (marks.last ?? 0) else { throw malformed("items come without a list") }
        let list = stack[start - 1]
        switch list.kind {
        case .list: graph.lists[list.index].append(contentsOf: stack[start...])
        // A list or set of a class of its own; no table is made of one.
        case .object: break
        default: throw malformed("items come for \(list.description) instead of a list")
        }
        stack.removeSubrange(start...)
    }

    private mutating func makeDict(from start: Int) throws(LogReadFault) {
        try checkContainers()
        guard (stack.count - start) % 2 == 0 else { throw malformed("a dict has a key without a value") }
        graph.dicts.append(Array(stack[start...]))
        stack.removeSubrange(start...)
        try push(.dict(graph.dicts.count - 1))
    }

    private mutating func setItems(from start: Int) throws(LogReadFault) {
        guard start > (marks.last ?? 0) else { throw malformed("entries come without a dict") }
        guard (stack.count - start) % 2 == 0 else { throw malformed("a dict has a key without a value") }
        let dict = stack[start - 1]
        switch dict.kind {
        case .dict: graph.dicts[dict.index].append(contentsOf: stack[start...])
        case .object: break
        default: throw malformed("entries come for \(dict.description) instead of a dict")
        }
        stack.removeSubrange(start...)
    }
}
