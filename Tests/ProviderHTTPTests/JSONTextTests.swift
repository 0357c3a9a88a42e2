import Foundation
import ProviderHTTP
import TestSupport
import Testing

@Suite struct JSONTextTests {
    @Test(arguments: Seeds.list(20))
    func everyStringIsReadBackByAnotherParser(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let awkward: [UInt32] = [0, 0x08, 0x09, 0x0A, 0x0D, 0x1F, 0x22, 0x5C, 0x2F, 0x7F, 0x2028, 0xFEFF, 0x1F600]
        let strings = (0..<50).map { _ in
            let length = Int.random(in: 0..<20, using: &generator)
            let scalars = (0..<length).map { _ -> Unicode.Scalar in
                let value =
                    Bool.random(using: &generator)
                    ? awkward.randomElement(using: &generator) ?? 0 : UInt32.random(in: 0..<0xD800, using: &generator)
                return Unicode.Scalar(value) ?? " "
            }
            return String(String.UnicodeScalarView(scalars))
        }
        let read = try JSONDecoder().decode([String].self, from: JSONText.array(strings.map(JSONText.string)).encoded())
        #expect(read.map { Array($0.utf8) } == strings.map { Array($0.utf8) })
    }

    @Test func membersKeepTheirOrder() {
        let json = JSONText.object([
            ("z", .integer(1)), ("a", .array([.bool(true), .number(0.5), .number(.infinity)])),
            ("m", .raw(#"{"q":1}"#)),
        ])
        #expect(String(decoding: json.encoded(), as: UTF8.self) == #"{"z":1,"a":[true,0.5,null],"m":{"q":1}}"#)
    }
}
