/// What chatters say beyond the topic at hand, and the slots that everybody uses.
enum ChatterLexicon {
    static let text = """
        [greet]
        hey {hun}! how are you today? | hi {hun}, i missed you | good to see you again {hun} | hiii, how was your day?
        hello {hun}, so happy you wrote | there you are {hun}! | heyy {hun}, what are you up to?
        hi, i was just thinking of you | welcome back {hun} | hey you, how did you sleep? | good evening {hun}, how is your night?
        [bye]
        good night {hun}, sweet dreams | talk soon {hun} | sleep well and dream of me | bye {hun}, come back soon
        take care {hun}, i will be here | have a good one {hun}, dont forget me | see you tomorrow {hun}? | rest well {hun}
        go go, i wait for you | kisses, talk tomorrow
        [brief]
        aww {hun} | really? | haha | you are sweet | tell me more | ooh nice | hmm interesting | oh wow | love that | me too {hun}
        yes {hun} | of course | go on | so true | and then? | mmm okay | you think so? | no way | good for you {hun}
        [echo.brief]
        {x}? | {x}! | ooh {x} | {x}? nice | aww {x} | haha {x} | mmm {x} | {x} huh? | wow {x} | love {x} | {x} again? | yes {x} | {x}?? no way
        tell me about {x}
        [ack]
        {ack}? | {ack} {lol} | haha {ack}, you are funny | {ack}, okay {hun} | just {ack}? tell me more | {ack} what? | mm {ack}
        aww, {ack} | {ack} and what else {hun}? | only {ack}? i want to hear more
        [open]
        aww | haha | mmm | oh {hun} | {hun} | omg | hehe | honestly | well | ooh | yesss | ohh
        [close]
        {hun} | xx | hehe | haha | you know | okay? | promise | for you | always | xoxo | right? | kisses
        [filler]
        i am always happy when you write me | you make my day so much better | i wish you were here right now
        just made myself a coffee and thought of you | i am lying on my couch with my phone
        your messages are my favourite part of the day | i like talking to you, you are different from the others
        today was {good}, i tried on new outfits for {amount} | i am getting ready for a shoot {when}
        you are one of my favourite people here | i had the craziest day, {amount} of makeup and lights
        i want to know everything about you | do not disappear on me {hun} | my hair is still wet from the shower
        i was hoping you would write {past} | i have a little surprise in mind for you | i feel so comfortable with you {hun}
        sometimes i read our old messages again | i bought a new dress {past} and you would love it
        my phone is almost dead but i stay for you | i am in such a good mood {when} | i took some cute pictures {past}
        [pitch]
        i made {content} {past}, want to see it? | just for you {hun}: {content} | i have {content} ready, unlock it before i change my mind
        be the first one to see {content} | you will love {content}, trust me | {content} is waiting for you {hun}
        i thought of you while making {content} | not posting {content} anywhere else | want a peek? {content}, only here
        as a thank you i put a price just for you on {content} | here is {content}, tell me what you think
        i was a bit nervous making {content} | special for {when}: {content}
        [pitch.brief]
        just for you {hun} | unlock me | open it {hun} | a surprise for you | want to see? | {content} | for your eyes only
        here you go {hun} | dont make me wait | {content}, enjoy
        [pitch.echo]
        since you like {x}, i made {content} | talking about {x} made me want to send you {content} | after {x} you deserve {content}
        forget {x} for a moment and open {content} | {x} and {content}, perfect evening
        [sold]
        thank you {hun}, did you like it? | so happy you opened it | aww thank you, i hoped you would love it | you have good taste {hun}
        you are the best, more soon | glad you like it, it was made for you | mmm tell me your favourite part
        thank you for your support {hun}, it means a lot | you are beautiful too {hun} | your compliments make me blush
        [unsold]
        no worries {hun}, i understand | okay, money is tight for everybody {hun} | aww too bad, maybe later then | dont stress about the price, i like you anyway
        hmm i could make it a bit cheaper for you | you dont have to, lets just talk {hun} | payday will come {hun}, i wait
        it is worth it, i promise | okay okay, next time i make you a better deal | not your style? tell me what you like
        [tipped]
        omg thank you for the tip {hun} | you spoil me! thank you so much | aww you did not have to, thank you {hun}
        best tip of the day, big kiss | i will buy coffee and think of you | you are so generous, thank you
        [request]
        i have {content} for you | yes, i just made {content} | new photos? always for you {hun} | let me look what i have for you {hun}
        i can make something custom if you like | you will be the first to get the new set
        [flirted]
        stop it, you make me blush {hun} | you smooth talker | say that again {hun} | aww, you are too sweet to me
        compliments like that get you everything {tease} | you are not so bad yourself {hun}
        [nudge]
        are you still there {hun}? | hello? | did i lose you? | you went quiet on me | helloo | you okay {hun}? | i am waiting for you
        dont leave me hanging {hun} | busy? | are you ignoring me {hun}? | miss you already
        [wake]
        hey {hun}, i was thinking about you | good morning {hun}, how did you sleep? | you have been on my mind {when} | hey stranger, where have you been?
        how is your day going {hun}? | guess who misses you | i just woke up and had to write you | are you free {soon}?
        hi {hun}, tell me something nice | what are you doing {when}?
        [job]
        how is life as a {job}? | do all {job}s work as hard as you? | how was work, my favourite {job}? | i told my friend that you are a {job}
        tough day for a {job}? | a {job} deserves a good rest {hun}
        [hobby]
        did you have time for {hobby}? | are you still into {hobby}? | {hobby} this weekend? | i would love to see you {hobby}
        you and {hobby}, so you
        [place]
        how is the weather in {place}? | how is life in {place}? | if i ever come to {place} you show me around {hun} | good morning {place}!
        is it late in {place} now?
        [family]
        how is your {relative}? | say hi to your {relative} from me | did you talk to your {relative}? | your {relative} must be proud of you
        [pet]
        how is your {pet}? | give your {pet} a cuddle from me | is your {pet} behaving? | i miss your {pet} already
        [event]
        how did it go with {event}? | any news about {event}? | still thinking about {event}? | i crossed my fingers for {event}
        [age]
        {age} is a great age {hun} | a man of {age} knows what he wants | you dont sound like {age} at all
        [relationship]
        {relationship} men need love too {hun} | how is it being {relationship}? | i remember that you are {relationship}
        [emoji]
        😘 | ❤️ | 😍 | 🥰 | 😂 | 🙈 | 💕 | 😏 | 🔥 | 😊 | 💋 | 🤗 | 😇 | ✨ | 💖 | 😜
        [ampersand]
        it's just you & me | i can't wait | hugs & kisses | don't forget me | love & kisses | that's so you | you & i
        [short]
        hi | ok | yes | hey | no | aww | mm | hm | ?? | lol | xx | yay | ooh
        [mass]
        happy {day} everybody! {content} just dropped, check your messages | good morning my loves, who wants {content}?
        flash sale for {amount} only: {content} | i am so bored {when}, who is online?
        new week new goals! i made {content} for all of you | it is my lazy day, write me something sweet and i answer everyone
        only {amount} left to get {content}, dont miss it | thank you all for the support this month, you are amazing
        who wants to keep me company {when}? first ones get a surprise | guess what i am wearing today, hint: it is new
        """

    static let slots = """
        [when]
        tonight | today | right now | this week | this evening | these days | all day | at the moment | this month | again today
        [past]
        last night | yesterday | this morning | on sunday | today | the other day | after work | on friday | last week
        on my day off | two days ago | on monday
        [soon]
        tomorrow | later | on friday | after work | next week | this weekend | tonight | on sunday | next month | soon
        on saturday | some day
        [ages]
        two months | half a year | three weeks | a year | five months | two years | a long while | eight weeks | a decade
        [day]
        monday | tuesday | wednesday | thursday | friday | saturday | sunday
        [amount]
        two hours | half the day | a whole week | three days | an hour | ten minutes | four hours | the whole evening | a month
        twenty minutes | half the night | two weeks | five days
        [good]
        amazing | so good | great | pretty cool | perfect | awesome | really nice | the best | lovely | unreal | so much fun | wonderful
        [bad]
        terrible | so annoying | awful | a nightmare | driving me crazy | the worst | pretty bad | a disaster | not great | exhausting
        [buddy]
        buddy | brother | best friend | neighbour | coworker | cousin | roommate | old friend | mate | friend mike | friend steve
        [lol]
        lol | haha | hehe | lmao | hahaha
        [hun]
        babe | hun | honey | love | handsome | baby | sweetie | darling | dear | cutie
        [short]
        ok | yes | no | lol | hi | hey | hm | yep | nah | why | wow | nice | k | ?? | yo | oh | true | what | cool | hmm
        [tease]
        hehe | ;) | haha | mmm | xx
        [content]
        a new photo set | a beach video | a behind the scenes clip | a voice note for you | my new dress pictures | a dance video
        a gym selfie set | a cooking video in my apron | a sunset photo set | a cozy pyjama set | a little custom clip
        a mirror selfie set | my red dress video | an unboxing clip | a poolside set | a goodnight video | a morning coffee set
        """

    /// How fans mention their details. The kinds of detail are the names of the lists.
    static let mentions = """
        [job]
        i am a {job} | i work as a {job} | long shift, being a {job} is tough | been a {job} for {years} years
        the life of a {job} | my job as a {job} is {good} | {job} life {lol} | as a {job} i never get a day off
        [hobby]
        i love {hobby} | spent {past} {hobby} | {hobby} keeps me sane | my thing is {hobby} | been {hobby} for {years} years
        i was {hobby} with my {buddy} {past} | {hobby} {when}, my favourite thing
        [place]
        i live in {place} | greetings from {place} | it is raining here in {place} | moved to {place} {years} years ago
        {place} is {good} {when} | born and raised in {place} | do you know {place}?
        [family]
        my {relative} is visiting {when} | having dinner with my {relative} | my {relative} is sick, worried | i look after my {relative}
        my {relative} called me {past} | talked to my {relative} for {amount}
        [pet]
        i have a {pet} | my {pet} says hi | walking my {pet} | my {pet} sleeps next to me | my {pet} woke me up {past}
        [event]
        big thing coming up: {event} | thinking about {event} {when} | {event} took all my energy | {event}, finally | so much stress with {event}
        did i tell you about {event}?
        [age]
        i am {age} btw | turned {age} this year | {age} years old and still dreaming | not bad for {age} {lol}
        [relationship]
        i am {relationship} | being {relationship} is not easy | {relationship} for {years} years now | {relationship}, so my evenings are free
        """
}
