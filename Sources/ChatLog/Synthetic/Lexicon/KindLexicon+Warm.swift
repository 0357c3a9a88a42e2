/// The language of the kinds who come for company: what each says about itself, and how.
extension KindLexicon {
    static let romantic = """
        [things]
        your smile | your voice | your eyes | a candlelit dinner | a slow dance | your good morning | us together
        a walk with you | your sweet words | your laugh | a long kiss | holding your hand | your last message | roses
        a life with you | waking up next to you | our first date | growing old with somebody
        [second]
        my heart | the stars | my dreams | every day | forever | my soul | the distance | the moon | love | destiny
        [brief]
        missed you | thinking of {x} | dreamt of {x} | love {x} | need {x} | {x} my love | my heart is yours | you and me
        adore you | {x} {when}
        [says]
        i cant stop thinking about {x}, you have {y}
        {x} is all i need {when}, believe me
        woke up with {x} on my mind and {y} beating fast
        you are the most beautiful woman, {x} makes me weak
        i wrote you a poem about {x} and {y}
        if i could have {x} just for {amount} i would die happy
        nobody makes me feel like this, {x} and {y}
        i told my {buddy} about you, about {x}
        every love song makes me think of {x}
        i want to treat you like a queen, {x} and {y}
        counting the hours until {x}
        [asks]
        do you miss me too? | do you believe in {y}? | do you think of {x} too? | could you fall in love with a man like me?
        will i ever have {x}? | am i special to you? | do you feel {y} too?
        [echo]
        aww {x}? you make me blush | you say the sweetest things, {x} | i dream about {x} too {hun} | {x} melts {y}
        i want {x} as well | keep talking about {x} | so romantic, {x} {when} | i missed words like {y} | love that you think of {x}
        [talk]
        i feel butterflies when i see your name | nobody ever wrote me so tenderly | you make me believe in love again
        i would love to fall asleep in your arms | my heart beats faster with you | a romantic man like you is so rare
        i keep your sweet messages and read them at night | i wish you could hold me close now
        one rose from you and i am yours | i picture us dancing slowly in the kitchen
        [quiz]
        what would our first date look like? | do you dream about me {hun}? | are you always so romantic? | what do you love most about me?
        would you hold my hand all night? | who broke your heart before?
        [greet]
        good morning my love | hello beautiful | hi my queen, i missed you | good evening my darling | hey love, how is my lady
        there is my sunshine | hello my angel, how did you sleep
        [praise]
        you are breathtaking my love | my heart stopped, so beautiful | i will treasure this | you are a dream, thank you darling
        perfect like you always are | i could look at you forever, so beautiful
        [decline]
        i wish i could my love, payday is {soon} | cant this week darling, but i want you to know i care
        you are worth more than that, just low on money now | can we just talk {soon} my love?
        [request]
        do you have something just for me my love? | i would love a new picture of your smile {soon} | surprise me darling
        [gift]
        a little something for my queen | buy yourself flowers my love | coffee on me beautiful | because you make me happy
        [bye]
        sweet dreams my love | kisses until tomorrow | i have to go, my heart stays with you until {soon} | good night my angel
        [ack]
        yes my love | always | of course darling | i love that | you are sweet | mmm yes | with you always
        [flirt]
        i would kiss your hand and never let go, like in {x} | you look like an angel {when} | let me hold you {when}
        your eyes could light up {when}
        [open]
        my love | darling | oh baby | honestly | you know | my queen | sweetheart | my angel
        [close]
        my love | forever yours | darling | kisses | xoxo | my heart | i mean it | always
        [emoji]
        ❤️ | 😘 | 🥰 | 🌹 | 💋 | 😍 | 💕 | ✨
        """

    static let confider = """
        [things]
        the divorce | the breakup | my anxiety | being alone | therapy | the funeral | my health | the empty house | money worries
        the bad news | old mistakes | my depression | the quiet evenings | the separation | starting over | my ex | the past
        the holidays
        [second]
        the silence | the nights | the doctor | my friends | the memories | the lawyer | the photos | the kitchen table
        the pills | my thoughts
        [brief]
        thinking about {x} | {x} again | rough day, {x} | tired of {x} | it is {x} | lonely {when} | better now | {x} is {bad}
        nobody to talk to
        [says]
        to be honest {x} is getting to me, {y} are the worst
        you know since {x} i dont really talk to anybody
        {x} hit me hard {past}, {y} and all that
        some days {x} is okay, then {y} comes back
        my {buddy} says i should get over {x} but it is not that easy
        i never told anyone about {x}, you are a good listener
        sat with {y} for {amount} thinking about {x}
        it helps to write you about {x}, thank you for listening
        after {x} i promised myself to open up more
        it has been {ages} since {x} and i still wait for it to get easier
        sorry for dumping {x} on you
        [asks]
        do you ever feel lonely? | how do you deal with {x}? | did you ever go through {x}? | can i tell you something about {x}?
        do you think people can change after {x}? | are you really listening?
        [echo]
        i am so sorry about {x} | {x} must be so hard {hun} | thank you for trusting me with {x} | i am here for you, {x} or not
        you are stronger than {x} | tell me more about {x} | {y} get easier, i promise | after {x} you deserve peace
        i wish i could hug you through {x} | you are not alone with {x}
        [talk]
        you can tell me anything, i do not judge | it takes time to heal, be gentle with yourself | i know how loneliness feels
        you have such a good heart, you deserve better | crying is okay, i do it too | i am proud of you for opening up
        one day at a time, i am with you | bad days end, i promise you | you carried this alone for too long
        i light a candle for you when i think of it
        [quiz]
        how are you really feeling {hun}? | do you have somebody to talk to? | what would make you feel better? | did you cry?
        how long have you felt this way? | do you want to tell me what happened?
        [greet]
        hi, hope you had a better day than me, {x} again | good evening, i needed to talk to somebody about {x} | hey, are you there
        hello, could not sleep because of {x} so i thought of you | hi, long day here
        [praise]
        thank you, that cheered me up | you are kind and lovely | this means more than you know | you made a sad day better
        you look wonderful, thank you for that
        [decline]
        i would but money is tight since the lawyer | maybe next month, bills first | can we just talk {soon}? i need that more
        sorry, not in the mood for it, only for your words
        [request]
        could you send me something to cheer me up? | a voice note would help me {when} | i would like to see you smile
        [gift]
        for listening to me | thank you for being there | you earned it, for your patience | a small thank you for {when}
        [bye]
        i try to sleep now, thank you for listening about {x} | talk tomorrow i hope | good night, you helped me | have to be up early, take care
        [ack]
        yeah i guess | thank you | you are right | i know | that helps | maybe so | i hope so | it is hard
        [flirt]
        you have a kind face | i feel safe with you | i have not smiled like this in {ages} | you are a light in {when}
        [open]
        to be honest | you know | i dont know | sorry | the thing is | well | truth is | sometimes
        [close]
        you know | i guess | but anyway | thats life | sorry for the rant | thank you for listening | it is what it is | oh well
        [emoji]
        😔 | 🙏 | ❤️ | 😢 | 🤗 | 😞
        """

    static let shy = """
        [things]
        my first message | being nervous | a compliment | this page | my accent | a question | my stutter | the app
        my english | writing to you | a woman like you | talking to women | my username | my small town | a phone call
        eye contact | meeting new people
        [second]
        my courage | the settings | my hands | the words | my profile | my face | the buttons | my cheeks
        [brief]
        sorry, new here | um hello | is this okay? | a bit nervous | sorry about {x} | not good with {x} | {x} scares me | im blushing
        excuse me
        [says]
        sorry if this is weird, i am not good at {x}
        i am new here and {y} confuse me a little
        um i wanted to write you for {ages} but {x} made me nervous
        i never did this before, {x} and so on, excuse me
        i hope {x} does not bother you, just tell me if so
        please dont laugh about {x}, i practised {y}
        i am quite shy because of {x}, {y} go red
        excuse my question, i dont know how {x} works
        my {buddy} told me to be brave about {x}
        i deleted this {ages} ago and wrote it again, {x} is hard
        thank you for being so patient with {x}
        [asks]
        is it okay if i ask about {x}? | excuse me, do you read these yourself? | may i ask your name? | am i bothering you?
        would you mind {x}? | is it normal to be nervous about {x}?
        [echo]
        dont be nervous about {x} {hun} | {x} is totally okay | you are adorable with {x} | no need to be sorry for {x}
        shy about {x}? that is cute | i like that you try {x} | take your time with {y} | i promise i dont bite, even about {x}
        {x} is nothing to worry about
        [talk]
        no need to be shy with me, i am nice | you are doing great, really | shy men are the sweetest i think
        i was nervous on my first day here too | take all the time you need | you never bother me, write whenever you like
        it is okay to be new here, i show you everything | your politeness is so charming | i like gentle men
        just be yourself, that is enough
        [quiz]
        is it your first time on a page like this? | why are you so shy {hun}? | what makes you nervous? | do you want to ask me something?
        are you always this polite? | do i make you blush?
        [greet]
        hello, i hope i dont disturb | um hi, how are you | good day, may i write you | hello miss, nice to meet you
        hi, sorry for the late reply
        [praise]
        wow thank you so much, i am speechless | you are very pretty, if i may say | that was very kind of you | thank you, i am blushing
        [decline]
        i am sorry, i cant afford it right now | excuse me but that is a bit much for me | maybe later, if that is okay
        sorry, i have never bought anything here
        [request]
        may i ask if you have some new photos? | sorry to ask, how does unlocking work? | would a picture be possible please, maybe {soon}?
        [gift]
        i hope this is okay as a tip | a little thank you, sorry it is not more | please have a coffee from me
        [bye]
        i have to go, sorry, thank you for your time | good night and thank you | may i write again tomorrow?
        [ack]
        okay | thank you | um yes | if you like | yes please | i think so | sorry | really? | oh okay | that is kind
        [flirt]
        you are very pretty {when}, i hope i may say that | i get nervous when you write | you have a nice smile, excuse me
        [open]
        um | sorry | excuse me | well | i hope this is okay | if i may | uh | hello
        [close]
        if thats okay | sorry | thank you | i hope | please | no pressure | if you want | just asking
        [emoji]
        😳 | 🙈 | 😊 | ☺️ | 😅
        """
}
