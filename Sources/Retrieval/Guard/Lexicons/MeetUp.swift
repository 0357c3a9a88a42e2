extension Lexicon {
    /// Wishes to meet in the flesh, and questions where the creator is. A daydream (`would you come to a concert?`)
    /// is none.
    static let meetUp = Lexicon(
        named: [
            "ask": """
            (can/could/will/would/should/let/want/when/if/may/love/like/hope/hoping/need/please/how/
              where/must/going)
            """,
            "drink": """
            (coffee/drink/drinks/dinner/lunch/breakfast/brunch/beer/beers/cocktail/cocktails/bite/date)
            """,
            "near": """
            (near | close to | in | around | from) (me | my (city | town | area | state | place) | here | you)
            """,
        ],
        harmless: """
            (nice/glad/happy/good/great/pleasure/lovely/honored) ..2 (to | we)? (meet/met/meeting) (you)?
            (meeting/meetings/met) (at work | with (my | the) (boss | client | clients | team | lawyer | doctor) | was
              | ran | went | all day | until)
            (a | the | my | this | every | long | another | boring | team | work | board | zoom | staff) meeting
            (meet/met/meeting) (a | the | my | him | her | them | some | someone | his | with (my | the | a | some))
              (deadline/deadlines/friend/friends/mom/dad/brother/sister/guys/boys/buddy/buddies/client/clients/boss/
              dog/parents/family/girl/team)?
            (meet) (deadline | deadlines | expectations | the (deadline | standard))
            (how i met your | meet the (parents | fockers | press | robinsons))
            (met) (you)
            meet ..2 (in (my)? (dreams | dream) | in the game | online | in game)
            (swim | track) meet
            (come over) (the radio | me | here lol)
            (hotel) (in | at | for | from) (work | the (conference | trip))
            (dating app)
            (make/making) ends meet
            ends meet
            (meet) (the (team | family | parents)) (of my)?
            (met/meet) (my | her | his)
              (wife/husband/girlfriend/friend/friends/buddy/boss/mom/parents/family/kids/son/daughter)
            (near | close to) (me | here) ..2 (store/gym/bar/place/restaurant/park/beach)
            come to my (senses | mind | rescue | attention | aid)
            if i (make/cook/bake/grill/fry)
            (coffee) on me (beautiful/gorgeous/babe/dear)
            (state/city/town/country) (are/is) ..1 (the | he | she | they | it)
            (sex | safe | take | walk | drive) (appeal)
            where are you from (originally/anyway)
            the address on ..3
            """,
        signs: """
            $ask ..4 (meet) (up | you | me | in | for | at | this | next | tomorrow | tonight | sometime | someday |
              one day | somewhere | face | today | in person | after | when | soon | offline | over | and)?
            (i)? (want/wants/need/love/like/dying/hoping/ready) to (meet)
            (meet up | meetup | meet me | meet you | meet in (person | real life | private) | meet face to face | meet
              in person | meet offline | meeting up | meeting you | meeting in person | we (should | could | can |
              must) meet)
            (see | visit | hang | hang out | date | chill | know you | have you | be together | hold you | touch you |
              kiss you) ..4 (in person | in real life | face to face | in the flesh)
            (can | could | may | let me | want to | i will | will | would love to) (i | just | come | and | to)? ..1
              visit (you | you | your)?
            where ..2 (do | are | exactly) ..2 you ..1 (live/located/based/staying/stay)
            (can | could | should | shall | let us | will) (we | i | you) ..2 (grab | get | have | go for) ..2 $drink
            (in person | face to face | in real life | in the flesh)
            (come/coming) (over | to (my | your) (place | house | apartment | city | town | hotel | room | flat |
              hometown) | visit (me | you) | see (me | you) | here and | by (my | your) (place | house) | stay (with |
              at))
            (can i | could i | let me | i will | i would | i could | i can | going to | want to | i want to | may i |
              planning to | thinking of) ..2 (visit | visiting | drive | driving | fly | flying | come | travel |
              traveling | move | take the train | book | booked) ..3 (you | out | over | to (you | your | see you |
              where you))
            (fly/flying) (you) (out | over | to | in | here)
            (fly/flying) (out | over | in | down | there)? (to) (see | meet | visit | be with) (you)
            (buy | book | booked | pay for | get | got | send) ..3 (plane ticket | flight | flights | tickets to (you
              | your city | see you) | a room | hotel | airbnb | uber) ..4 (you | for (us | you) | so we | together |
              to see | near | and)?
            (hotel/airbnb/motel/room) ..4 (for us | with me | near you | tonight | for (the)? (night | weekend) |
              together | and you | meet | key | in your (city | town | area))
            (my | your) (place | house | apartment | flat | hotel room | hotel) (or (yours | mine) | tonight | this
              weekend | later | tomorrow | after)
            (your place | my place) (or (mine | yours) | tonight | this | tomorrow | later | after | saturday | friday
              | sunday)?
            (grab/get/have | go for | take you | meet for | buy you) ..3 $drink ..4 (together | with (me | you) |
              sometime | tonight | tomorrow | this | next | friday | saturday | sunday | in person | near | downtown |
              one day | someday | when | some time | on me | in person | real)
            (take | taking) (you) (out) (for | to | on | tonight | this | tomorrow | sometime | for real | one day)?
            (go | going) (out)? (on)? (a | an)? (real/actual/proper/first) date (with me | in person | in | tonight |
              this | sometime | somewhere | together | for real)?
            (go out (with me | sometime | together | tonight | this (weekend | week | friday | saturday)))
            (pick/picking) (you) up (at | from | tonight | tomorrow | around | after | for | in)?
            (what | which) (city | town | state | country | area | part of | neighborhood | hotel | gym | bar | club |
              street | address | school | suburb) ..2 (are you | do you | you (live | at | in | from))
            (where) (do | are | exactly | abouts | about | in | you | you) ..4 (live | located | based | located at |
              stay | staying | located | at right now | living | home)
            (where (are you | you) (from | at | exactly | located | based | staying) (exactly | right now | in |
              tonight)?)
            (do | are) you ..3 (live | located | based | stay) ..2 (near/close/around/in
              (my/the/new/los/texas/florida/california/london/chicago/miami/vegas))
            (you live | are you | do you live | you are) (near | close to | around | anywhere near) (me | here | my |
              by | <place>)?
            (your | your | the) (home address | address | exact location | location | zip code | postcode | zip |
              hotel room | room number)
            (send/share/give/drop/tell) ..2 (your | the | me your) (address | location | live location | pin)
            (i am | i will be | will be | am | going to be | be | flying | coming | traveling | travelling | driving |
              passing) ..2 (in | to | through | into | near) (your) (city | town | area | neighborhood | state |
              country | hometown | part of)
            (when | if | next time) (you are | you come | you are | are you) ..2 (in | to | visiting | around) (town |
              my | the city | the area | vegas | london | miami | la | nyc | chicago | texas | florida | here)
            (can | could | will | want to | let us | we (could | should | can)) (we)? (hang out | hangout | hook up |
              hookup | link up | get together | link | spend (the night | a night | the weekend | a weekend)) (in
              person | in person | tonight | this | sometime | some time | for real | with me | somewhere | soon |
              together | one day)?
            (hang out | hook up | link up | get together | hangout | hookup) (in person | in person | tonight | this
              (weekend | week | friday | saturday) | sometime | some time | for real | somewhere | near)
            (are you | you | you) (free | available | around | down) ..3 (to (meet | hang | link | come | grab | go
              out | get together) | for (a | some)? (drink | drinks | dinner | coffee | a date | date | meet |
              meetup))
            (i live | i am | i am staying | i stay | my hotel is | my place is) ..3
              (hour/hours/minutes/min/mins/miles/blocks/away/close/near/next) ..3 (from you | away from you | from
              your | to you | near you | from where you)
            (how far) (are you | away are you | is it | do you live) ..2
            (escort | overnight | incall | outcall | gfe) (service | rate | rates | price | how much)?
            (how much) ..3 (for a (night | date | meet | meeting | weekend | dinner) | to (meet | spend | see you |
              come | visit | take you | go on) | (an | a | per) (hour | night) with)
            (i can | i could | i will | can i | let me) (be | get) (there | to you | at your) (in | by | tonight |
              tomorrow | place)
            (wait/waiting) ..2 (outside | at) (your | the) (hotel | bar | club | airport | station | show | event)
            (see you) (in person | in person | tonight at | at the (hotel | bar | airport | show | station))
            (stay | sleep | crash) (at | over) (your | my | at (your | mine | yours)) (place | house)?
            (move in | live together | move in together) (with (me | you))
            (bring you | take you | have you) (home (with me | tonight | to) | back to (my | mine))
            (cook | dinner | make dinner) ..3 at (my | your) (place | house | apartment)
            (let us | let us) (do | have | grab | get) ..2 $drink
            (meet) (you)
            (real life) (date | meeting | meet | meetup)
            (convention | meet and greet | fan meet)
            (let us | let us | we (should | could | can | must)) (go)? ..2 (get/grab/have/eat/try/do) ..4 (downtown |
              my treat | this (friday | saturday | weekend | week | sunday) | together | tonight | tomorrow | in
              person | at that | at the)
            (my treat | on me) ..2 (friday/saturday/sunday/weekend/tonight/dinner/drinks/downtown/night)?
            (are | are) you (ever | sometimes | still | currently | now | actually | going to be | going to be) ..1
              (in | near | around | at)
            (if | when | whenever) you ..2 (ever | come | are | visit | get | travel) ..3 (in | to | through | visit)
              ..3 (i would | id | i will | let me | we | let us |
              call/drinks/show/dinner/beer/coffee/host/pick/stay/hit)
            (love to | like to | want to | let me | want to | happy to) buy you ..2 $drink
            (hop/get/jump) on (a | the | the next | the first) (plane/flight/train/bus) ..6
              (you/see/there/tomorrow/meet/tonight/together/come)
            (come/came/coming) to ..1 my ..3
              (party/house/place/home/cabin/wedding/barbecue/bbq/pool/room/birthday/apartment/show/gig/game/city/town)
            (private | real life | in person | personal)
              (meeting/meetings/meet/meets/session/visit/visits/dates/meetup/meetups)
            (do | are) you (do | doing | offer | open to | into) ..2
              (meets/meetings/meetups/meeting/escorting/dates/outcalls/overnights | meet ups | real meets)
            (which | what)
              (bar/club/hotel/gym/restaurant/cafe/beach/airport/mall/store/park/terminal/flight/street/building/
              city/town/state/country/area/neighborhood)
              ..3 (are | do | is | you/your | at | in)
            (tell me | let me know | send me) (where/which/when) ..3 (you | your) ..3
              (are/at/live/stay/be/meet/bar/hotel/house) ..3
            (spend | stay) ..2 (weekend | night | holiday | christmas | week | day | vacation | evening | new years)
              ..2 (with me | together | at my | with you | in my)
            (near | close to | around the corner from | minutes from | blocks from | miles from | miles away | not far
              from) (you | your (place | house | city | town | area))
            (want | need) (some)? company (tonight | right now | this | later)?
            (give | send | tell | text | drop | share) ..2 (the | your | an | me your | me the | me an)?
              (address/location/pin/coordinates)
            (come | coming | can i come) (see | visit | find | surprise | get) you
            (name of | what is) ..1 (your | the) (city/town/street/hotel/neighborhood/state)
            (meeting you | to meet you | meet you) ..4 (dream | when | finally | soon | real | one day | some day |
              someday | would | love | person)
            (when | where | how soon | what day) (can | could | will | do | should | are) ..2 (we | i) ..2
              (meet/meeting/see/hang/hook/link | get together | do this | make it happen)
            (we (meat | met up | meat up)) ..2
            (meat up | meetin up | link up | meet ups)
            (real/actual/proper) date
            (dinner and a movie)
            (send | order | get | call | book) (you)? (a | an)? (car/uber/driver/taxi/limo/ticket/flight/cab) (for you
              | to (pick | get | bring | take) | to your)
            (i am | i will be | just got | just landed | landed | arrived | staying | here) ..2 (in | at | to) ..1
              (your (city | town | country | state | area) | the airport | downtown) ..6
              (meet/come/drinks/see/free/around/where/want/up/you)?
            (travel/traveling/trip/vacation/cruise/holiday/getaway/weekend) ..3 (with me | together with | and you |
              just us | you and me | the two of us) ..3
            (would | will) you (ever | really | actually | consider) ..2 (meet/date/see/visit/go/come) ..3
              (fan/fans/me/subscriber/person/real/out)
            (be | am) (at | in) your (door | place | city | hood | area | lobby) (in | by | tonight | tomorrow)?
            (see | have | hold | hug | touch | kiss | smell) you (in)? (real life | for real | in the flesh | in
              person | in person | face to face)
            (meet/meeting) (me | up | at | in | for | him | us | someone like you | tonight | tomorrow | halfway |
              somewhere | offline | outside)
            (pay/paying/paid) ..3 (to meet | for a meet | for a date | for meeting | to see you | to spend | for
              dinner with | for a night)
            (will | going to | am) be at ..2
              (mall/bar/park/station/airport/cafe/club/hotel/beach/restaurant/gym/lobby) ..6 (wear | know it is you |
              meet | join | come | there | find me | see you)
            (let me | want to | i will | love to | i would | going to) take you (on | to | for) (a | an | the)? ..1
              (trip/vacation/paris/vegas/dinner/lunch/beach/cruise/holiday/weekend/date/italy/movie/movies/concert/
              miami/bahamas/hotel/steak/sushi/coffee/drinks/brunch/getaway/spa)
            (do | did | have | would | could | will) you (ever | also | actually | really | sometimes)?
              (meet/met/meeting/date/dated/see) (with | up with)? (your | any | a | the)?
              (fan/fans/subscriber/subscribers/clients/client/guys/customers/followers)
            (see/meet/find/get/pick) you (up)? (at | in | by | outside) ..2
              (arrivals/airport/station/gate/lobby/bar/restaurant/hotel/mall/corner/park/beach/cafe/door/club/gym)
            (go | going | come) ..2 (for) (a)? (walk/run/ride/drive/hike/swim) ..3 (together | with me | this |
              tonight | tomorrow | sometime | in person)
            (swing by | drop by | stop by | come by | pop over | come round | come through) ..4
              (you/your/place/house/tonight/tomorrow/later/work)?
            (drive/fly/travel/walk/ride/bike) ..3 (miles/hours/kilometers/km/states/country/hour/minutes) ..3
              (see/meet/get/be/reach/for) ..1 (to | with)? (you)?
            (go out | going out | head out | hit (the)? (bar | bars | town | club)) ..3 (drinks | dinner | together |
              tonight | weekend | friday | saturday | next week | with me | for (drinks | dinner | coffee | a drink))
            (is | are) (your | your) (house | home | place | apartment | hotel | city | work) ..3
              (close/near/far/next/by/around/in)
            (send/ship/mail/bring/deliver) ..2 (you)? ..1
              (flowers/roses/gift/chocolates/package/something/it/present/letter) ..4 (address | house | home | where
              do you live| your (place | door | work))
            (your | your) address ..3
            (visit/visiting) (me/you) (in | at | this | next | sometime | tonight | some day | there)
            (want | want to | like | love) to (come | go) (with me | home with me | over | out with me | to my)
            (bought/buy/got/booked/book/get) ..3 (ticket/tickets/flight/flights/train/bus) ..2 (to | for) ..1 (your |
              see you | you | visit | meet | us)
            (do | did | will) you ..2 (go | hang | hang out | party | shop | drink) ..2 (to | at | in) ..4
              (might/will/could/i am | see you | be there | run into | bump into | find you)
            (bump into | run into | look for | find) (you | each other) ..2 (there | town | street | club | bar | gym
              | one day | some day | sometime)
            """,
        hints: """
            (meet)
            (address/location)
            (drive to | fly | visit)
            (your city | your town | near you | close to you)
            (this weekend | tonight | tomorrow | friday | saturday)
            (dinner/coffee/drinks) with you
            (in person | real life)
            """)
}
