import Retrieval
import Testing

@Suite struct PastedThreadTests {
    private typealias Message = PastedThread.Message

    @Test(arguments: [
        "fan: hi there\nme: hello\nfan: do you sail?", "Fan: hi there\r\nME: hello\r\nFAN:do you sail?",
        "\n\n  fan : hi there\n\nme :   hello  \n\n\nfan:\tdo you sail?\n\n",
        "fan： hi there\nme： hello\nfan： do you sail?",
        "fan:\nhi there\nme:\n\nhello\nfan: do you sail?\nme:\nfan:  ",
    ])
    func marksMayBeWrittenInManyWays(text: String) {
        let thread = PastedThread(parsing: text)
        #expect(
            thread?.messages == [Message(.fan, "hi there"), Message(.me, "hello"), Message(.fan, "do you sail?")])
        #expect(thread?.lastFanMessage == "do you sail?")
    }

    @Test func aLineWithoutAMarkContinuesTheMessage() {
        let thread = PastedThread(parsing: "fan: one\ntwo: three\nme: four")
        #expect(thread?.messages == [Message(.fan, "one\ntwo: three"), Message(.me, "four")])
    }

    @Test func theLastFanLineCountsEvenWhereTheChatterWroteAfterIt() {
        #expect(PastedThread(parsing: "fan: first\nfan: second\nme: third")?.lastFanMessage == "second")
    }

    @Test(arguments: ["hello", "hello\nfan: hi", "", "\n", "fantastic: yes", "me and you: ok", "12:30"])
    func whatBeginsWithoutAMarkIsOneMessage(text: String) {
        #expect(PastedThread(parsing: text) == nil)
    }

    @Test func aThreadWithoutTheFanHasNothingToAnswer() {
        #expect(PastedThread(parsing: "me: hello?")?.lastFanMessage == nil)
    }

    @Test func descriptionsHideTheTexts() throws {
        let thread = try #require(PastedThread(parsing: "fan: secret"))
        #expect(!"\(thread) \(thread.messages)".contains("secret"))
    }
}
