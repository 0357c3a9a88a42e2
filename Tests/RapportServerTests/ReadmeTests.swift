import Foundation
import TestSupport
import Testing

/// The README's examples of the API do what it says.
@Suite struct ReadmeTests {
    /// The fenced blocks of a section, in order.
    private static func blocks(_ language: String, of section: String) throws -> [String] {
        let readme = try String(contentsOf: RepositoryRoot.file("README.md"), encoding: .utf8)
        let sections = readme.components(separatedBy: "\n## ")
        let text = try #require(sections.first { $0.hasPrefix(section + "\n") })
        return text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
    }

    /// A store as `./rapport demo` makes it.
    private static func demo() throws -> ServedStore {
        let folder = try TemporaryFolder()
        let log = RepositoryRoot.file("data/sample_logs.pkl").path
        for arguments in [["ingest", log], ["profile", "--rules"], ["embed"]] {
            let output = try RapportBinary.run(["--store", folder.file("store").path] + arguments + ["--quiet"])
            guard output.succeeded else { throw TestSupportError.failed(command: "rapport", output) }
        }
        return try ServedStore(in: folder)
    }

    private func run(_ program: String, _ arguments: [String], home: URL) throws -> String {
        let own = ["HOME": home.path, "CURL_HOME": home.path]
        let environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
        let process = try ChildProcess(
            URL(fileURLWithPath: program), arguments: arguments, environment: environment,
            folder: RepositoryRoot.file("."))
        let output = try process.wait(timeoutSeconds: 120)
        try #require(output.succeeded, "\(output.text)\n\(output.errorText)")
        return output.text
    }

    @Test func theExamplesOfTheAPIRunAsTheyStand() throws {
        let server = try Self.demo()
        let home = try TemporaryFolder()
        // An answer that is an error fails the test, and nothing but answers is written.
        try home.write("fail-with-body\nsilent\nshow-error\n", to: ".curlrc")
        func here(_ example: String) -> String {
            example.replacingOccurrences(of: "127.0.0.1:8080", with: "127.0.0.1:\(server.port)")
        }
        let shell = try Self.blocks("sh", of: "Over HTTP").map(here)
        try #require(shell.count == 2)
        let answers = try run("/bin/bash", ["-e", "-o", "pipefail", "-c", shell[0]], home: home.url)
            .replacingOccurrences(of: "}{", with: "}\n{").split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            }
        try #require(answers.count == 3)
        #expect((answers[0]["suggestions"] as? [Any])?.count == 3)
        #expect((answers[1]["matches"] as? [Any])?.count == 3)
        #expect((answers[2]["rows"] as? [Any])?.count == 3)
        let events = try run("/bin/bash", ["-e", "-o", "pipefail", "-c", shell[1]], home: home.url)
        #expect(events.contains("event: done\ndata: {") && events.contains(#""state":"done""#))
        #expect(events.contains(#""rows":5918"#) && events.contains(#""added":0"#))

        let python = try Self.blocks("python", of: "Over HTTP").map(here)
        try #require(python.count == 1)
        let lines = try run(PythonTools.interpreter().path, ["-c", python[0]], home: home.url).split(separator: "\n")
        #expect(lines.last == "5918 rows, 0 of them new" && lines.contains { $0.hasPrefix("done ") })
    }
}
