import Foundation
import TestSupport
import Testing

@Suite struct TestSupportTests {
    @Test func pythonReadsItsInputAndArgumentsAndHasPandas() throws {
        let code = "import sys, pandas; print(sys.argv[1], len(sys.stdin.read()), pandas.__version__)"
        let output = try PythonTools.run(code: code, arguments: ["a b"], input: Data(count: 300_000))
        #expect(output.text == "a b 300000 2.3.3\n")
    }

    @Test func aFailingScriptThrowsTheEndOfItsErrors() {
        #expect {
            try PythonTools.run(code: "import sys; sys.exit('no fans here')")
        } throws: { error in
            "\(error)" == "python ended with exit code 1: no fans here\n"
        }
    }

    @Test func muchOutputDoesNotBlockAChild() throws {
        let output = try PythonTools.run(code: "print('x' * 3_000_000)")
        #expect(output.standardOutput.count == 3_000_001)
    }

    @Test func aChildCanBeWatchedAndKilled() throws {
        let child = try ChildProcess(
            URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", "echo ready; sleep 600"])
        let word = try child.waitForOutput { output, _ in output.contains("ready") ? output : nil }
        #expect(word == "ready\n")
        #expect(child.isRunning)
        child.send(SIGKILL)
        #expect(try child.wait().status == .signalled(SIGKILL))
    }

    @Test func aChildThatHangsIsKilled() throws {
        let child = try ChildProcess(URL(fileURLWithPath: "/bin/sleep"), arguments: ["600"])
        #expect(throws: TestSupportError.self) { try child.wait(timeoutSeconds: 0.05) }
        #expect(try child.wait().status == .signalled(SIGKILL))
    }

    @Test func aChildRunsInTheFolderThatItIsGiven() throws {
        let folder = try TemporaryFolder()
        let child = try ChildProcess(URL(fileURLWithPath: "/bin/pwd"), folder: folder.url)
        #expect(try child.wait().text == folder.url.path + "\n")
    }

    @Test func aChildInheritsNoOpenFile() throws {
        let folder = try TemporaryFolder()
        let lock = try FileHandle(forUpdating: folder.write("", to: "lock"))
        defer { try? lock.close() }
        let child = try ChildProcess(
            URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", "ls -l /proc/self/fd"])
        #expect(try !child.wait().text.contains("/lock"))
    }

    @Test func aSeedReplays() {
        var first = SeededGenerator(seed: 1)
        var second = SeededGenerator(seed: 1)
        #expect((0..<100).map { _ in first.next() } == (0..<100).map { _ in second.next() })
    }

    /// The first numbers of the reference implementation for seed 1234567.
    @Test func theGeneratorIsSplitMix64() {
        var generator = SeededGenerator(seed: 1_234_567)
        let numbers = (0..<3).map { _ in generator.next() }
        #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test(arguments: Seeds.list(3))
    func normalNumbersHaveMeanZeroAndVarianceOne(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let numbers = (0..<20_000).map { _ in Double(generator.nextNormal()) }
        let mean = numbers.reduce(0, +) / 20_000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        #expect(abs(mean) < 0.04)
        #expect(abs(variance - 1) < 0.06)
    }
}
