/// Reads the opcodes of a pickle, protocols 0 to 5, into a graph of values.
///
/// It is an interpreter in that it keeps a stack and a memo, but no opcode can run code: a name is looked
/// up in a list of marks (`PickleGlobal`), and a call becomes an entry of the graph.
///
/// Memory is bounded by the file: an opcode adds at most one value of 16 bytes to the stack, a container
/// or the memo, and what costs more is limited to a share of the file's length.
///
/// Source: CPython, `Lib/pickletools.py`, `Lib/pickle.py`; PEP 307, 3154, 574.
struct PickleMachine {
    let bytes: UnsafeRawBufferPointer
    let region: TextRegion
    let progress: (Int) -> Void
    var position = 0
    /// Where the opcode at hand starts.
    var opcodePosition = 0
    var stack: [PickleValue] = []
    var marks: [Int] = []
    var memo: [PickleValue] = []
    var graph = PickleGraph()
    private var reported = 0

    /// As deep as no table is, and 16 MB of stack.
    static let stackLimit = 1 << 20
    /// Entries of the memo, and objects and containers, for each so many bytes: pickles of pandas' own have
    /// fewer. The constant keeps tiny files free.
    var memoLimit: Int { 1_000 + bytes.count / 2 }
    var objectLimit: Int { 1_000 + bytes.count / 6 }
    var containerLimit: Int { 1_000 + bytes.count / 32 }

    init(_ region: TextRegion, progress: @escaping (Int) -> Void) {
        self.region = region
        self.bytes = region.content
        self.progress = progress
    }

    /// Reads up to `STOP`.
    ///
    /// - Complexity: O(bytes)
    static func load(_ region: TextRegion, progress: @escaping (Int) -> Void) throws(LogReadFault) -> PickleGraph {
        var machine = PickleMachine(region, progress: progress)
        while try machine.step() {}
        machine.graph.root = try machine.pop()
        return machine.graph
    }

    /// Carries out one opcode: the frequent ones here, where the branch predictor sees them, the others in
    /// groups.
    ///
    /// - Returns: false at `STOP`.
    private mutating func step() throws(LogReadFault) -> Bool {
        opcodePosition = position
        let opcode = try byte()
        switch opcode {
        case 0x8C: try pushText(count: UInt64(byte()))  // SHORT_BINUNICODE
        case 0x94: try remember(memo.count)  // MEMOIZE
        case 0x58: try pushText(count: UInt64(littleEndian(UInt32.self)))  // BINUNICODE
        case 0x68: try recall(Int(byte()))  // BINGET
        case 0x6A: try recall(Int(littleEndian(UInt32.self)))  // LONG_BINGET
        case 0x71: try remember(Int(byte()))  // BINPUT
        case 0x72: try remember(Int(littleEndian(UInt32.self)))  // LONG_BINPUT
        case 0x4E: try push(.none)  // NONE
        case 0x47: try push(.float(Double(bitPattern: bigEndian())))  // BINFLOAT
        case 0x4B: try push(.int(Int64(byte())))  // BININT1
        case 0x65: try appends()  // APPENDS
        case 0x28: try mark()  // MARK
        case 0x2E: return false  // STOP
        default: try scalarOpcode(opcode)
        }
        return true
    }

    private mutating func appends() throws(LogReadFault) {
        try appendItems(from: popMark())
        if position - reported > 1 << 22 {
            reported = position
            progress(position)
        }
    }
}

// MARK: - Reading bytes

extension PickleMachine {
    func fault(_ problem: LogReadProblem) -> LogReadFault { LogReadFault(problem, at: .byte(opcodePosition)) }

    func malformed(_ found: String) -> LogReadFault { fault(.malformedPickle(found)) }

    mutating func byte() throws(LogReadFault) -> UInt8 {
        guard position < bytes.count else { throw fault(.truncated(needed: 1, left: 0)) }
        position += 1
        return bytes[position - 1]
    }

    /// - Returns: the offset of the next `count` bytes, which are then behind us.
    mutating func take(_ count: UInt64) throws(LogReadFault) -> Int {
        let left = bytes.count - position
        guard count <= UInt64(left) else { throw fault(.truncated(needed: count, left: left)) }
        position += Int(count)
        return position - Int(count)
    }

    mutating func littleEndian<Integer: FixedWidthInteger>(_ type: Integer.Type) throws(LogReadFault) -> Integer {
        let offset = try take(UInt64(MemoryLayout<Integer>.size))
        return Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self))
    }

    mutating func bigEndian() throws(LogReadFault) -> UInt64 {
        let offset = try take(8)
        return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The bytes up to the next line feed, which is then behind us too.
    mutating func line() throws(LogReadFault) -> Range<Int> {
        let rest = bytes[position...]
        guard let end = rest.firstIndex(of: 0x0A) else { throw fault(.truncated(needed: 1, left: 0)) }
        defer { position = end + 1 }
        return position..<end
    }
}

// MARK: - Stack and memo

extension PickleMachine {
    mutating func push(_ value: PickleValue) throws(LogReadFault) {
        guard stack.count < Self.stackLimit else {
            throw fault(.limit("over \(Self.stackLimit) values are open at once"))
        }
        stack.append(value)
    }

    mutating func pop() throws(LogReadFault) -> PickleValue {
        guard stack.count > (marks.last ?? 0), let value = stack.popLast() else {
            throw malformed("an opcode needs a value and the stack is empty")
        }
        return value
    }

    func top() throws(LogReadFault) -> PickleValue {
        guard stack.count > (marks.last ?? 0), let value = stack.last else {
            throw malformed("an opcode needs a value and the stack is empty")
        }
        return value
    }

    mutating func mark() throws(LogReadFault) {
        guard marks.count < Self.stackLimit else {
            throw fault(.limit("over \(Self.stackLimit) containers are open at once"))
        }
        marks.append(stack.count)
    }

    /// - Returns: where on the stack the values above the mark start.
    mutating func popMark() throws(LogReadFault) -> Int {
        guard let mark = marks.popLast() else { throw malformed("a container ends that never began") }
        return mark
    }

    mutating func pushText(count: UInt64) throws(LogReadFault) {
        try push(.text(offset: take(count), count: Int(count)))
    }

    mutating func remember(_ number: Int) throws(LogReadFault) {
        let value = try top()
        if number == memo.count, number < memoLimit {
            memo.append(value)
        } else {
            guard number < memoLimit else {
                throw fault(.limit("it keeps more than \(memoLimit) values for later use"))
            }
            while memo.count <= number { memo.append(.unset) }
            memo[number] = value
        }
    }

    mutating func recall(_ number: Int) throws(LogReadFault) {
        guard number < memo.count, memo[number].kind != .unset else {
            throw malformed("value \(number) is used before it is kept")
        }
        try push(memo[number])
    }
}
