import Foundation
import RapportCore
import Store
import TestSupport
import Testing

/// How many clients may be connected, and how long they may do nothing.
@Suite struct ConnectionTests {
    /// Clients of our own that send a header a byte at a time, more than there are connections: each newcomer takes the
    /// place of the one that has idled longest, and whoever asks properly is answered.
    @Test func tricklingClientsCannotTakeAllConnections() throws {
        let server = try ServedStore(options: ["--connections", "20", "--idle-timeout", "600"])
        try PythonTools.run(
            code: """
                import http.client, os, socket, sys, time
                port, process = int(sys.argv[1]), sys.argv[2]
                slow = []
                def connected():
                    # The sockets that the server holds, its listener among them; one may close meanwhile.
                    count = 0
                    for name in os.listdir(f"/proc/{process}/fd"):
                        try:
                            count += os.readlink(f"/proc/{process}/fd/{name}").startswith("socket:")
                        except FileNotFoundError:
                            pass
                    return count
                def closed(one):
                    try:
                        one.send(b"a")
                        return one.recv(1) == b""
                    except BlockingIOError:
                        return False
                    except OSError:
                        return True
                for number in range(60):
                    one = socket.create_connection(("127.0.0.1", port))
                    one.sendall(b"GET /v1/models HTTP/1.1\\r\\nX-Slow: ")
                    one.setblocking(False)
                    slow.append(one)
                    if number % 5 == 0:
                        proper = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                        proper.request("GET", "/v1/models")
                        assert proper.getresponse().status == 200
                        proper.close()
                deadline = time.monotonic() + 60
                while sum(not closed(one) for one in slow) > 20:
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
                assert not closed(slow[-1]), "the last to come is still there"
                assert connected() <= 20 + 2, connected()
                """, arguments: ["\(server.port)", "\(server.process.processID)"])
        #expect(server.process.isRunning)
    }

    /// Sign-ins whose bodies never end, on all connections that there are: a stranger's request keeps nobody out.
    @Test func strangersWhoSignInCannotTakeAllConnections() throws {
        let tokens = TestTokens()
        let server = try ServedStore(options: ["--connections", "4"]) { store in
            try tokens.make("chatter", .chatter, now: .now, in: AccessStore(folder: store))
        }
        try PythonTools.run(
            code: """
                import http.client, socket, sys, time
                port, token = int(sys.argv[1]), sys.argv[2]
                slow = []
                for _ in range(20):
                    for _ in range(4):
                        one = socket.create_connection(("127.0.0.1", port))
                        one.sendall(b"POST /v1/session HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n"
                            b"Content-Type: application/json\\r\\nContent-Length: 1000\\r\\n\\r\\n{")
                        slow.append(one)
                    # The server may not have looked at them yet; in one round of twenty it has.
                    time.sleep(0.05)
                    proper = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                    proper.request("GET", "/v1/models", headers={"Authorization": f"Bearer {token}"})
                    assert proper.getresponse().status == 200
                    proper.close()
                """, arguments: ["\(server.port)", tokens.secret("chatter")])
        #expect(server.process.isRunning)
    }

    /// A body that goes on trickling in when its request has been answered long ago is no request.
    @Test func theRestOfABodyThatWasAnsweredIsNotWaitedFor() throws {
        let server = try ServedStore(options: ["--idle-timeout", "1"])
        try PythonTools.run(
            code: """
                import socket, sys, time
                with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=60) as slow:
                    slow.sendall(b"POST /v1/nowhere HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nContent-Length: 100000\\r\\n\\r\\n")
                    assert slow.recv(1 << 16).startswith(b"HTTP/1.1 404 ")
                    slow.setblocking(False)
                    deadline = time.monotonic() + 60
                    while True:
                        assert time.monotonic() < deadline, "still connected"
                        try:
                            slow.send(b"a")
                            if slow.recv(1 << 16) == b"":
                                break
                        except BlockingIOError:
                            pass
                        except OSError:
                            break
                        time.sleep(0.1)
                """, arguments: ["\(server.port)"])
        #expect(server.process.isRunning)
    }

    /// A slow reader is waited for, as long as he reads.
    @Test func whoeverReadsNothingOfAnAnswerIsHungUpOn() throws {
        let server = try ServedStore(options: ["--idle-timeout", "2"])
        try PythonTools.run(
            code: """
                import json, os, socket, sys, time
                port, process = int(sys.argv[1]), sys.argv[2]
                query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) " \\
                    "SELECT printf('%.1000000c', 'a') FROM n"
                body = json.dumps({"query": query}).encode()
                def ask():
                    one = socket.socket()
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
                    one.settimeout(60)
                    one.connect(("127.0.0.1", port))
                    one.sendall(b"POST /v1/sql HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nContent-Type: application/json\\r\\n"
                        b"Content-Length: %d\\r\\n\\r\\n" % len(body) + body)
                    # The answer has begun; most of it waits for its reader.
                    assert one.recv(12, socket.MSG_WAITALL) == b"HTTP/1.1 200"
                    return one, one.getsockname()[1]
                def is_connected(own):
                    # The server's end, by its ports; 01 is established.
                    with open("/proc/net/tcp") as table:
                        for line in table:
                            parts = line.split()
                            if parts[1].endswith(f":{port:04X}") and parts[2].endswith(f":{own:04X}"):
                                return parts[3] == "01"
                    return False
                reader, own = ask()
                silent, other = ask()
                assert is_connected(own) and is_connected(other)
                # At some megabytes a second it takes three times as long as the silent one may be silent.
                read, start = 0, time.monotonic()
                while read < 20_000_000:
                    piece = reader.recv(100_000)
                    assert piece, (read, time.monotonic() - start)
                    read += len(piece)
                    time.sleep(0.02)
                assert time.monotonic() - start > 2, "this was no slow reader"
                deadline = time.monotonic() + 60
                while is_connected(other):
                    assert time.monotonic() < deadline, "still connected"
                    time.sleep(0.05)
                """, arguments: ["\(server.port)", "\(server.process.processID)"])
        #expect(server.process.isRunning)
    }
}
