import ChatLog
import Foundation
import RapportCore
import TestSupport
import Testing

@Suite("Hostile and damaged files")
struct ReadersHostileTests {
    // MARK: Names

    @Test(arguments: [
        ("os", "system"), ("posix", "system"), ("builtins", "eval"), ("builtins", "exec"), ("__builtin__", "compile"),
        ("pandas", "eval"), ("pandas.io.common", "urlopen"), ("numpy", "load"), ("numpy.testing", "rundocs"),
        ("pandas.core.frame", "DataFrame.eval"), ("pandas._libs.tslibs.offsets", "x.y"), ("pyarrow", "memory_map"),
        ("datetime", "sys"), ("collections", "namedtuple"), ("codecs", "open"), ("_codecs", "decode"),
    ])
    func aNameOutsideOfTablesIsRefused(module: String, name: String) {
        let refusal = "it names \(module).\(name), which is not part of a pandas table; nothing was executed"
        let byLine = Array("c\(module)\n\(name)\n(S'touch /tmp/x'\ntR.".utf8)
        #expect(readMessage(byLine) == "cannot read 'log.pkl' at byte 0: \(refusal)")
        let onStack =
            [0x80, 4, 0x8C, UInt8(module.utf8.count)] + Array(module.utf8) + [0x8C, UInt8(name.utf8.count)]
            + Array(name.utf8) + [0x93, 0x29, 0x52, 0x2E]
        let place = onStack.count - 4
        #expect(readMessage(onStack) == "cannot read 'log.pkl' at byte \(place): \(refusal)")
    }

    @Test func aNameIsShownWithoutWhatATerminalWouldObey() {
        let module = "a\u{1B}[31m\nb"
        let bytes = [0x80, 4, 0x8C, UInt8(module.utf8.count)] + Array(module.utf8) + [0x8C, 1, 0x62, 0x93]
        #expect(
            readMessage(bytes) == "cannot read 'log.pkl' at byte 15: it names a?[31m?b.b, which is not part of a "
                + "pandas table; nothing was executed")
    }

    // MARK: Lengths

    @Test(arguments: [0x8D, 0x8E, 0x96] as [UInt8])
    func aLengthOfTwoToTheSixtyIsTruncation(opcode: UInt8) {
        let bytes: [UInt8] = [0x80, 5, opcode, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x61, 0x62]
        #expect(
            readMessage(bytes) == "cannot read 'log.pkl' at byte 2: it is cut short: 1152921504606846976 more bytes "
                + "should follow, 2 do; copy or export it again")
    }

    @Test func aFrameLongerThanTheFileIsTruncation() {
        let bytes: [UInt8] = [0x80, 5, 0x95, 200, 0, 0, 0, 0, 0, 0, 0, 0x4E, 0x2E]
        #expect(
            readMessage(bytes) == "cannot read 'log.pkl' at byte 2: it is cut short: 200 more bytes should follow, "
                + "2 do; copy or export it again")
    }

    @Test(arguments: [0x8B, 0x54] as [UInt8])
    func aNegativeLengthIsDamage(opcode: UInt8) {
        #expect(
            readMessage([0x80, 2, opcode, 0xFF, 0xFF, 0xFF, 0xFF, 0x2E])
                == "cannot read 'log.pkl' at byte 2: a length is negative (-1); the pickle is damaged")
    }

    @Test func aMemoNumberOfFourBillionIsRefused() {
        let bytes: [UInt8] = [0x80, 2, 0x4E, 0x72, 0xFF, 0xFF, 0xFF, 0xFF, 0x2E]
        #expect(
            readMessage(bytes) == "cannot read 'log.pkl' at byte 3: it keeps more than 1004 values for later use; no "
                + "pandas table is written so, and reading stops to spare memory")
    }

    // MARK: Depth and bombs

    @Test func deepNestingEndsInAnError() {
        let depth = 3_000_000
        let marks = [UInt8](repeating: UInt8(ascii: "("), count: depth)
        #expect(readMessage([0x80, 2] + marks)?.contains("over 1048576 containers are open at once") == true)
        let tuples = [0x80, 2, 0x4E] + [UInt8](repeating: 0x85, count: depth) + [0x2E]
        #expect(
            readMessage(tuples) == "cannot read 'log.pkl' at byte 0: it holds a tuple, not a pandas DataFrame of logs; "
                + "pickle the DataFrame itself")
        let lists = [0x80, 2] + [UInt8](repeating: 0x5D, count: depth)
        #expect(readMessage(lists)?.contains("lists and dicts; no pandas table is written so") == true)
    }

    @Test func aBombOfSharedReferencesStaysSmall() {
        // Each level is a tuple of the level below, twice: 2^200 leaves if it were unfolded.
        var bytes: [UInt8] = [0x80, 4, 0x8C, 3, 0x6C, 0x6F, 0x6C, 0x94]
        for level in 0..<200 { bytes += [0x68, UInt8(level), 0x68, UInt8(level), 0x86, 0x94, 0x30] }
        bytes += [0x68, 200, 0x2E]
        #expect(readMessage(bytes)?.contains("it holds a tuple") == true)
    }

    @Test func aListThatHoldsItselfIsNoTable() {
        #expect(readMessage([0x80, 4, 0x5D, 0x94, 0x68, 0, 0x61, 0x2E])?.contains("it holds a list") == true)
    }

    @Test(
        arguments: [
            ([0x2E], "byte 0: an opcode needs a value and the stack is empty"),
            ([0x80, 4, 0x65, 0x2E], "byte 2: a container ends that never began"),
            ([0x80, 4, 0x61, 0x2E], "byte 2: an opcode needs 1 values and the stack has fewer"),
            ([0x80, 4, 0x4E, 0x4E, 0x61, 0x2E], "byte 4: items come for nothing instead of a list"),
            ([0x80, 4, 0x4E, 0x4E, 0x4E, 0x73, 0x2E], "byte 5: entries come for nothing instead of a dict"),
            ([0x80, 4, 0x4E, 0x4E, 0x52, 0x2E], "byte 4: a call's arguments are nothing"),
            ([0x80, 4, 0x4E, 0x29, 0x52, 0x2E], "byte 4: nothing is called"),
            ([0x80, 4, 0x4E, 0x4E, 0x62, 0x2E], "byte 4: a state comes for nothing"),
            ([0x80, 4, 0x4E, 0x4E, 0x93, 0x2E], "byte 4: a name is no text"),
            ([0x80, 4, 0x68, 7, 0x2E], "byte 2: value 7 is used before it is kept"),
            ([0x80, 4, 0x28, 0x4E, 0x64, 0x2E], "byte 4: a dict has a key without a value"),
            ([0x80, 4, 0x49, 0x78, 0x0A, 0x2E], "byte 2: an integer cannot be read"),
            ([0x80, 4, 0x46, 0x78, 0x0A, 0x2E], "byte 2: a number cannot be read"),
        ] as [([UInt8], String)])
    func opcodesThatDoNotFitTogetherAreDamage(bytes: [UInt8], found: String) {
        #expect(readMessage(bytes) == "cannot read 'log.pkl' at \(found); the pickle is damaged")
    }

    @Test(
        arguments: [
            ([0x80, 9, 0x2E], "byte 0: pickle protocol 9 is not known; write protocol 5 or less"),
            ([0x80, 4, 0xFF], "byte 2: 0xff is no pickle opcode; the file is damaged or no pickle"),
            ([0x80, 4, 0x97], "byte 2: it keeps data in buffers outside the file; write it with pandas' to_pickle"),
            ([0x80, 4, 0x51], "byte 2: it refers to objects outside the file; write it with pandas' to_pickle"),
            (
                [0x80, 4, 0x82, 1],
                "byte 2: it names an entry of Python's extension registry, which is not part of a pandas table; "
                    + "nothing was executed"
            ),
            ([0x80, 4], "byte 2: it is cut short: 1 more bytes should follow, 0 do; copy or export it again"),
        ] as [([UInt8], String)])
    func whatNoTableNeedsIsRefused(bytes: [UInt8], found: String) {
        #expect(readMessage(bytes) == "cannot read 'log.pkl' at \(found)")
    }

    // MARK: Tables whose parts contradict each other

    /// A pickle of our own writer, in which the first occurrence of some bytes is replaced.
    private func patched(_ old: [UInt8], _ new: [UInt8]) throws -> String? {
        let rows = try ReaderFixtures.expected().rows.map(\.row)
        let bytes = try withLog(rows, named: "log.pkl") { Array(try Data(contentsOf: URL(fileURLWithPath: $0))) }
        let place = try #require(Data(bytes).firstRange(of: Data(old)))
        return readMessage(bytes[..<place.lowerBound] + new + bytes[place.upperBound...])
    }

    @Test func aShapeThatIsNotThatOfTheDataIsDamage() throws {
        let float = Array("<f8".utf8) + [0x94, 0x96]
        let shape: [UInt8] = [0x28, 0x4B, 1, 0x4B, 24, 0x74, 0x8C, 3]
        #expect(
            try patched(shape + float, [0x28, 0x4B, 1, 0x4B, 25, 0x74, 0x8C, 3] + float)?
                .contains("an array of 25 float64 has 192 bytes; the pickle is damaged") == true)
        let huge: [UInt8] = [0x28, 0x8A, 8] + [0, 0, 0, 0, 0, 0, 0, 0x40]
        #expect(
            try patched(shape + float, huge + [0x4B, 24, 0x74, 0x8C, 3] + float)?
                .contains("an array's shape overflows; the pickle is damaged") == true)
        let negative: [UInt8] = [0x28, 0x4B, 1, 0x4A, 0xE8, 0xFF, 0xFF, 0xFF, 0x74, 0x8C, 3]
        #expect(
            try patched(shape + float, negative + float)?
                .contains("an array's shape is no list of counts; the pickle is damaged") == true)
    }

    @Test func anObjectArrayMustHoldAsManyValuesAsItsShape() throws {
        #expect(
            try patched([0x4B, 1, 0x28, 0x4B, 1, 0x4B, 24, 0x74], [0x4B, 1, 0x28, 0x4B, 1, 0x4B, 23, 0x74])?
                .contains("an object array does not hold the 23 values of its shape; the pickle is damaged") == true)
    }

    @Test func aBlockMustBePlacedOnTheFramesColumns() throws {
        let slice: [UInt8] = [0x4B, 4, 0x4B, 5, 0x4B, 1, 0x87, 0x52]
        #expect(
            try patched(slice, [0x4B, 14, 0x4B, 15, 0x4B, 1, 0x87, 0x52])?
                .contains("a block is placed on column 14 of 10; the pickle is damaged") == true)
        #expect(
            try patched(slice, [0x4B, 4, 0x4B, 7, 0x4B, 1, 0x87, 0x52])?
                .contains("a block of 1 columns is placed on 3; the pickle is damaged") == true)
        #expect(
            try patched(slice, [0x4B, 4, 0x4B, 5, 0x4B, 0, 0x87, 0x52])?
                .contains("a block's placement lies outside the frame; the pickle is damaged") == true)
    }

    @Test func anArrowTextBeyondItsDataIsDamageAtItsRow() throws {
        let rows = try ReaderFixtures.expected().rows
        let total = rows.reduce(0) { $0 + Int64($1.fan_id.utf8.count) }
        var bytes = Data(try ReaderFixtures.bytes("pandas3.1/same/str_default.pkl"))
        let last = withUnsafeBytes(of: total.littleEndian) { Data($0) }
        let beyond = withUnsafeBytes(of: (total + 1).littleEndian) { Data($0) }
        let place = try #require(bytes.firstRange(of: last))
        bytes.replaceSubrange(place, with: beyond)
        #expect(
            readMessage(bytes)
                == "cannot read 'log.pkl' at row 24: a text lies outside its data; the pickle is damaged")
    }

    // MARK: Damage anywhere

    @Test(arguments: [
        "pandas2.3/same/protocol5.pkl", "pandas1.5/same/protocol0.pkl", "pandas3.1/same/pandas3_default.pkl",
        "pandas2.2/same/gzipped.pkl.gz",
    ])
    func everyTruncationIsAnError(name: String) throws {
        let bytes = try ReaderFixtures.bytes(name)
        let file = try ScratchLog(named: "log.pkl")
        for count in 1..<bytes.count {
            #expect(throws: LogReadError.self, "cut to \(count) bytes") { try file.read(bytes[..<count]) }
        }
    }

    @Test(arguments: ["pandas2.2/same/index.csv", "pandas2.2/same/iso.jsonl", "pandas2.2/same/quoted.csv"])
    func aTruncatedTextIsAnErrorOrHasFewerRows(name: String) throws {
        let bytes = try ReaderFixtures.bytes(name)
        let scratch = try ScratchLog(named: "log.\(name.suffix(3) == "csv" ? "csv" : "jsonl")")
        for count in 1..<bytes.count {
            do {
                let file = try scratch.read(bytes[..<count])
                #expect(checkWhole(file) && file.rowsRead <= 24)
            } catch {
                #expect(error is LogReadError)
            }
        }
    }

    static let fuzzed = [
        "pandas2.3/same/protocol5.pkl", "pandas1.5/same/protocol0.pkl", "pandas1.5/same/string_arrow.pkl",
        "pandas3.1/same/arrow_view.pkl", "pandas2.2/same/arrow_all.pkl", "pandas2.2/same/categories.pkl",
        "pandas2.2/same/nullable_protocol2.pkl", "pandas2.2/same/mixed_numbers.pkl",
        "pandas2.2/same/time_objects_zones.pkl", "pandas1.5/same/old_manager_protocol4.pkl",
        "pandas2.2/same/extra_columns.pkl", "pandas2.2/same/arrow_dictionary.pkl", "pandas2.2/same/quoted.csv",
        "pandas2.2/same/epoch_ms.jsonl", "pandas2.2/same/gzipped.pkl.gz",
    ]

    @Test(arguments: fuzzed, Seeds.list(1))
    func changedBytesNeverDoMoreThanAnError(name: String, seed: UInt64) throws {
        let original = try ReaderFixtures.bytes(name)
        var generator = SeededGenerator(seed: seed)
        let scratch = try ScratchLog(named: String(name.split(separator: "/").last ?? ""))
        for round in 0..<LongRun.rounds(normally: 400, long: 20_000) {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
                default: bytes.remove(at: place)
                }
            }
            do {
                #expect(checkWhole(try scratch.read(bytes)), "round \(round)")
            } catch {
                #expect(error is LogReadError, "round \(round)")
            }
        }
    }
}
