/// What fans and chatters talk about: spare time. `x` is what the fan names, `y` what belongs to it.
extension TopicLexicon {
    static let leisure: [(name: String, text: String)] = [
        (
            "gaming",
            """
            [things]
            elden ring | zelda | mario kart | fifa | call of duty | minecraft | skyrim | baldurs gate | gran turismo
            rocket league | fortnite | the witcher | stardew valley | diablo | red dead | counter strike | hades | tetris
            [second]
            the last boss | the new map | my old save | the dlc | online lobbies | my controller | the ranking
            split screen | the speedrun | the new season | my headset | the soundtrack
            [brief]
            {x} again {lol} | playing {x} rn | just beat {x} | one more {x} round | {x} {when} | stuck in {x} | {x} night
            lost at {x} | {x} is {good}
            [says]
            been playing {x} for {amount} and {y} is {bad}
            my {buddy} got me into {x} again, there goes {when}
            finally got through {y} in {x}, took me {amount}
            i swear {x} is {good}, {y} keeps me up {when}
            we played {x} till late and {y} was {bad}
            rage quit {x} because of {y} {lol}
            bought {x} on sale and now i do nothing else {when}
            {x} with my {buddy} {when}, loser pays for pizza
            never thought {x} would get me hooked but {y} is {good}
            cant decide between {x} and sleep {when}
            [asks]
            do you play {x} too? | would you play {x} with me {soon}? | ever tried {x}? | who do you main in {x}?
            bet i could beat you at {x}, wanna try? | would you watch me play {x}?
            [echo]
            {x}?? teach me how to play {hun} | ooh {x}, so you are a gamer | i always lose at {x}, go easy on me
            {x} {soon} sounds {good}, save me a controller | haha {x} again, you need a player two
            {y} in {x} would drive me crazy | a man who is good at {x} is {good} | lol {x}, i would distract you so much
            did you win at {x}? | {x}? nerd, but a cute one
            [talk]
            gamers always have quick hands {tease} | i only play cozy games in my pyjamas
            my brother had a console and never let me win | i would be the worst player on your team
            a lazy gaming night sounds {good} to me | one day i will stream a game for you
            [quiz]
            what are you playing {when}? | pc or console {hun}? | who do you play with? | how long have you been playing?
            do you get mad when you lose a game? | what was your first game ever?
            """
        ),
        (
            "music",
            """
            [things]
            metallica | fleetwood mac | the arctic monkeys | johnny cash | daft punk | old school hip hop | radiohead
            country songs | jazz | acoustic guitar | techno | pink floyd | queen | vinyl records | the blues | punk rock
            taylor swift | piano
            [second]
            the chorus | the new album | my playlist | the guitar solo | the lyrics | the live version | my speakers
            the concert | front row tickets | the bass line | the old records
            [brief]
            listening to {x} | {x} on repeat | {x} on full volume | love {x} | got {x} tickets! | {x} and a beer
            practising {x} | into {x} lately
            [says]
            been listening to {x} {when} and {y} gives me chills
            got tickets for {x} with my {buddy}, cant wait for {y}
            playing {x} in the car all the way home, {y} is {good}
            {x} always makes me think about {when}, {y} is {bad} though
            tried to learn {x} for {amount}, my neighbours hate me
            no party without {x}, ask my {buddy}
            grew up with {x}, my dad had {y} on all day
            made a playlist for you, lots of {x} on it
            {y} by {x} came on and i thought of you
            went to see {x} live once, {y} was {good}
            [asks]
            do you like {x}? | what music are you into, {x} maybe? | would you come to a {x} concert? | can you dance to {x}?
            do you sing? i bet {x} would suit you
            [echo]
            {x}! you have good taste {hun} | put on {x} and dance with me | i love {x} so much | {x}? play it for me one day
            {y} of {x} gets me every time | singing {x} in the shower right now thanks to you | {x} {when} is {good}
            never heard much {x}, send me your favourite song | you and {x}, i like that | {x} on and lights low {tease}
            [talk]
            i dance in the kitchen when nobody looks | a good song can save my whole day
            i used to sing in a choir, dont laugh | my playlist is a mess, sad songs and party songs
            music is all i need after a shoot | i want to go to a festival this summer
            [quiz]
            what song is in your head right now? | do you play an instrument {hun}? | last concert you went to?
            can you dance? | what do you listen to in the car? | which song reminds you of me?
            """
        ),
        (
            "shows",
            """
            [things]
            breaking bad | the office | peaky blinders | star wars | the sopranos | game of thrones | a horror movie
            the last of us | friends | an old western | a documentary | the crown | dune | a heist movie | true crime
            stranger things | lord of the rings | an anime
            [second]
            the finale | season two | the plot twist | the main actor | the ending | the popcorn | the first episode
            the villain | the trailer | the soundtrack
            [brief]
            watching {x} | {x} on the couch | binging {x} | {x} {when} | saw {x} again | {x} made me cry {lol} | {x} marathon
            fell asleep to {x}
            [says]
            watching {x} {when}, {y} is {good}
            just finished {x} and {y} left me speechless
            my {buddy} spoiled {y} of {x} for me, {bad}
            third time i watch {x} and {y} still gets me
            couch, blanket and {x}, only you are missing
            stayed up for {amount} because of {x}, {y} was {bad}
            nobody told me {x} was this {good}
            started {x} {when}, no idea who is who yet
            fell asleep in the middle of {x} and missed {y}
            went to the cinema for {x} with my {buddy}
            [asks]
            have you seen {x}? | would you watch {x} with me? | do you like {x}? | who is your favourite in {x}?
            movie night with {x}, you in?
            [echo]
            {x}? no spoilers please | omg {x}, i cried at {y} | i would cuddle up to {x} with you | {x} {soon}, good choice {hun}
            {y} in {x} was {good} right? | i still have to finish {x} | haha {x}, scared all alone? | {x} again? you are so loyal
            adding {x} to my list just for you | {x} and popcorn is my kind of date
            [talk]
            i always fall asleep before the end of a movie | i need a cuddle partner for movie night
            i cry at every love story, no joke | reality shows are my guilty pleasure
            series are ruined when you watch them alone | i bring the popcorn you bring the blanket
            [quiz]
            what should i watch {when}? | comedy or horror {hun}? | which movie can you watch again and again?
            do you talk during movies? | who is your celebrity crush? | what are you watching these days?
            """
        ),
        (
            "gym",
            """
            [things]
            leg day | deadlifts | bench press | a 10k run | crossfit | boxing | pull ups | spinning class | swimming laps
            chest day | squats | the rowing machine | jiu jitsu | a half marathon | protein shakes | yoga | cardio
            arm day
            [second]
            my shoulders | my knees | the trainer | my personal best | the warm up | my abs | the sauna | my back
            the locker room playlist | the last set
            [brief]
            {x} done | just did {x} | {x} killed me | {x} {when} | off to {x} | new pr on {x} | sore from {x} | {x} then food
            [says]
            just finished {x}, {y} are done for {lol}
            new record at {x} {past}, felt {good}
            {x} at five in the morning, {y} hurt but worth it
            trained {x} for {amount}, you should see me now
            my {buddy} skipped {x} again, weak
            doing {x} every day till summer, {y} getting {good}
            hurt {y} at {x}, coach says rest for {amount}
            nothing better than {x} before work, clears my head
            signed up for {x} with my {buddy} and already regret it
            came back from {x}, {y} are on fire
            [asks]
            do you do {x} too? | wanna train {x} with me? | how often do you work out? | can you survive {x}?
            what do you do to stay in shape, {x}?
            [echo]
            {x}? show me those muscles {tease} | {x} already done, impressive {hun} | i need you to teach me {x}
            poor you, {x} is {bad} | {x} makes me so tired just reading it | rest {y} a little after {x}
            would love to watch you do {x} | {x} {when}? beast | i tried {x} once and could not walk | strong men who do {x} are {good}
            [talk]
            i just did pilates and my legs shake | i train mostly to eat cake after
            gym selfies are half of my workout | a strong back is my weakness
            morning workouts are not for me, i need my bed | my trainer is so strict with me
            [quiz]
            what did you train today? | how often do you work out {hun}? | morning or evening workouts?
            how much do you lift? | do you eat healthy too? | any muscle pain today?
            """
        ),
        (
            "sports",
            """
            [things]
            the lakers | liverpool | the cowboys | the yankees | formula one | the playoffs | arsenal | the derby | ufc
            the golf round | hockey | the packers | the grand slam | rugby | the champions league | the warriors
            the bruins | baseball
            [second]
            the referee | the last minute | overtime | our defense | the new coach | the halftime show | the score
            the quarterback | my bet | the fans
            [brief]
            {x} won!! | {x} lost again | watching {x} | {x} {when} | go {x} | cant believe {x} | {x} was {bad} | {x} on tv
            [says]
            watching {x} with my {buddy}, {y} is {bad}
            {x} lost because of {y}, dont even ask
            did you see {x} {past}? {y} was {good}
            put some money on {x} and {y} ruined it
            never missed {x} in {ages}, not even for a wedding
            going to {x} with my {buddy}, best seats ever
            {y} decided {x}, i lost my voice
            used to play {x} in college before my knee gave up
            bar was packed for {x}, {y} was {good}
            if {x} win this i buy everybody drinks
            [asks]
            do you follow {x}? | are you into {x}? | who are you rooting for in {x}? | would you go to see {x} with me?
            did you catch {x}?
            [echo]
            {x}? i only watch for the outfits {lol} | aww sorry about {x} {hun} | explain {x} to me, i am lost | {x} again, i am jealous
            did {x} win in the end? | i would wear your {x} shirt {tease} | {y} at {x} sounds {bad}
            watching {x} with you would be {good} | {x} fans are the most passionate | haha you and {x}
            [talk]
            i never understand the rules but i love the cheering | athletes have the best legs
            i was a cheerleader in college, true story | a stadium date would be so fun
            losing is hard, let me comfort you | i get loud when i watch a match
            [quiz]
            which team is yours? | did you play yourself? | who won? | do you bet on games {hun}?
            what do you do when your team loses? | have you ever been to the stadium?
            """
        ),
        (
            "cars",
            """
            [things]
            my mustang | the harley | a bmw m3 | my truck | the camaro | a porsche | my old honda | the jeep | a tesla
            the ducati | my corvette | a golf gti | the dodge | an audi | my project car | the motorbike | the pickup
            a ferrari
            [second]
            the engine | new tires | the exhaust | the brakes | the gearbox | the paint job | the garage | the open road
            the clutch | the insurance
            [brief]
            washing {x} | took {x} out | {x} broke down | fixing {x} | {x} purrs again | driving {x} {when} | sold {x} sadly
            {x} is {good}
            [says]
            took {x} out {past}, {y} sounds {good}
            spent {amount} under {x} fixing {y}
            {x} needs work, {y} is {bad} and costs a fortune
            my {buddy} wants to buy {x}, no chance
            nothing like {x} and {y} on a sunny day
            washed {x} and it rained right after, {bad}
            thinking about selling {x} because of {y}
            drove {x} for {amount} just to clear my head
            you in the passenger seat of {x}, that is the dream
            got {y} done on {x}, runs {good} now
            [asks]
            would you ride with me in {x}? | do you like {x}? | can you drive stick? | what do you drive, {x}?
            wanna go for a ride in {x} {soon}?
            [echo]
            {x}? pick me up already | i want a ride in {x} {hun} | {x} sounds {good}, how fast are we going? | ooh {x}, i like a man with taste
            good luck with {y}, hope {x} runs again | is {x} your baby? should i be jealous | me, you and {x} on the highway {tease}
            {x} and oily hands, go on | send me a pic of {x} | {x} {soon}, take me along
            [talk]
            i sing so loud in the car | i failed my driving test twice, dont tell anyone
            road trips are the best kind of date | i always get the aux cable, house rules
            a man who can fix things is {good} | i need somebody to change my tires
            [quiz]
            what do you drive? | ever been on a long road trip? | fast driver or careful {hun}?
            what is your dream car? | do you fix it yourself? | where would you drive me?
            """
        ),
    ]
}
