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
        // Three parts side by side are 4,080 bytes: about none, one and several of these.
        for length in Array(0..<300) + Array(4_060..<4_110) + [8_159, 8_160, 8_161, 65_536, 70_001] {
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

    @Test(arguments: Seeds.list(4)) func astrayAreThoseThatLeadToNoRecord(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let graph = LayeredSlots(&generator)
            let count = Int.random(in: 0...100, using: &generator)
            let limit = UInt32(graph.levels.count + 2)
            let slots = (0..<count).map { _ in
                Bool.random(using: &generator) ? .max : UInt32.random(in: 0..<limit, using: &generator)
            }
            let expected = slots.count { $0 != .max && !graph.has($0, layer: 0) }
            #expect(vk_count_astray(slots, count, graph.levels, graph.levels.count) == expected)
        }
    }

    @Test(arguments: Seeds.list(4)) func astrayAboveLayer0AreThoseThatLackTheLayer(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let graph = LayeredSlots(&generator)
            let width = Int.random(in: 1...5, using: &generator)
            let limit = UInt32(graph.levels.count + 2)
            let links = (0..<graph.rows.count * width).map { _ in
                Bool.random(using: &generator) ? .max : UInt32.random(in: 0..<limit, using: &generator)
            }
            let expected = links.indices.count {
                links[$0] != .max && !graph.has(links[$0], layer: graph.rows[$0 / width])
            }
            #expect(graph.withUpperRows(width: width) { vk_count_astray_upper_links(&$0, links) } == expected)
        }
    }

    @Test(arguments: Seeds.list(4)) func everyMisplacedRowIsCounted(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let graph = LayeredSlots(&generator)
            var live = 0
            #expect(graph.withUpperRows { vk_count_misplaced_rows(&$0, LayeredSlots.most, &live) } == 0)
            #expect(live == graph.levels.count { $0 != 255 })
            guard let slot = graph.levels.indices.randomElement(using: &generator) else { continue }
            for wrong in [0, 1, 2, .max, UInt32.random(in: .min ... .max, using: &generator)] {
                var damaged = graph
                damaged.starts[slot] &+= wrong
                let isWhole = damaged.isWhole
                #expect(
                    (damaged.withUpperRows { vk_count_misplaced_rows(&$0, LayeredSlots.most, &live) } == 0) == isWhole)
                damaged = graph
                damaged.levels[slot] = UInt8(truncatingIfNeeded: wrong)
                let isStillWhole = damaged.isWhole
                #expect(
                    (damaged.withUpperRows { vk_count_misplaced_rows(&$0, LayeredSlots.most, &live) } == 0)
                        == isStillWhole)
            }
        }
    }
}

/// Slots on random layers, some of them free, and where their rows lie.
private struct LayeredSlots {
    static let most: UInt32 = 3
    var levels: [UInt8] = []
    var starts: [UInt32] = []
    /// The layer of each row.
    var rows: [Int] = []

    init(_ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            let layers = Int.random(in: 0...Int(Self.most), using: &generator)
            starts.append(UInt32(rows.count))
            rows += (0..<layers).map { $0 + 1 }
            levels.append(Int.random(in: 0..<4, using: &generator) == 0 ? 255 : UInt8(layers))
        }
    }

    func has(_ slot: UInt32, layer: Int) -> Bool {
        levels.indices.contains(Int(slot)) && levels[Int(slot)] != 255 && Int(levels[Int(slot)]) >= layer
    }

    /// What `vk_count_misplaced_rows` is to find, said in numbers that do not overflow.
    var isWhole: Bool {
        var end = 0
        for (slot, level) in levels.enumerated() {
            let next = slot + 1 < starts.count ? Int(starts[slot + 1]) : rows.count
            guard Int(starts[slot]) == end, 0...Int(Self.most) ~= next - end else { return false }
            guard level == 255 || Int(level) == next - end else { return false }
            end = next
        }
        return true
    }

    func withUpperRows(width: Int = 1, _ body: (inout vk_upper_rows) -> Int) -> Int {
        var upper = vk_upper_rows()
        return starts.withUnsafeBufferPointer { starts in
            levels.withUnsafeBufferPointer { levels in
                upper.starts = starts.baseAddress
                upper.levels = levels.baseAddress
                upper.slots = levels.count
                upper.rows = UInt32(rows.count)
                upper.width = width
                return body(&upper)
            }
        }
    }
}
