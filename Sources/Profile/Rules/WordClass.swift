/// Words that may stand for each other in a pattern.
enum WordClass {
    /// The words of `@name`; nil where there is no such class.
    static func named(_ name: Substring) -> Set<String>? { all[String(name)] }

    /// What may stand before the beginning of a clause and says nothing.
    static let fillers = words(
        """
        hey hi hello well yes yeah yep yup ok okay oh ah haha hahaha lol lmao so and but because babe baby honey hun \
        sweetie darling dear morning evening afternoon night today btw also actually anyway though dude man wow sorry \
        no nah nope tbh honestly ngl fyi welp ha hehe that then guess love angel queen beautiful gorgeous listen look seriously
        honest joke update bro bruh may really
        """)

    /// What begins something new behind the end of a statement.
    static let closers = words(
        """
        and but so because though lol haha hahaha lmao hehe btw now today which that who if when where i im ive ill my \
        you your we it its tbh ngl too as well babe baby honey hun for since while or at with here anyway
        """)

    /// Words that begin another statement.
    static let pronounsAndVerbs = words(
        "i im ive you your he she we they it is are was were do does did and but so because")

    private static let all: [String: Set<String>] = [
        // Words between "I" and a verb, or between "I'm" and what he is, that leave the statement true.
        "adv": words(
            """
            really actually just currently still also only kinda now literally basically mostly usually always even \
            honestly def definitely obviously already probably sorta pretty very quite so totally officially finally \
            recently proudly happily secretly normally originally mainly often sometimes regularly occasionally
            """),
        // Adjectives that may stand before what he is and say nothing of it.
        "adj": words(
            """
            simple humble proud big huge little lil small old young full time part fulltime parttime certified licensed \
            registered qualified professional freelance self employed selfemployed real actual total complete busy \
            hardworking hard working tired lonely happy nice good great bad bit lifelong avid keen passionate serious \
            massive true born dedicated regular typical normal boring crazy local senior junior lead head chief \
            new recently newly retired own
            """),
        "weather": words("sunny rainy cold snowy hot warm windy cloudy humid freezing beautiful good ol"),
        "the": ["a", "an", "the", "my", "some", "this", "our"],
        "i": ["i", "ive"],
        "like": words("love like enjoy adore loving liking enjoying loved liked"),
        "do": words("do doing go going play playing get getting some a bit of to the lot out for lots in my"),
        "mine": ["my", "our"],
    ]

    static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
