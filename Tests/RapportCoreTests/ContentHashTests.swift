import Foundation
import RapportCore
import TestSupport
import Testing

struct ContentHashTests {
    /// FIPS 180-2, appendix B.1.
    @Test func hashesAsTheStandardSays() {
        #expect(ContentHash(of: "abc").shortHex == "ba7816bf8f01cfea")
        #expect(ContentHash(of: "abc").bytes.suffix(4) == [0xF2, 0x00, 0x15, 0xAD])
    }

    @Test func stableIDsAreThoseThatPythonComputes() throws {
        let code = """
            import hashlib
            for parts in [("Tom_88123", "Model3", "2025-04-09T00:00:30"), ("zoë😀", "M/@%", "stage2")]:
                print(hashlib.sha256("\\0".join(parts).encode()).hexdigest()[:16])
            """
        let expected = try PythonTools.run(code: code).text.split(separator: "\n").map(String.init)
        let start = try #require(
            Timestamp(seconds: Int64(Timestamp.daysSinceEpoch(year: 2025, month: 4, day: 9)) * 86_400 + 30))
        let conversation = StableID.conversation(PairID(fanID: "Tom_88123", modelName: "Model3"), startedAt: start)
        let stage = StableID.stage(PairID(fanID: "zoë😀", modelName: "M/@%"), .revenue)
        #expect([ContentHash.hex(conversation), ContentHash.hex(stage)] == expected)
    }

    @Test func wherePartsAreJoinedMatters() {
        #expect(ContentHash(joining: ["ab", "c"]) != ContentHash(joining: ["a", "bc"]))
        #expect(ContentHash(joining: ["a"]) == ContentHash(of: "a"))
    }

    @Test(arguments: Seeds.list(3))
    func hexReadsBack(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for id in [0, 1, -1, .min, .max] + (0..<100).map({ _ in Int64(bitPattern: generator.next()) }) {
            #expect(ContentHash.hex(id).count == 16)
            #expect(ContentHash.recordID(hex: ContentHash.hex(id)) == id)
        }
    }

    @Test(arguments: ["", "12", "00000000000000zz", "+000000000000001", "00000000000000001"])
    func whatIsNotSixteenDigitsIsNoID(text: String) {
        #expect(ContentHash.recordID(hex: text) == nil)
    }
}
