import CVectorKernels
import TestSupport
import Testing

@Suite struct IntegrityTests {
    /// The check value of the CRC catalogue, and the vectors of RFC 3720, appendix B.4.
    @Test func checksumsAreCastagnoli() {
        let known: [([UInt8], UInt32)] = [
            (Array("123456789".utf8), 0xE306_9283),
            ([], 0),
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
            ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
            (Array(0..<32), 0x46DD_794E),
        ]
        for (bytes, expected) in known {
            #expect(vk_crc32c(0, bytes, bytes.count) == expected)
            #expect(vk_crc32c_portable(0, bytes, bytes.count) == expected)
        }
    }

    @Test func bothFormsAgreeOnAllLengthsAndInParts() {
        var generator = SeededGenerator(seed: 6)
        for length in 0..<300 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let whole = vk_crc32c(0, bytes, length)
            #expect(whole == vk_crc32c_portable(0, bytes, length))
            let cut = Int.random(in: 0...length, using: &generator)
            let rest = Array(bytes[cut...])
            #expect(vk_crc32c(vk_crc32c(0, bytes, cut), rest, rest.count) == whole)
        }
    }

    @Test func theLargestSuccessorTreatsTheMarkAsZero() {
        #expect(vk_max_successor_u32([], 0) == 0)
        #expect(vk_max_successor_u32([.max, .max], 2) == 0)
        #expect(vk_max_successor_u32([3, .max, 7, 0], 4) == 8)
        #expect(vk_max_successor_u32([.max - 1], 1) == .max)
    }
}
