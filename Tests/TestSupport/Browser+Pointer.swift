extension Browser {
    /// Presses the mouse's button on an element and lets it go elsewhere, by way of places between.
    ///
    /// - Parameters:
    ///   - from: pixels from the element's middle.
    ///   - step: how far the mouse goes before it is let go, in pixels; by default nowhere, which is a click.
    public func press(
        _ selector: String, at from: (x: Int, y: Int) = (0, 0), drag step: (x: Int, y: Int) = (0, 0)
    ) async throws {
        let found = try await Self.send("POST", base + "/element", ["using": "css selector", "value": selector])
        guard let element = found as? [String: Any], element.keys.contains(where: { $0.hasPrefix("element-") }) else {
            throw TestSupportError.timedOut(command: "finding \(selector)", seconds: 0)
        }
        // The mouse reaches what is seen alone.
        try await run("document.querySelector('\(selector)').scrollIntoView({ block: 'center' })")
        func move(_ share: Int) -> [String: Any] {
            [
                "type": "pointerMove", "duration": 10, "origin": element, "x": from.x + step.x * share / 4,
                "y": from.y + step.y * share / 4,
            ]
        }
        let isClick = step == (0, 0)
        let moves = isClick ? [] : (1...4).map(move)
        let actions =
            [move(0), ["type": "pointerDown", "button": 0]] + moves + [["type": "pointerUp", "button": 0]]
        let answer = try await Self.send(
            "POST", base + "/actions",
            [
                "actions": [
                    ["type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": actions]
                ]
            ])
        if let problem = (answer as? [String: Any])?["message"] as? String {
            throw TestSupportError.timedOut(command: "pressing \(selector): \(problem)", seconds: 0)
        }
    }
}
