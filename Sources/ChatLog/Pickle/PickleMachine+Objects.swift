/// Names and calls, which become marks and entries of the graph, and framing.
extension PickleMachine {
    mutating func objectOpcode(_ opcode: UInt8) throws(LogReadFault) {
        switch opcode {
        case 0x93: try stackGlobal()  // STACK_GLOBAL
        case 0x63: try global(module: line(), name: line())  // GLOBAL
        case 0x52: try reduce()  // REDUCE
        case 0x81: try reduce()  // NEWOBJ
        case 0x92: try newObjectWithKeywords()  // NEWOBJ_EX
        case 0x62: try build()  // BUILD
        case 0x69: try instance()  // INST
        case 0x6F: try oldObject()  // OBJ
        case 0x80: try checkProtocol(byte())  // PROTO
        case 0x95: try checkFrame()  // FRAME
        case 0x97, 0x98: throw fault(.outOfBandBuffer)  // NEXT_BUFFER, READONLY_BUFFER
        case 0x50, 0x51: throw fault(.persistentID)  // PERSID, BINPERSID
        case 0x82, 0x83, 0x84: throw fault(.foreignName("an entry of Python's extension registry"))  // EXT1, 2, 4
        default: throw fault(.unknownOpcode(opcode))
        }
    }

    private func checkProtocol(_ version: UInt8) throws(LogReadFault) {
        guard version <= 5 else { throw fault(.unknownProtocol(Int(version))) }
    }

    private mutating func checkFrame() throws(LogReadFault) {
        let count = try littleEndian(UInt64.self)
        let left = bytes.count - position
        guard count <= UInt64(left) else { throw fault(.truncated(needed: count, left: left)) }
    }

    private mutating func stackGlobal() throws(LogReadFault) {
        let name = try pop()
        let module = try pop()
        guard name.kind == .text, module.kind == .text else { throw malformed("a name is no text") }
        try pushGlobal(
            module: region.bytes[module.offset..<module.offset + module.count],
            name: region.bytes[name.offset..<name.offset + name.count])
    }

    private mutating func global(module: Range<Int>, name: Range<Int>) throws(LogReadFault) {
        try pushGlobal(module: bytes[module], name: bytes[name])
    }

    private mutating func pushGlobal(
        module: Slice<UnsafeRawBufferPointer>, name: Slice<UnsafeRawBufferPointer>
    ) throws(LogReadFault) {
        let moduleText = String(decoding: module.prefix(100), as: UTF8.self)
        let nameText = String(decoding: name.prefix(100), as: UTF8.self)
        guard module.count <= 100, name.count <= 100,
            let global = PickleGlobal.named(module: moduleText[...], name: nameText[...])
        else { throw fault(.foreignName(Self.printable("\(moduleText).\(nameText)"))) }
        try push(.global(global))
    }

    /// A name as an error may show it: one line, and nothing a terminal would obey.
    private static func printable(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.map { $0.isASCII && $0.value > 0x20 ? $0 : "?" }))
    }

    private mutating func pushObject(_ callable: PickleValue, _ arguments: PickleValue) throws(LogReadFault) {
        guard graph.objects.count < objectLimit else {
            throw fault(.limit("it holds more than \(objectLimit) objects"))
        }
        guard callable.kind == .global || graph.object(callable)?.callable.global == .getAttribute else {
            throw malformed("\(callable.description) is called")
        }
        graph.objects.append(
            PickleObject(callable: callable, arguments: arguments, state: .none, position: opcodePosition))
        try push(.object(graph.objects.count - 1))
    }

    private mutating func reduce() throws(LogReadFault) {
        let arguments = try pop()
        let callable = try pop()
        guard arguments.kind == .tuple else { throw malformed("a call's arguments are \(arguments.description)") }
        try pushObject(callable, arguments)
    }

    private mutating func newObjectWithKeywords() throws(LogReadFault) {
        guard try pop().kind == .dict else { throw malformed("a call's keywords are no dict") }
        try reduce()
    }

    /// `INST`: a name, and arguments above the mark.
    private mutating func instance() throws(LogReadFault) {
        let start = try popMark()
        let offset = graph.tupleItems.count
        let count = stack.count - start
        graph.tupleItems.append(contentsOf: stack[start...])
        stack.removeSubrange(start...)
        try global(module: line(), name: line())
        try pushObject(pop(), .tuple(offset: offset, count: count))
    }

    /// `OBJ`: above the mark a class and its arguments.
    private mutating func oldObject() throws(LogReadFault) {
        let start = try popMark()
        guard start < stack.count else { throw malformed("a call has no class") }
        let offset = graph.tupleItems.count
        let callable = stack[start]
        let count = stack.count - start - 1
        graph.tupleItems.append(contentsOf: stack[(start + 1)...])
        stack.removeSubrange(start...)
        try pushObject(callable, .tuple(offset: offset, count: count))
    }

    private mutating func build() throws(LogReadFault) {
        let state = try pop()
        let target = try top()
        guard target.kind == .object else { throw malformed("a state comes for \(target.description)") }
        graph.objects[target.index].state = state
    }
}
