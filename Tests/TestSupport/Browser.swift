import Foundation

/// A real Chromium, driven over the WebDriver protocol (W3C) by Debian's chromedriver.
public final class Browser: Sendable {
    private let driver: ChildProcess
    let base: String
    private let profile: TemporaryFolder

    /// Runs `body` with a browser, and ends that browser whatever happens.
    ///
    /// - Throws: `TestSupportError.notSetUp` where Debian's packages chromium and chromium-driver are not installed.
    public static func with(width: Int = 1_280, _ body: (Browser) async throws -> Void) async throws {
        let profile = try TemporaryFolder()
        // Chromium outlives its driver, so it is found by its profile's folder.
        defer {
            _ = try? ChildProcess(URL(fileURLWithPath: "/usr/bin/pkill"), arguments: ["-9", "-f", profile.url.path])
                .wait()
        }
        let browser = try await start(width: width, profile: profile)
        // A window is never narrower than 500 pixels; what the page sees may be.
        _ = try await send(
            "POST", browser.base + "/goog/cdp/execute",
            [
                "cmd": "Emulation.setDeviceMetricsOverride",
                "params": ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false],
            ])
        try await body(browser)
    }

    private static func start(width: Int, profile: TemporaryFolder) async throws -> Browser {
        let executable = URL(fileURLWithPath: "/usr/bin/chromedriver")
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw TestSupportError.notSetUp(missing: "Debian's chromium-driver")
        }
        let (driver, port) = try startDriver(executable, profile: profile)
        let arguments =
            [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                // WebGL without a graphics card.
                "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
                "--window-size=\(width),900", "--user-data-dir=\(profile.file("profile").path)",
            ]
        let answer = try await send(
            "POST", "http://127.0.0.1:\(port)/session",
            ["capabilities": ["alwaysMatch": ["goog:chromeOptions": ["args": arguments]]]])
        guard let session = (answer as? [String: Any])?["sessionId"] as? String else {
            let reason = (answer as? [String: Any])?["message"] as? String ?? "no answer"
            throw TestSupportError.notSetUp(missing: "a Chromium that starts (\(reason))")
        }
        return Browser(driver: driver, base: "http://127.0.0.1:\(port)/session/\(session)", profile: profile)
    }

    /// Starts a driver on a free port.
    ///
    /// It takes a port that is free for IPv4 and then needs the same one for IPv6, which another test may hold: it ends
    /// then, and is started again.
    private static func startDriver(
        _ executable: URL, profile: TemporaryFolder
    ) throws -> (driver: ChildProcess, port: Int) {
        let environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": profile.url.path]) { $1 }
        var attempts = 0
        while true {
            attempts += 1
            let driver = try ChildProcess(executable, arguments: ["--port=0"], environment: environment)
            do {
                let port = try driver.waitForOutput { output, _ in
                    output.firstMatch(of: #/successfully on port (\d+)/#).flatMap { Int($0.1) }
                }
                return (driver, port)
            } catch TestSupportError.failed where attempts < mostStarts && driver.lostItsPort {
                continue
            }
        }
    }

    private static let mostStarts = 10

    private init(driver: ChildProcess, base: String, profile: TemporaryFolder) {
        self.driver = driver
        self.base = base
        self.profile = profile
    }

    public func open(_ url: String) async throws {
        _ = try await Self.send("POST", base + "/url", ["url": url])
    }

    /// Runs the body of a function in the page and gives what it returns.
    @discardableResult
    public func run(_ script: String) async throws -> Any? {
        try await Self.send("POST", base + "/execute/sync", ["script": script, "args": [String]()])
    }

    /// Waits until an expression is true in the page.
    public func wait(until expression: String, timeoutSeconds: Double = 20) async throws {
        var patience = Patience(seconds: timeoutSeconds)
        while patience.isLeft() {
            if try await run("return Boolean(\(expression))") as? Bool == true { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError.timedOut(command: "waiting for \(expression)", seconds: timeoutSeconds)
    }

    /// Types into the element that a selector names, as a person would. `\u{E007}` is Enter.
    public func type(_ text: String, into selector: String) async throws {
        let found = try await Self.send("POST", base + "/element", ["using": "css selector", "value": selector])
        guard let id = (found as? [String: Any])?.values.first as? String else {
            throw TestSupportError.timedOut(command: "finding \(selector)", seconds: 0)
        }
        _ = try await Self.send("POST", base + "/element/\(id)/value", ["text": text])
    }

    /// A PNG of what is seen.
    public func screenshot() async throws -> Data {
        let encoded = try await Self.send("GET", base + "/screenshot", nil) as? String
        return encoded.flatMap { Data(base64Encoded: $0) } ?? Data()
    }

    /// Through Python, since URLSession on Linux cannot read the headers that chromedriver writes.
    static func send(_ method: String, _ address: String, _ body: [String: Any]?) async throws -> Any? {
        let input = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        let output = try PythonTools.run(
            code: """
                import sys, urllib.error, urllib.request
                request = urllib.request.Request(
                    sys.argv[2], method=sys.argv[1], data=sys.stdin.buffer.read() or None,
                    headers={"Content-Type": "application/json"})
                try:
                    print(urllib.request.urlopen(request, timeout=60).read().decode())
                except urllib.error.HTTPError as error:
                    print(error.read().decode())
                """, arguments: [method, address], input: input)
        let answer = try JSONSerialization.jsonObject(with: output.standardOutput) as? [String: Any]
        return answer?["value"]
    }
}

extension ChildProcess {
    /// Whether a chromedriver ended because its port was taken.
    fileprivate var lostItsPort: Bool { (outputSoFar + errorsSoFar).contains("Address already in use") }
}
