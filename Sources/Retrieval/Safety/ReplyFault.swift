/// Why a text may not be suggested. The raw values are what flags say.
package enum ReplyFault: String, Sendable, Hashable {
    case empty
    case tooLong = "too_long"
    /// Says what the fan just said.
    case echo
    /// A name that is not known to be this fan's.
    case name
    /// A number, date, price or amount.
    case number
    /// A handle, an address or another way to reach somebody.
    case contact
    /// The fan has had it, or something very like it.
    case alreadySent = "already_sent"
    /// Many fans got it.
    case massMessage = "mass_message"
    /// It sells where nothing may be sold.
    case sales
    /// It speaks of something that did not happen in this conversation.
    case unsupported
    /// It holds the mark that fences data in the prompt.
    case mark
}
