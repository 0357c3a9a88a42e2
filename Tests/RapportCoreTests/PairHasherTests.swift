import Foundation
import RapportCore
import TestSupport
import Testing

@Suite struct PairHasherTests {
    private static let pairs = [
        PairID(fanID: "Tom_88123", modelName: "Model3"), PairID(fanID: "Tom_8812", modelName: "3Model3"),
        PairID(fanID: "é", modelName: "M"), PairID(fanID: "e\u{301}", modelName: "M"),
        PairID(fanID: "第一", modelName: "🙂"),
    ]

    @Test func aHashIsTheHMACThatPythonMakes() throws {
        let hasher = PairHasher(key: Array(0..<32))
        for pair in Self.pairs {
            let output = try PythonTools.run(
                code: """
                    import hashlib, hmac, sys
                    message = b"\\0".join(name.encode() for name in sys.argv[1:])
                    print(hmac.new(bytes(range(32)), message, hashlib.sha256).hexdigest(), end="")
                    """, arguments: [pair.fanID, pair.modelName])
            #expect(ContentHash(bytes: hasher.hash(pair)).hex == output.text)
        }
    }

    @Test func everyPairAndEveryKeyHasItsOwnHash() {
        let hashers = [PairHasher.withNewKey(), PairHasher.withNewKey()]
        #expect(hashers.allSatisfy { $0.key.count == 32 })
        let hashes = Set(hashers.flatMap { hasher in Self.pairs.map(hasher.hash) })
        #expect(hashes.count == hashers.count * Self.pairs.count)
    }

    @Test(arguments: Seeds.list(3)) func aHashDoesNotDependOnThePieces(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text = String(repeating: "hey you, sailing again? ", count: Int.random(in: 0...40, using: &random))
        let bytes = Array(text.utf8)
        var hasher = ContentHasher()
        var position = 0
        while position < bytes.count {
            let end = Int.random(in: position...bytes.count, using: &random)
            bytes[position..<end].withUnsafeBytes { hasher.update($0) }
            position = end
        }
        #expect(hasher.finish() == ContentHash(of: text))
    }
}
