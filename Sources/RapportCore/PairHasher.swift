import Crypto

/// Turns a pair into a number that only the holder of a key can make again: how a forgotten pair is known.
///
/// Without the key nobody can try names; with it one can only ask about a name that one has already.
public struct PairHasher: Sendable, Hashable {
    /// 32 random bytes.
    public let key: [UInt8]

    public init(key: [UInt8]) {
        self.key = key
    }

    /// A hasher with a fresh key from the system's generator.
    public static func withNewKey() -> PairHasher {
        PairHasher(key: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    /// HMAC-SHA256 of fan, NUL, model.
    ///
    /// - Complexity: O(length of the names).
    public func hash(_ pair: PairID) -> [UInt8] {
        let message = Array(pair.fanID.utf8) + [0] + Array(pair.modelName.utf8)
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    }
}
