import ProviderHTTP
import RapportCore
import Testing

@Suite struct RetryAfterTests {
    /// 1994-11-06T08:49:07, half a minute before the date of RFC 9110's examples.
    private var now: Timestamp { Timestamp(nanoseconds: 784_111_747_000_000_000) }

    @Test(arguments: [
        ("0", 0.0), ("30", 30), (" 2 ", 2), ("1.5", 1.5), ("Sun, 06 Nov 1994 08:49:37 GMT", 30),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 30), ("Sun Nov  6 08:49:37 1994", 30),
        ("Mon, 07 Nov 1994 08:49:07 GMT", 86_400), ("Sat, 05 Nov 1994 08:49:37 GMT", 0),
    ])
    func secondsAndAllDatesOfHTTPAreRead(value: String, seconds: Double) {
        #expect(RetryAfter.seconds(value, now: now) == seconds)
    }

    @Test(arguments: [
        "", "soon", "-1", "nan", "inf", "1e400", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Noe 1994 08:49:37 GMT",
        "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 999999999999 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "- - - - - -",
    ])
    func anythingElseIsNoWait(value: String) {
        #expect(RetryAfter.seconds(value, now: now) == nil)
    }
}
