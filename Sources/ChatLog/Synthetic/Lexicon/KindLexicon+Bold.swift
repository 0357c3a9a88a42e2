/// The language of the kinds who come for fun, fame or goods.
extension KindLexicon {
    static let joker = """
        [things]
        dad jokes | a meme | my karaoke voice | my haircut | the world record in napping | pineapple pizza | my tinder bio
        a prank | the group chat | my dance moves | bad puns | an alien invasion | my cooking show | a rubber duck
        the zombie apocalypse | my stand up career | a raccoon | a llama
        [second]
        my wifi | the fbi guy in my phone | my last brain cell | the internet | my neighbour | the punchline
        my browser history | the pizza guy | my horoscope | gravity
        [brief]
        lmao {x} | lol {x} | bruh {x} | {x} is my life | {x} > everything | not {x} again | {x} {lol} | sus | plot twist: {x}
        i volunteer
        [says]
        bro {x} almost killed me {when} {lol}
        my whole personality is {x} and {y} at this point
        plot twist, {y} and {x} were friends all along
        ok hear me out, {x} but with {y}
        lost a bet with my {buddy}, now it is all about {x}
        scientists hate me because of {x} lol
        i would fight {y} for you, and {x} too
        sent {x} to my {buddy} and got blocked for {amount}
        i put the fun in funeral, ask {y} about {x}
        nobody: absolutely nobody: me: {x}
        i have a phd in {x}, {y} can confirm
        [asks]
        rate {x} from 1 to 10? | would you survive {x}? | knock knock? | be honest, {x} yes or no? | wanna hear a joke about {x}?
        who wins, {x} or {y}?
        [echo]
        haha {x}, you are so silly | lol stop it with {x} | {x}?? im crying {lol} | you and {x} make my day | {x} gets a 10 from me
        omg {y} and {x} hahaha | you idiot, {x} {lol} | i snorted at {x} | funny guy with {x}, next joke please
        [talk]
        stop it my belly hurts from laughing | you should do stand up comedy | i laughed so loud my neighbour knocked
        you are such a clown and i love it | best joke i heard all week | i am sending this to my best friend lol
        you get a point for that one, lol | okay that was terrible but i laughed | my mascara is running because of you haha
        never change, you goof
        [quiz]
        do you ever get serious lol? | got another joke for me? | are you this funny in real life? | who is the funniest of your friends?
        what is your worst pickup line? | do you laugh at your own jokes?
        [greet]
        yo yo yo | sup legend | ahoy captain | knock knock | heyyy its ya boy | wassup gorgeous, did it hurt when you fell from heaven
        [praise]
        10/10 would unlock again | sir i have fallen off my chair | call the fire department lol | my phone melted haha
        [decline]
        my wallet just left the chat | lol best i can do is {y} and a sandwich | broke boy season haha
        that price needs its own joke lol
        [request]
        drop the new stuff or i start singing | got something funny and cute for me, like {x}? | send the goods captain lol
        [gift]
        for your comedy fund lol | take my money meme | buy yourself a llama | here, one tip for one smile
        [bye]
        gotta go, {y} is calling lol | brb saving the world | peace out legend | bedtime for this clown haha
        [ack]
        lol | lmao | haha true | bruh | facts | dead | no way lol | hahaha | big if true | same lol
        [flirt]
        are you {x}? because i feel a connection lol | is your name {y}? because you have all i search haha
        you must be tired, running through my mind {when} lol
        [open]
        lol | bro | ok but | lmao | haha | bruh | plot twist | ngl
        [close]
        lol | haha | lmao | no cap | just saying | jk | i said what i said | bruh
        [emoji]
        😂 | 🤣 | 💀 | 😜 | 🤡 | 🔥
        """

    static let collector = """
        [things]
        the new set | the red dress photos | the beach video | the full album | the bundle | the custom video | the behind the scenes clip
        the exclusive pics | the cosplay set | the long video | the archive | the winter set | the uncut version | the vip list
        the dance video | the weekly drop
        [second]
        the preview | the resolution | the price | the date | the folder | my collection | the first part | the outfit
        the length | the link
        [brief]
        got {x}? | send {x} | {x} please | unlocked {x} | {x} saved | how much for {x}? | {x} when? | want {x} | price? | new stuff?
        [says]
        i have {x} already, looking for something newer
        unlocked {x}, {y} is {good}
        ready to buy {x} if {y} is right
        {x} was worth it, want the next one
        missing {x} in my collection, {y} too
        send {x} first, then {y}
        saw {y} of {x}, interested
        put me down for {x}, money is no problem
        i collect all of it, only {x} is missing
        downloaded {x} {past}, {y} is sharp
        bought {x} twice by mistake, still fine
        [asks]
        how much is {x}? | when does {x} come out? | is {x} new? | do you have {x}? | what is in {x}? | how long is {x}?
        any discount if i take {x} and more? | can i order {x}?
        [echo]
        {x} is just for my best customers | {x}? i made it with you in mind | you will love {x} {hun} | {y} of {x} is {good}
        i can send {x} right away | {x} is ready for you | you have great taste, {x} is my favourite | yes i have {x}
        {x} turned out {good}, promise
        [talk]
        my next set comes out soon, you will be the first to know | i keep the best pictures for my vip buyers
        you have the biggest collection of all my fans | quality takes time, i edit every photo myself
        i can put a bundle together for you | custom orders are open, tell me your wishes | the full album has forty pictures
        i just uploaded new sets to my page | every set comes in full resolution | you always know what is worth buying
        [quiz]
        which set do you want next? | photos or videos {hun}? | do you want the bundle or single sets? | should i reserve the next one for you?
        which outfit should i wear for the next set? | do you like long videos or short clips?
        [greet]
        hi whats new | hello, any new set today | back again, what do you have | hey, anything exclusive
        [praise]
        excellent, worth every dollar | top quality as always | great set, next one please | added to the collection, superb
        [decline]
        already have that one | not my style, show me another | too short for that price | pass, waiting for the full set
        [request]
        what new sets do you have? | send me the price list | i want something exclusive | can i order a custom video?
        [gift]
        bonus for the last set | tip for quality | extra for the quick delivery | keep the sets coming
        [bye]
        thats all for today | back on payday | ping me for the next set | done for now
        [ack]
        ok | send it | deal | sold | fine | good | yes | got it | unlocked | sure | next
        [flirt]
        you look expensive, i like it | best page i subscribe to | the outfit suits you
        [open]
        hi | so | ok | listen | quick question | update | fyi | also
        [close]
        thanks | asap | let me know | will pay | ready to buy | cash ready | deal | waiting
        [emoji]
        👍 | 💰 | 👌 | 💸 | 🔥
        """

    static let athlete = """
        [things]
        my gains | my morning workout | the competition | my six pack | my new record | the beast mode | my protein | the podium
        my transformation | the marathon | the gold medal | my discipline | my biceps | the cold plunge | my coach | the cut
        my bulk | the early grind
        [second]
        no excuses | the mirror | my heart rate | the sweat | the mindset | my calories | the haters | the grind
        my jawline | the stopwatch
        [brief]
        crushed {x} | {x} on point | beast mode | {x} {when} | no days off | grinding, {x} | ripped and ready | {x} baby | up at 5
        [says]
        crushed {x} {past}, {y} all day baby
        you should see {x}, {y} never lie
        girls at the gym look at {x} but i only train for you
        up before sunrise for {x}, {y}
        nobody outworks me, {x} and {y} are my religion
        two weeks until {x}, feeling like a champion
        {x} is at its peak, flexing for you {when}
        my {buddy} cant keep up with {x}
        lost five kilos for {x}, {y} is real
        did {x} for {amount} straight and still had power
        winners focus on {x}, losers on {y}
        [asks]
        you like strong guys? | wanna see {x}? | can you handle {x}? | what do you think of {x}? | could you keep up with me?
        do you like abs or arms?
        [echo]
        {x}? flex for me champ | i love a man with {x} | {x} sounds {good}, so strong | careful, {x} makes me weak {tease}
        beast, {x} {when} | proud of {x} {hun} | show me {x} | {y} and {x}, what a man | carry me after {x}?
        [talk]
        i bet you can lift me up with one hand | a disciplined man is so attractive | you must look like a statue
        my hero, always training | i want to be your cheerleader at the competition | you inspire me to work out more
        strong, confident and up at five, wow | all that power and you write to me | champions deserve champions treatment
        i would time your sprints all day
        [quiz]
        how many push ups can you do champ? | when is the next competition? | what is your secret, champ? | can i see your muscles one day?
        who is the strongest at your gym? | do you ever take a rest day?
        [greet]
        morning champ is here | whats up baby, just trained | hey sexy, pumped today | rise and grind beautiful
        [praise]
        damn girl you are fire | that body is a trophy | insane shape, respect | you are a goddess, wow
        [decline]
        spent it all on protein this week | saving for {x} babe | maybe after the fight | not today, on a cut with money too
        [request]
        show me your gym pics babe | got a workout video? | motivate me with a new pic
        [gift]
        winners pay | for my biggest fan | buy yourself a shake babe | trophy money
        [bye]
        off to train babe | bed at nine, champions sleep | next set is waiting, later | gym time, talk after
        [ack]
        lets go | hell yeah | damn right | easy | no doubt | boom | for sure babe | always ready | yeah baby
        [flirt]
        i could lift you with one arm {soon} babe | we would look good together at {x}, power couple | you are my motivation for {x}
        [open]
        yo babe | damn | listen babe | lets go | hell yeah | no joke | trust me | baby
        [close]
        babe | lets go | no excuses | you know it | trust me | beast mode | for real | easy
        [emoji]
        💪 | 🔥 | 😎 | 🏆 | 😏 | 🏋️
        """

    static let haggler = """
        [things]
        a discount | the free trial | a freebie | the price | a better deal | my subscription | the coupon | the refund
        the other girls | two for one | a sample | the black friday deal | these prices | my bank account | the rent
        the last promo | the fees | a loyalty bonus
        [second]
        five bucks | inflation | my credit card | the sub fee | ten dollars | my budget | the fine print | other pages
        the free ones | next month
        [brief]
        any discount? | too much | {x}? | how about {y}? | come on, {x} | not for {y} | {x} or nothing | cheaper? | free?
        ripoff lol
        [says]
        paid {y} already, where is {x}
        {x} would be nice, been here for {ages}
        other pages give {x} for nothing, just saying
        why so expensive, {y} is all i have
        i was promised {x} and got nothing
        do {x} and i stay, otherwise i cancel
        {y} and {x} are killing me, help me out
        not paying that, make it {y}
        last time i got {x}, what changed
        my {buddy} got {x} from you, thats not fair
        thinking about cancelling {x}, nothing for free here
        [asks]
        can i get {x}? | how about {y}? | why is {x} not included? | whats the cheapest you have? | do you do {x}?
        can you go lower, like {y}? | is there {x} for regulars?
        [echo]
        {x}? you are so cheeky | let me see about {x} {hun} | haha {x} again, you never stop | {y} is a bit low dont you think
        for {x} you have to be extra nice | i already gave you {x} last time | {x} is only for my sweetest fans
        okay maybe {x}, but only today | i work hard for {x} you know
        [talk]
        my prices are fair, i put a lot of work into it | good things cost money you know | you always try to bargain with me
        i already gave you the best price | if i give it free to you everybody wants it free | be nice and maybe there is a bonus
        you are worse than my landlord haha | quality is not cheap, my dear | support me a little and i spoil you
        okay, i look if i can make a small discount
        [quiz]
        how much is it worth to you? | why are you so stingy {hun}? | what would be a fair price for you? | if i make it cheaper, do you buy it?
        do you bargain everywhere? | deal or no deal?
        [greet]
        hey any deals today | hi, whats free today | yo got a discount for me | back, prices still high?
        [praise]
        ok that was worth it i guess | not bad for the price | finally a good deal | fine, you win, nice one
        [decline]
        way too expensive | lol no, half of it maybe | not worth it sorry | for that price i want two | make it 5 and we talk
        [request]
        send me something free first | show me a sample before i pay | whats the cheapest thing you have?
        [gift]
        last coins, dont expect more | here, now give me a discount | a small tip for a big bonus
        [bye]
        going to bed, think about {x} | gotta go, cheaper tomorrow? | later, maybe cancel
        [ack]
        meh | too much | hmm | why? | nah | and free? | maybe | how much? | still too high | if its cheap
        [flirt]
        you are hot but so expensive | cute, but can cute be cheaper | pretty face, pretty prices
        [open]
        come on | look | but | seriously | hey | honestly | why | cmon
        [close]
        just saying | deal? | come on | thats fair | or i cancel | think about it | fair price | be nice
        [emoji]
        🙄 | 💸 | 😒 | 🤷 | 😬
        """
}
