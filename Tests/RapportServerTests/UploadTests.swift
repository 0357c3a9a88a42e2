import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// Files that are sent to the server.
@Suite struct UploadTests {
    /// Sends a body in pieces of unknown length, at most until the server answers, and gives the answer's head.
    private func sendPieces(_ count: Int, of piece: String, to port: Int) throws -> String {
        let output = try PythonTools.run(
            code: """
                import http.client, sys
                connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
                pieces = (sys.argv[3].encode() for _ in range(int(sys.argv[2])))
                try:
                    connection.request("POST", "/v1/uploads", pieces, {"Content-Type": "application/octet-stream"},
                        encode_chunked=True)
                except (BrokenPipeError, ConnectionResetError):
                    pass
                answer = connection.getresponse()
                print(answer.status, answer.headers.get_content_type(), answer.read().decode())
                """, arguments: ["\(port)", "\(count)", piece])
        return output.text
    }

    @Test func aFileThatIsTooLargeIsRefusedWhileItIsRead() async throws {
        let server = try ServedStore(options: ["--upload-limit", "100000"])
        let piece = String(repeating: "a", count: 1_000)
        #expect(try sendPieces(100, of: piece, to: server.port).hasPrefix("201 application/json"))
        let refused = try sendPieces(101, of: piece, to: server.port)
        #expect(refused.hasPrefix("413 application/problem+json") && refused.contains("larger than 100000 bytes"))
        let declared = try await server.upload(String(repeating: "a", count: 100_001), name: "a.csv")
        #expect(declared.status == 413 && declared.text.contains("--upload-limit"))
        // What was refused leaves nothing.
        #expect(try server.uploads().count == 1)
    }

    @Test(arguments: ["Content-Length: 1000", "Transfer-Encoding: chunked"])
    func aSenderThatLeavesHalfWayLeavesNothing(framing: String) async throws {
        let server = try ServedStore()
        try PythonTools.run(
            code: """
                import socket, sys
                with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
                    head = ["POST /v1/uploads HTTP/1.1", f"Host: 127.0.0.1:{sys.argv[1]}",
                        "Content-Type: application/octet-stream", sys.argv[2], "", ""]
                    connection.sendall("\\r\\n".join(head).encode() + b"1F4\\r\\n" + b"a" * 500 + b"\\r\\n")
                """, arguments: ["\(server.port)", framing])
        let answered = "route=\"/v1/uploads\""
        var patience = Patience(seconds: 30)
        while try await !server.send("GET", "/metrics").text.contains(answered), patience.isLeft() {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try server.uploads() == [])
        let kept = try await server.post("/v1/sql", ["query": "SELECT count(*) FROM uploads"])
        #expect((kept.json["rows"] as? [[Int]])?.first == [0])
    }

    @Test(arguments: [("write", ENOSPC, 507), ("sync", ENOSPC, 507), ("write", EDQUOT, 507), ("write", EIO, 500)])
    func aDiskThatTakesNothingIsSaid(operation: String, code: Int32, status: Int) async throws {
        let calls = CareCalls { found, path in
            path.contains("/uploads/") && found == operation && path.hasSuffix(".part") ? code : nil
        }
        try await CareCalls.$current.withValue(calls) {
            try await LocalServer.with { server in
                let answer = try await server.upload("hello", name: "a.csv")
                #expect(answer.status == status && answer.headers["content-type"] == "application/problem+json")
                if status == 507 { #expect(answer.text.contains("make room")) }
                let folder = server.workspace.store.folder + "/uploads"
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            }
        }
    }

    @Test func aNameIsALabelAndNeverAPath() async throws {
        let server = try ServedStore()
        for (name, ending) in [
            ("../../rapport.sqlite", ""), ("/etc/passwd", ""), ("a.CSV.gz", ".csv"), ("b.pkl", ".pkl"), ("é 🙂", ""),
            ("a.csv/../../x", ""), (String(repeating: "x", count: 255), ""),
        ] {
            let answer = try await server.upload("hello", name: name)
            #expect(answer.status == 201 && answer.json["name"] as? String == name)
            #expect(answer.json["bytes"] as? Int == 5)
            #expect(try server.uploads().contains(answer.id + ending), "\(name)")
        }
        #expect(try server.uploads().count == 7)
        for name in ["a\nb", "a\u{7F}", "", String(repeating: "x", count: 256)] {
            #expect(try await server.upload("hello", name: name).status == 400)
        }
        let other = try await server.send(
            "POST", "/v1/uploads", body: Data("a=b".utf8), headers: ["Content-Type": "text/csv"])
        #expect(other.status == 415)
    }
}
