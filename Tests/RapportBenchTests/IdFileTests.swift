import Foundation
import RapportBench
import TestSupport
import Testing

@Suite struct IdFileTests {
    private func write(_ ids: [Int64], type: String = "<i8", in folder: TemporaryFolder) throws -> String {
        let bytes = NumpyHeader.bytes(type: type, shape: [ids.count])
        return try folder.write(Data(bytes) + ids.withUnsafeBytes { Data($0) }, to: "ids.npy").path
    }

    @Test func idsAreReadInOrderAndOnce() throws {
        let folder = try TemporaryFolder()
        #expect(try IdFile.read(write([5, 0, 5, 9], in: folder), rows: 10) == [0, 5, 9])
    }

    @Test func whatNumpySavesIsRead() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("ids.npy").path
        try PythonTools.run(
            code: "import sys, numpy; numpy.save(sys.argv[1], numpy.arange(0, 300, 3))", arguments: [path])
        #expect(try IdFile.read(path, rows: 300) == Array(stride(from: 0, to: 300, by: 3)))
    }

    @Test(arguments: [
        ([0, 10], "<i8", VectorFileProblem.idOutOfRange(10, rows: 10)), ([-1], "<i8", .idOutOfRange(-1, rows: 10)),
        ([1], "<u8", .wrongType(found: "<u8", expected: "<i8")), ([], "<i8", .empty),
    ]) func whatNamesNoRowIsRefused(ids: [Int64], type: String, problem: VectorFileProblem) throws {
        let folder = try TemporaryFolder()
        let path = try write(ids, type: type, in: folder)
        #expect(throws: VectorFileError(path: path, problem: problem)) { try IdFile.read(path, rows: 10) }
    }

    @Test func aCutFileIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = try write([1, 2, 3], in: folder)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let cut = try folder.write(whole.dropLast(), to: "cut.npy")
        #expect(
            throws: VectorFileError(
                path: cut.path, problem: .truncated(needed: whole.count, found: whole.count - 1))
        ) { try IdFile.read(cut.path, rows: 10) }
    }
}
