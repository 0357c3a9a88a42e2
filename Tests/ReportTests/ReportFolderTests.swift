import Foundation
import RapportCore
import Report
import Store
import TestSupport
import Testing

/// A folder holds a whole report: the one before, or the new one.
@Suite struct ReportFolderTests {
    /// A folder with a report of another time: its files say so.
    private static func old(in folder: TemporaryFolder, _ names: [String]) throws {
        for name in names { try folder.write(Data("old".utf8), to: "report/\(name)") }
    }

    private static func files(_ folder: TemporaryFolder) throws -> Set<String> {
        let all = FileManager.default.enumerator(atPath: folder.file("report").path)?.compactMap { $0 as? String } ?? []
        var isFolder: ObjCBool = false
        return Set(
            all.filter {
                FileManager.default.fileExists(atPath: folder.file("report/\($0)").path, isDirectory: &isFolder)
                    && !isFolder.boolValue
            })
    }

    private static func error(of path: String, in store: RapportStore) async throws -> String {
        let error = await #expect(throws: ReportError.self) {
            try await ReportMaker(store: store).make(in: path, now: Timestamp(nanoseconds: 0))
        }
        return try #require(error).message
    }

    /// The last file that is moved in cannot be: then none is.
    @Test func aReportThatFailsLeavesTheOneBefore() async throws {
        let made = try await ReportStore.made.value
        let folder = try TemporaryFolder()
        let last = try #require(made.summary.files.last?.file)
        let names = made.summary.files.dropLast().map(\.file)
        try FileManager.default.createDirectory(
            at: folder.file("report/\(last)"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            at: folder.file("report/visualizations"), withIntermediateDirectories: true)
        try Self.old(in: folder, names)
        let path = folder.file("report").path
        #expect(
            try await Self.error(of: path, in: made.store)
                == "\(path)/\(last) cannot be written: a folder lies where the file goes; move it away, or choose "
                + "another --out")
        #expect(try Self.files(folder) == Set(names))
        for name in names { #expect(try String(contentsOf: folder.file("report/\(name)"), encoding: .utf8) == "old") }

        try FileManager.default.removeItem(at: folder.file("report/\(last)"))
        _ = try await ReportMaker(store: made.store).make(in: path, now: Timestamp(nanoseconds: 0))
        #expect(try Self.files(folder) == Set(names + [last]))
        for name in names + [last] where name.hasSuffix(".md") {
            #expect(try String(contentsOf: folder.file("report/\(name)"), encoding: .utf8) == made.text(name))
        }
    }

    @Test func aKilledReportLeavesTheOneBeforeAndTheNextTidiesUp() async throws {
        let made = try await ReportStore.made.value
        let folder = try TemporaryFolder()
        let names = made.summary.files.map(\.file)
        try FileManager.default.createDirectory(
            at: folder.file("report/visualizations"), withIntermediateDirectories: true)
        try Self.old(in: folder, names)
        let path = folder.file("report").path
        func strays() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix(".unfinished") }
        }
        let child = try RapportBinary.start(
            ["--store", made.store.folder, "report", "--no-llm", "--out", path], environment: ["RAPPORT_LLM_MODEL": ""])
        while child.isRunning, try strays().isEmpty { usleep(1_000) }
        child.send(SIGKILL)
        let output = try child.wait()
        try #require(!output.succeeded, "\(output.errorText)")
        #expect(try strays().count == 1)
        for name in names { #expect(try String(contentsOf: folder.file("report/\(name)"), encoding: .utf8) == "old") }

        _ = try await ReportMaker(store: made.store).make(in: path, now: Timestamp(nanoseconds: 0))
        #expect(try strays().isEmpty)
        #expect(try Self.files(folder) == Set(names))
    }

    @Test func whatIsInTheWayIsNamedWithTheMend() async throws {
        let made = try await ReportStore.made.value
        let folder = try TemporaryFolder()
        try folder.write(Data(), to: "taken")
        let taken = folder.file("taken").path
        #expect(
            try await Self.error(of: taken, in: made.store)
                == "\(taken) cannot be written: \(taken) is a file where a folder is needed; move it away, or choose "
                + "another --out")
        #expect(
            try await Self.error(of: taken + "/deep/report", in: made.store)
                == "\(taken)/deep/report cannot be written: \(taken) is a file where a folder is needed; move it away, or "
                + "choose another --out")
        #expect(
            try await Self.error(of: "/proc/report", in: made.store).contains("cannot be written: /proc"))
        let long = folder.file(String(repeating: "x", count: 300)).path
        #expect(try await Self.error(of: long, in: made.store).hasSuffix("its name is too long; choose another --out"))
    }

    /// What was made for a report that then failed is taken away.
    @Test func aFailedReportLeavesNoFolderBehind() async throws {
        let made = try await ReportStore.made.value
        let folder = try TemporaryFolder()
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await ReportMaker(store: made.store).make(
                in: folder.file("new/report").path, now: Timestamp(nanoseconds: 0), adding: { _, _ in throw Stop() })
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("new").path))
    }
}
