import RapportCore

/// The `Retry-After` header: seconds, or a date in one of HTTP's three forms.
///
/// Source: RFC 9110, sections 10.2.3 and 5.6.7.
public enum RetryAfter {
    /// Seconds to wait from `now`; 0 where the date has passed, nil where the value is neither form.
    public static func seconds(_ value: String, now: Timestamp) -> Double? {
        let text = Blank.trimmed(value)
        if let seconds = Double(text) { return seconds.isFinite && seconds >= 0 ? seconds : nil }
        return date(text).map { max(0, $0.seconds(since: now)) }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
    static func date(_ text: String) -> Timestamp? {
        var fields = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        // The third form alone puts the month before the day and the year last.
        if fields.count == 5, Int(fields[1]) == nil {
            fields = [fields[0], fields[2], fields[1], fields[4], fields[3], "GMT"]
        }
        guard fields.count == 6, fields[5] == "GMT", let day = Int(fields[1]), (1...31).contains(day),
            let month = months.firstIndex(of: fields[2]), var year = Int(fields[3])
        else { return nil }
        if fields[3].count == 2 { year += year < 70 ? 2_000 : 1_900 }
        let clock = fields[4].split(separator: ":").map { Int($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
            (1_970...2_200).contains(year)
        else { return nil }
        let days = Timestamp.daysSinceEpoch(year: year, month: month + 1, day: day)
        return Timestamp(seconds: Int64(days * 86_400 + hour * 3_600 + minute * 60 + second))
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
