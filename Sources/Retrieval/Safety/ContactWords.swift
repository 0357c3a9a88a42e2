/// Ways to reach somebody elsewhere: handles, addresses, names of other services.
enum ContactWords {
    /// - Complexity: O(length).
    static func areIn(_ text: String, words: [ReplyWord]) -> Bool {
        words.contains { services.contains($0.folded) } || holdsAddress(text)
    }

    /// An `@`, `://`, an underscore beside a letter, or a dot within a word with a domain after it.
    private static func holdsAddress(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let before = index > 0 ? bytes[index - 1] : UInt8(ascii: " ")
            let after = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
            switch byte {
            case UInt8(ascii: "@"): return true
            case UInt8(ascii: "_"): if isWord(before) || isWord(after) { return true }
            case UInt8(ascii: "/"): if before == UInt8(ascii: ":") && after == UInt8(ascii: "/") { return true }
            case UInt8(ascii: "."):
                guard isWord(before), isWord(after) else { continue }
                let domain = String(decoding: bytes[(index + 1)...].prefix(while: isWord), as: UTF8.self)
                if domains.contains(domain.lowercased()) { return true }
            default: continue
            }
        }
        return false
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: false
        }
    }

    private static let domains: Set<String> = [
        "com", "net", "org", "io", "tv", "gg", "app", "link", "vip", "uk", "de", "ru",
    ]

    private static let services: Set<String> = [
        "snapchat", "snap", "insta", "instagram", "ig", "whatsapp", "telegram", "kik", "discord", "skype", "cashapp",
        "venmo", "paypal", "zelle", "twitter", "tiktok", "facebook", "messenger", "gmail", "hotmail", "email", "www",
        "http", "https",
    ]
}
