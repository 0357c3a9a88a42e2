import ChatLog

/// What fans say in synthetic logs, each text once.
enum SyntheticTurns {
    /// - Returns: `count` different texts.
    /// - Complexity: O(rows made), which are a few times the texts.
    static func texts(_ count: Int, seed: UInt64) -> [String] {
        // Some 88 rows a fan in 50 days, two thirds of them with a message, some of those said before.
        var fans = max(100, count / 40)
        while true {
            let messages = SyntheticLogs(fans: fans, days: 50, seed: seed).generate().table.fanMessage
            var seen = Set<String>(minimumCapacity: count)
            var texts: [String] = []
            for row in 0..<messages.count where texts.count < count {
                let text = messages[row]
                if !text.isEmpty, seen.insert(text).inserted { texts.append(text) }
            }
            if texts.count == count { return texts }
            Output.progress("\(fans) fans say \(texts.count) different things; making more")
            fans *= 2
        }
    }
}
