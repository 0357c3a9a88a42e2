import Foundation
import RapportBench
import TestSupport
import Testing

@Suite struct VectorFileTests {
    /// numpy is the oracle: what it saves is what we read.
    @Test(arguments: Seeds.list(3)) func whatNumpySavesIsRead(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        try PythonTools.run(
            code: """
                import sys, numpy as np
                random = np.random.default_rng(int(sys.argv[2]))
                rows, columns = random.integers(1, 40), random.integers(1, 70)
                values = random.standard_normal((rows, columns)).astype(np.float32)
                np.save(sys.argv[1] + "/v.npy", values)
                lengths = np.full((rows, 1), columns, np.int32).view(np.float32)
                np.hstack([lengths, values]).tofile(sys.argv[1] + "/v.fvecs")
                values.tofile(sys.argv[1] + "/plain")
                """, arguments: [folder.url.path, "\(seed)"])
        let plain = try Data(contentsOf: folder.file("plain"))
        for name in ["v.npy", "v.fvecs"] {
            let file = try VectorFile(folder.file(name).path)
            #expect(file.values().withUnsafeBytes { Data($0) } == plain)
            #expect(file.vectors().flatMap { $0 } == file.values())
            #expect(file.withValues { Array($0) } == file.values())
            #expect(file.rows * file.columns * 4 == plain.count)
            #expect(throws: Never.self) { try file.check(name, fits: file) }
        }
    }

    @Test(arguments: Seeds.list(3)) func numpyReadsWhatIsWritten(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let (rows, columns) = (Int.random(in: 1...50, using: &random), Int.random(in: 1...50, using: &random))
        let values = (0..<rows * columns).map { _ in random.nextNormal() }
        let path = folder.file("v.npy").path
        let writer = try NumpyWriter(path, rows: rows, columns: columns)
        for row in 0..<rows { try writer.append(Array(values[row * columns..<(row + 1) * columns])) }
        try writer.finish()
        #expect(try VectorFile(path).values() == values)
        let output = try PythonTools.run(
            code: """
                import sys, numpy as np
                v = np.load(sys.argv[1])
                assert v.dtype == np.float32 and v.flags.c_contiguous
                v.tofile(sys.argv[1] + ".plain")
                print(*v.shape)
                """, arguments: [path])
        #expect(output.text == "\(rows) \(columns)\n")
        #expect(try Data(contentsOf: folder.file("v.npy.plain")) == values.withUnsafeBytes { Data($0) })
    }

    @Test func theHeaderIsPaddedAsNumpyPadsIt() {
        for shape in [[1, 1], [10_000_000, 384], [7]] {
            let bytes = NumpyHeader.bytes(type: "<f4", shape: shape)
            #expect(bytes.count.isMultiple(of: 64))
            let header = bytes.withUnsafeBytes { bytes in Result { try NumpyHeader(bytes) } }
            #expect(throws: Never.self) { try header.get() }
            #expect((try? header.get())?.shape == shape)
            #expect((try? header.get())?.dataOffset == bytes.count)
        }
    }

    @Test(arguments: [
        ("<f8", "(2, 2)", false, VectorFileProblem.wrongType(found: "<f8", expected: "<f4")),
        (">f4", "(2, 2)", false, .wrongType(found: ">f4", expected: "<f4")),
        ("<f4", "(2, 2)", true, .fortranOrder),
        ("<f4", "(4,)", false, .wrongShape([4], expected: "(rows, components)")),
        ("<f4", "(1, 2, 2)", false, .wrongShape([1, 2, 2], expected: "(rows, components)")),
        ("<f4", "(0, 4)", false, .empty),
        ("<f4", "(9223372036854775807, 9)", false, .truncated(needed: .max, found: 144)),
    ]) func whatIsNoMatrixOfFloatsIsRefused(
        type: String, shape: String, isFortran: Bool, problem: VectorFileProblem
    ) throws {
        let folder = try TemporaryFolder()
        let order = isFortran ? "True" : "False"
        let text = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }"
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
        bytes += Array(text.padding(toLength: 117, withPad: " ", startingAt: 0).utf8) + [0x0A]
        let file = try folder.write(Data(bytes + Array(repeating: 0, count: 16)), to: "v.npy")
        #expect(throws: VectorFileError(path: file.path, problem: problem)) { try VectorFile(file.path) }
    }

    /// A file that was cut anywhere is refused with a typed error; nothing reads past its end.
    @Test func aFileThatIsCutIsRefusedWhereverItIsCut() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("v.npy").path
        let writer = try NumpyWriter(path, rows: 3, columns: 5)
        try writer.append(Array(repeating: 1, count: 15))
        try writer.finish()
        let whole = try Data(contentsOf: folder.file("v.npy"))
        for length in 0..<whole.count {
            let file = try folder.write(whole.prefix(length), to: "cut.npy")
            #expect(throws: VectorFileError.self, "cut to \(length) bytes") { try VectorFile(file.path) }
        }
        let rows = Data([2, 0, 0, 0] + Array(repeating: 0, count: 8))
        for length in 0..<12 {
            let file = try folder.write(rows + rows.prefix(length), to: "cut.fvecs")
            #expect((try? VectorFile(file.path).rows) == (length == 0 ? 1 : nil), "\(length) bytes more")
        }
    }

    @Test(arguments: Seeds.list(5)) func noDamageToAHeaderCrashesTheReader(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let sound = NumpyHeader.bytes(type: "<f4", shape: [3, 5]) + Array(repeating: 0, count: 60)
        for _ in 0..<LongRun.rounds(normally: 200, long: 5_000) {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<128, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let file = try folder.write(Data(bytes), to: "v.npy")
            guard let read = try? VectorFile(file.path) else { continue }
            #expect(read.values().count == read.rows * read.columns && read.rows * read.columns <= 44)
        }
    }

    @Test func rowsThatNoIndexTakesAreNamed() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("v.npy").path
        for stray in [Float.nan, .infinity, -.infinity] {
            let writer = try NumpyWriter(path, rows: 3, columns: 2)
            try writer.append([1, 2, 3e38, 3e38, 5, stray])
            try writer.finish()
            let file = try VectorFile(path)
            #expect(throws: VectorFileError(path: path, problem: .notFinite(row: 2))) { try file.check(path) }
        }
    }

    @Test func vectorsOfAnotherLengthThanTheBaseAreRefused() throws {
        let folder = try TemporaryFolder()
        let files = try [3, 4].map { columns in
            let path = folder.file("\(columns).npy").path
            let writer = try NumpyWriter(path, rows: 1, columns: columns)
            try writer.append(Array(repeating: 1, count: columns))
            try writer.finish()
            return try VectorFile(path)
        }
        #expect(throws: VectorFileError(path: "q", problem: .wrongDimension(expected: 3, found: 4))) {
            try files[1].check("q", fits: files[0])
        }
    }

    @Test(arguments: [
        (VectorFileProblem.unknownFormat, "its name ends with neither .npy nor .fvecs; convert it with numpy.save"),
        (.notNumpy, "it does not begin as a .npy file does; write it with numpy.save"),
        (.wrongType(found: "<f8", expected: "<f4"), "its values are '<f8', not <f4; convert them with .astype('<f4')"),
        (.fortranOrder, "its values lie column by column; save numpy.ascontiguousarray(array)"),
        (.truncated(needed: 9, found: 8), "it has 8 bytes where its header promises 9; copy or write it again"),
        (.wrongShape([4], expected: "(ids,)"), "its shape is (4), not (ids,); reshape it before saving"),
        (.idOutOfRange(7, rows: 7), "it names row 7 of 7; ids count from 0"),
    ]) func theMessageSaysWhatToDo(problem: VectorFileProblem, text: String) {
        #expect(VectorFileError(path: "a b.npy", problem: problem).message == "cannot use 'a b.npy': \(text)")
    }

    @Test func whatIsNotThereIsSaid() {
        #expect(throws: VectorFileError.self) { try VectorFile("/nowhere/v.npy") }
        #expect(throws: VectorFileError(path: "/", problem: .system("it is not a regular file"))) {
            try VectorFile("/")
        }
    }
}
