/// What fans and chatters talk about: every day. `x` is what the fan names, `y` what belongs to it.
extension TopicLexicon {
    static let life: [(name: String, text: String)] = [
        (
            "work",
            """
            [things]
            a double shift | overtime | a night shift | the boss | my coworkers | a deadline | a long meeting | the office
            the customers | a training | paperwork | the new guy | a site visit | an inspection | the warehouse
            the monday meeting | a promotion | my commute
            [second]
            my back | my inbox | the coffee | the traffic | my manager | the schedule | lunch break | the paycheck
            my feet | the phone
            [brief]
            {x} today | {x} ugh | {x} is {bad} | done with {x} | stuck with {x} | {x} {when} | at work, {x} | surviving {x}
            [says]
            had {x} {past} and {y} is killing me
            {x} took {amount}, {y} was {bad}
            cant talk much, {x} and {y} again
            my {buddy} quit so now i have {x} every day
            finally home, {x} was {bad}
            {x} made me think about quitting, honest
            on my break now, {x} later and {y} is {bad}
            if it wasnt for {y} i would have left long ago, {x} is too much
            got through {x} only because i looked forward to this
            {x} went {good} for once, my boss even smiled
            [asks]
            how do you relax after {x}? | do you ever have {x}? | do you like your work? | would you cheer me up after {x}?
            is every day like {x} for you too?
            [echo]
            {x} again? you work too hard {hun} | poor thing, {x} sounds {bad} | let me massage your shoulders after {x} {tease}
            hope {x} goes by fast | {x} deserves a reward | forget {x}, you are with me now | {y} and {x}, you need a break
            i would bring you lunch during {x} | {x} {when}? be strong for me | tell me all about {x}
            [talk]
            i just finished a shoot and my feet hurt | hard working men are {good}
            i could never sit in an office all day | my inbox is full but i answer you first
            my photographer was late again | you deserve a long hot bath after work
            [quiz]
            how was work? | what do you do at work all day? | do you like your job {hun}?
            when do you finish today? | is your boss nice? | day off soon?
            """
        ),
        (
            "food",
            """
            [things]
            tacos | a big steak | sushi | homemade pasta | ribs | pizza | pancakes | ramen | a burger | curry | bbq
            lasagna | fried chicken | a cheesecake | chili | seafood | waffles | an omelette
            [second]
            the sauce | the grill | extra cheese | my diet | the oven | a cold beer | red wine | the recipe | leftovers
            the dessert
            [brief]
            making {x} | {x} for dinner | craving {x} | eating {x} rn | {x} {when} | burned {x} {lol} | {x} time | {x} was {good}
            [says]
            made {x} {past}, {y} turned out {good}
            just ate {x} and i cant move
            {x} with {y}, that is all i need {when}
            my {buddy} made {x} and {y} was {bad}
            tried to cook {x} for {amount}, ended up ordering
            i make the best {x} in town, {y} is the secret
            on a diet but {x} was right there
            waiting for {x}, so hungry, no lunch today
            would love to cook {x} for you and open {y}
            found a place that does {x} like in the old days
            [asks]
            do you like {x}? | can you cook {x}? | can i take you out for {x}? | what did you eat, {x}?
            if i make {x}, are you coming over?
            [echo]
            {x}? now i am hungry | save me some {x} {hun} | {x} is my favourite ever | i would never say no to {x}
            a man who makes {x} is {good} | {x} with {y} please | feed me {x} {tease} | {x} {soon}, i am on my way
            you had me at {x} | burned my last {x}, you cook
            [talk]
            i live on coffee and salad before shoots | i bake when i am bored
            breakfast in bed is the way to my heart | i eat chocolate every night, secret
            cooking together would be so cute | my kitchen is a disaster zone
            [quiz]
            what did you have for dinner? | sweet or salty {hun}? | can you cook?
            what would you cook for me? | did you eat today? | coffee or tea?
            """
        ),
        (
            "travel",
            """
            [things]
            italy | japan | the beach | a road trip | mexico | greece | the mountains | new york | hawaii | iceland
            vegas | spain | a cruise | thailand | the keys | paris | portugal | costa rica
            [second]
            the flight | my suitcase | the hotel | the sunsets | the pool | my passport | the food there | the hotel bar
            the airport | the old town
            [brief]
            off to {x} | miss {x} | {x} {when}! | booked {x} | back from {x} | {x} was {good} | dreaming of {x} | take me to {x}
            [says]
            booked {x} {soon}, cant wait for {y}
            just back from {x}, {y} was {good}
            {x} with my {buddy}, {amount} of doing nothing
            lost {y} on the way to {x}, {bad}
            saving up for {x}, maybe next year
            always wanted to see {x} but {y} is so expensive
            been to {x} twice and {y} still surprises me
            sitting at the airport, {x} here i come
            imagine us in {x}, {y} and no phones
            work sends me to {x} for {amount}, {y} better be good
            [asks]
            have you been to {x}? | would you come to {x} with me? | what is your dream trip, {x}? | do you like {x}?
            where would you go, {x} or somewhere cold?
            [echo]
            {x}!! take me with you | i have always wanted to see {x} | pack me in your suitcase to {x} | {x} with you would be {good}
            {y} in {x} must be amazing | so jealous of {x} {hun} | {x} {when}? send me pictures | bikini for {x} is ready {tease}
            i was in {x} once, best days ever | bring me something from {x}
            [talk]
            i need a vacation so bad | i pack way too many shoes every time
            the sea makes me so calm | window seat always, i fight for it
            i want to wake up somewhere warm | my passport is full of small trips
            [quiz]
            where was your last trip? | beach or mountains {hun}? | where would you take me?
            do you travel alone? | favourite place in the world? | any vacation planned?
            """
        ),
        (
            "pets",
            """
            [things]
            my dog | the puppy | my cat | the german shepherd | the labrador | my parrot | the husky | the kitten
            my rescue dog | the horse | my bulldog | the turtle | the beagle | my old cat | two dogs | the chickens
            the golden retriever | the terrier
            [second]
            the couch | the vet | my shoes | the park | the long walk | the treats | the garden | the mailman
            the bed | the leash
            [brief]
            walking {x} | {x} is sick | {x} says hi | {x} ate my shoe | feeding {x} | {x} woke me | me and {x} {when} | {x} is {good}
            [says]
            took {x} out {past}, {y} was {good}
            {x} destroyed {y} again, {bad}
            had to bring {x} to {y}, poor thing
            {x} sleeps on {y} and i get the floor
            my {buddy} watches {x} when i travel
            {x} barked for {amount} because of {y}
            honestly {x} is my best friend since the breakup
            taught {x} a trick, took {amount} and many treats
            lying here with {x}, {y} all to ourselves
            {x} would love you, loves everybody
            [asks]
            do you have pets? | do you like {x}? | wanna meet {x}? | cats or dogs? | would you walk {x} with me?
            [echo]
            aww {x}!! send pics | i already love {x} | give {x} a kiss from me | {x} is so lucky to have you
            hope {x} feels better {hun} | {x} and {y}, classic | can i cuddle with {x} too? | is {x} single {lol}
            i miss having a pet like {x} | {x} {when}, my heart melts
            [talk]
            i had a bunny growing up and cried for weeks | animals feel who is good
            i want a tiny dog for my handbag | a man who loves animals is {good}
            my cat judges all my outfits | i follow too many dog accounts
            [quiz]
            what is the name? | do you let it sleep in your bed? | how old is it {hun}?
            cat or dog person? | who walks it when you work? | does it like strangers?
            """
        ),
        (
            "family",
            """
            [things]
            my mom | my dad | my sister | my brother | my grandma | my uncle | my ex wife | my cousin | my aunt
            my parents | my stepdad | the in laws | my grandpa | my twin brother | my godmother | my best man
            [second]
            sunday dinner | the hospital | the birthday | the old house | the wedding | the phone call | the inheritance
            the family photo | the argument | christmas
            [brief]
            visiting {x} | {x} called | dinner with {x} | {x} is here | {x} {when} | helping {x} | miss {x} | {x} is {bad}
            [says]
            visiting {x} {past}, {y} was {good}
            {x} called and talked for {amount}
            had a fight with {x} about {y}, {bad}
            worried about {x}, {y} is not easy
            {x} keeps asking when i will settle down
            helped {x} with {y}, took {amount}
            everybody came for {y}, even {x}
            since {y} i dont talk much with {x}
            {x} raised me, i owe a lot
            {x} would like you, no doubt
            [asks]
            are you close with your family, like {x}? | do you get along with {x} types? | do you have siblings? | how is your mom {when}?
            would you meet {x}?
            [echo]
            how is {x} doing? | hugs to {x} | {x} must be so proud of you | you are so sweet with {x} {hun}
            {y} with {x} sounds {good} | sorry about {x}, i am here | tell {x} hi from me | family like {x} is everything
            {x} raised a good man | i hope {x} gets better
            [talk]
            my mom calls me every single day | i have two sisters and no privacy
            family dinners at my place are loud | my grandma gives the best advice
            home is where my family is | i get homesick on tour
            [quiz]
            are you close with your parents? | brothers or sisters {hun}? | do you see them often?
            what does your family do on sundays? | who do you call when you are sad?
            """
        ),
        (
            "outdoors",
            """
            [things]
            fishing | hiking | the lake | camping | hunting | the boat | kayaking | the cabin | a bonfire | the trail
            surfing | climbing | the river | mountain biking | the forest | skiing | bird watching | the garden
            [second]
            the big one | the tent | the stars | my boots | the mosquitoes | the sunrise | the silence | the cooler
            the view | the rain
            [brief]
            {x} {when} | went {x} | back from {x} | {x} was {good} | off to {x} | {x} with my {buddy} | love {x} | no signal at {x}
            [says]
            spent {amount} at {x}, {y} was {good}
            going to {x} {soon} with my {buddy}
            {x} is the only place where i switch off, {y} and nothing else
            got soaked at {x}, {y} was {bad}
            up at four for {x}, worth it for {y}
            you should see {y} from {x}, no words
            took a week off just for {x}
            lost {y} at {x}, never seen again {lol}
            {x} before the snow comes, last chance
            my {buddy} fell in at {x}, laughed for {amount}
            [asks]
            do you like {x}? | would you come with me to {x}? | ever tried {x}? | can you handle {x}?
            tent or hotel if we go to {x}?
            [echo]
            {x}? keep me warm there {tease} | i would be so scared at {x} | {x} {soon} sounds {good} | take me to {x} {hun}
            you and {x}, so manly | {y} at {x} must be magic | did you catch something at {x}? | teach me {x} please
            i picture you at {x} now | {x} and no phone, i would miss you
            [talk]
            i love fresh air but not the bugs | sunsets make me romantic
            i would need a lot of blankets in a tent | nature heals everything
            i got lost on a walk once, so typical | barefoot in the grass is my therapy
            [quiz]
            do you go outside a lot? | what did you catch? | sunrise or sunset {hun}?
            do you go alone? | what is the most beautiful place you saw? | could you survive in the wild?
            """
        ),
        (
            "sleep",
            """
            [things]
            insomnia | a weird dream | my alarm | a long nap | no sleep | the neighbours | a nightmare | four hours of sleep
            my mattress | the heat | late nights | jet lag | an early start | a headache | too much coffee | a full moon
            [second]
            the pillow | my thoughts | the ceiling | the blanket | the clock | my phone | the window | the silence
            [brief]
            cant sleep, {x} | {x} again | {x} {when} | tired, {x} | woke up from {x} | blame {x} | {x} is {bad} | still up, {x}
            [says]
            {x} {when}, staring at {y}
            lying here with {x} and {y}, {bad}
            had {x} and you were in it
            only got {amount} because of {x}
            {x} makes me think too much at night
            put {y} away but {x} wins every time
            cant sleep since the breakup, {x} and {y}
            {x} kept me up, so i read our old messages
            went to bed early, {x} had other plans
            my doctor says {x} comes from stress
            [asks]
            are you awake too? | how do you beat {x}? | do you ever get {x}? | what do you do against {x}?
            did you sleep well?
            [echo]
            {x}? come here, i rub your head | poor you, {x} is {bad} | i get {x} too sometimes | i would sing you to sleep after {x}
            put {y} away and think of me {tease} | {x} {soon}, want a bedtime story? | no more {x}, i am here {hun}
            tell me about {x} | warm milk helps with {x} | hope {x} stops soon
            [talk]
            i am wrapped in three blankets right now | night time is when i get chatty
            i sleep like a starfish | i need eight hours or i am grumpy
            my bed is too big for one | i am still in my pyjamas
            [quiz]
            what keeps you awake? | early bird or night owl {hun}? | what did you dream about?
            big spoon or little spoon? | when do you get up? | what do you wear to bed, socks?
            """
        ),
        (
            "weekend",
            """
            [things]
            a barbecue | poker night | a wedding | the pub | a birthday party | the flea market | laundry | the bar
            mowing the lawn | the new couch | painting the kitchen | a date | karaoke | the casino | a pool party
            moving boxes | the dentist | christmas shopping
            [second]
            the beer | the hangover | the music | the weather | my suit | the bill | the dance floor | the guests
            [brief]
            {x} {when} | {x} was {good} | off to {x} | no plans, {x} maybe | {x} then home | late from {x} | skipping {x} | {x} lol
            [says]
            had {x} {past}, {y} was {good}
            {x} with my {buddy} and too much of {y}
            supposed to go to {x} but {y} is {bad}
            stayed for {amount} at {x}, dont ask about {y}
            not in the mood for {x}, rather talk to you
            {x} tomorrow, need to fix {y} first
            everybody had somebody at {x}, i had {y} {lol}
            left {x} early to write you
            {x} was so boring, {y} saved it
            spending {when} on {x}, living the dream
            [asks]
            what are you doing {when}? | would you be my date for {x}? | do you like {x}? | any plans, {x} maybe?
            wanna come to {x}?
            [echo]
            {x}? invite me next time | have fun at {x} {hun} | {x} {soon} sounds {good} | i would dress up for {x} {tease}
            how was {x}? | dont drink too much at {x} | {y} at {x}, i can picture it | i love {x}, dont judge
            {x} without me? rude | glad {x} was {good}
            [talk]
            my weekend is just me and the couch | i need a reason to wear my new dress
            sunday is for doing nothing | i dance until my feet hurt
            saturday nights are for trouble | i did my laundry, very glamorous
            [quiz]
            any plans for the weekend? | party or couch {hun}? | what do you do on a day off?
            who are you going with? | did you have fun? | are you a good dancer?
            """
        ),
    ]
}
