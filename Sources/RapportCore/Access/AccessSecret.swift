import Crypto

/// What a token's holder sends: `rapport_`, twelve digits that find it, and 64 that prove it, all hexadecimal.
///
/// The prefix is for programs that look for secrets in code and logs.
public struct AccessSecret: Sendable {
    /// The token as it is sent. Shown once, never stored.
    public let text: String
    /// Finds the stored token; no secret.
    public let lookup: String

    private static let prefix = "rapport_"

    /// A new one with 256 bits from the system's generator.
    public static func random() -> AccessSecret {
        let lookup = SymmetricKey(size: .bits128).withUnsafeBytes { hexadecimal($0.prefix(6)) }
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { hexadecimal($0) }
        return AccessSecret(text: "\(prefix)\(lookup)_\(secret)", lookup: lookup)
    }

    /// What somebody sent; nil where it cannot be a token.
    public init?(_ text: String) {
        let parts = text.dropFirst(Self.prefix.count).split(separator: "_", omittingEmptySubsequences: false)
        guard text.hasPrefix(Self.prefix), parts.count == 2, parts[0].utf8.count == 12, parts[1].utf8.count == 64,
            parts.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) })
        else { return nil }
        self.init(text: text, lookup: String(parts[0]))
    }

    private init(text: String, lookup: String) {
        self.text = text
        self.lookup = lookup
    }

    /// SHA-256 of the text: what is stored of it.
    public var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    /// Whether a stored hash is this token's, in a time that does not tell how much of it is.
    public func matches(_ stored: [UInt8]) -> Bool { Self.areEqual(hash, stored) }

    /// Compares in a time that depends on the lengths alone.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// 64 hexadecimal digits from the system's generator.
    public static func randomText() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { hexadecimal($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}

extension AccessSecret: CustomStringConvertible, CustomDebugStringConvertible {
    /// Hides the secret.
    public var description: String { "AccessSecret(\(lookup), hidden)" }
    public var debugDescription: String { description }
}
