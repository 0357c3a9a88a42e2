extension Lexicon {
    /// Ages, school and parents, as far as they are the fan's own: `my son is 15` is not.
    static let minor = Lexicon(
        named: [
            // Those who may go to school while the fan does not.
            "young": """
            (son/sons/daughter/daughters/kid/kids/child/children/nephew/nephews/niece/nieces/cousin/cousins/
              grandson/granddaughter/grandkids/stepson/stepdaughter/godson/goddaughter/twins/wife/girlfriend/
              neighbor/neighbour/student/students/friend/buddy | little (brother/sister/one))
            """,
            "adverb": """
            (only/just/still/actually/like/really/technically/turning/about/barely/almost/basically/currently/
              already/not/even/now/is/officially)
            """,
            "parent": """
            (mom/dad/mother/father/parents/folks/guardian/guardians/grandma/grandpa/stepmom/stepdad/aunt/uncle)
            """,
            "unit": """
            (min/mins/minute/minutes/hour/hours/hr/hrs/h/day/days/week/weeks/wks/month/months/miles/mile/mi/km/
              k/inch/inches/in/cm/mm/ft/feet/foot/lbs/lb/pounds/kg/kgs/stone/percent/degrees/times/x/points/
              games/episodes/levels/level/dollars/bucks/usd/euros/pm/am/a/p/seconds/secs/sec/s/g/gb/mph/hp/oz/
              ml/reps/sets/rounds/beers/drinks/shots/people/guys/kids/cats/dogs/messages/texts/tabs/coffees/
              cups/pages/holes/behind/ahead/deep/down/up/over/under/handicap/floors/blocks/stops/wins/losses/
              goals/of/out/cars/photos/pictures/videos/songs/more/percentages/shifts/calls/meetings/emails/
              orders/houses/units)
            """,
            "years": """
            (years/yrs/year/yr)
              (into/in/at/on/with/of/as/sober/clean/married/now/ago/since/here/together/deep/strong/later/older/
              younger/divorced/single/running/back/working/doing/straight/and
              | old ..1 (company/business/car/truck/house/scotch/whisky/whiskey/single/dog/cat/game/band))
            """,
            "under": "#5-17",
            "grade": "(grade/grader/graders/graded)",
            "school": "(school/highschool/homeroom/algebra/geometry/prom/recess/detention/cafeteria)",
            "teach": """
            (teach/teaches/teaching/taught/coach/coaches/coaching/coached/tutor/tutoring/substitute/principal/
              teacher/counselor/janitor/custodian/superintendent)
            """,
            "i": "(i am | i will be | i just | me)",
        ],
        harmless: """
            (mom/mother/dad/father/parents/aunt/uncle) ..2 (teach/teaches/taught/works/work/worked/retired) ..4 school
            $kin ..5 (is/are/turned/turns/turning/was/aged) (a | only | just | about | almost | like | now | already |
              the)? $under ((years/yrs/yo/y) old?)?
            $kin ..2 $under ((years/yrs/yo/y) old?)?
            $pet ..2 (is/are/turned/turns/was) ..2 $under ((years/yrs/yo/y) old?)?
            $under (year/years/yr/yrs/yo/y/month/months) old? ..1 ($kin | $pet |
              scotch/whisky/whiskey/wine/business/company/account/marriage/bottle/rum/bourbon)
            (he/she/they/it | who) (is/are/was/were/turned/turns | just turned | will be) ..2 $under ((years/yrs/yo/y)
              old?)?
            (he/she/they/his/her/their/our) ..4 ($school | #1-12 th? $grade | homework/teacher/curfew/grounded |
              (middle/elementary/high/primary) school)
            $young ..6 ($school | #1-12 th? $grade | homework/teacher/curfew/grounded |
              (middle/elementary/high/primary) school)
            (son/daughter/kid/kids/child/children/nephew/niece/grandson/granddaughter/stepson) ..3
              (homework/teacher/grade/school)
            ($school | homework/grade) ..3 (of | with | for | my) ..1
              (son/daughter/kid/kids/child/children/nephew/niece/grandson/students)
            (i am | i)? (a | an | am | work | job)? ..2 $teach ..5 (school | #1-12 th? $grade |
              graders/kids/class/algebra/geometry/math/history/english/science/team)
            #1-12 th? $grade (teacher/science/math/english/history/class/students/kids)
            (high | middle | elementary | primary | driving) school
              (teacher/coach/principal/sweetheart/friend/friends/reunion/buddy/buddies/crush/band/football/
              girlfriend/days/memories/yearbook/bus)
            (driving/law/med/medical/grad/graduate/night/trade/business/beauty/art/nursing/culinary/old/flight) school
            (medical | law | grad | night) (school)
            (sunday | ballet) school
            (when/since/back/until/till/after) ..3 i ..1 (was/were/turned/hit/became) ..2 $under ((years/yrs) old?)?
            (when/since/back) ..3 i ..2 (in | at)? ..1 ((middle/high/elementary/primary)? school | #1-12 th? $grade)
            i (was/were) (only/just/like/about/maybe)? $under
            (since | at) (the age of | age)? $under
            (since/from/at) $under
            (years/decades/long) (ago | after | since | out of) ..3 (high/middle)? school
            (since | out of | finished | left | graduated | back in | remember | like in | after) (my)? (high
              school | highschool | middle school) (i | we | she | he | my | and | in | was | with | back | now |
              years | #1900-2026 | days)?
            (in | from) (high school | highschool) (i was | we were | he was | she was | we used | i used | i played |
              days | #1900-2026)
            $under $unit
            #5-99 $years
            $under (years | year | yrs | yr) (in | into | at | on | with | as | of | sober | clean | married)
            $under (to | or | and | out of | of) #1-99
            #1-99 (to | or | and | of) $under
            (for | about | around | last | past | next | another | every | in | after | within | over | under | at |
              by | since | nearly | almost | more than) $under $unit
            (level/lvl/chapter/season/episode/round/week/day/month/number/page/iphone/ps/hole/route/gate/row/seat/
              size/channel/mile/km/aisle/room/floor/bus/version/part)
              $under
            $under (kids/grandkids/children)
            (lost/gained/ran/run/did/drove/worked/slept/walked/down/up/won/scored/got/have/had/need/caught/bought) ..2
              $under (of | $unit)?
            (do/did/doing/done) ..1 homework on
            (moved/moving/move) ..2 (back)? in with my mom
            (live/living/stay/staying) with my mom ..3 (because/since/after/to/until/while) ..4
              (divorce/care/sick/rent/job/surgery/stroke)
            (my/the) (boss/wife/doctor/girlfriend/husband/dog/kids/daughter/son) (will not | does not | would not) let
              me
            grounded (person/guy/man/in/and/by/flight/flights/plane/helicopter/people)
            (feel/feeling/stay/staying/keep/keeps/so/very/flight/flights/plane/more) ..2 grounded
            minor
              (injury/problem/issue/league/leagues/setback/detail/inconvenience/surgery/repairs/damage/update/thing/
              things/accident/changes/delay/key/chord/cut/fix)
            (a/in) minor (key/scale)? (chord/song/league)
            (no | not) (a | for)? (minor/minors)
            underage (drinking)? (kids/girls/people/customers/kid)
            (card/carding/carded/check) ..3 underage
            (my/our) (students/pupils/class/team) ..6 (grade/graders/school/homework/algebra)
            (grading/graded/grade) ..3 (papers/homework/exams/essays/tests)
            prom (king | queen | night in | was | back)
            curfew (in | because | for | during | at the base)
            (kids/teen/teens) curfew
            brakes
            (dad/mom/mother/father/grandma/grandpa/uncle/aunt/parents/folks) (is | are) here (for | this | and (we |
              i) | until | all)?
            (i | we)? (coach/coached/coaching/umpire/ref/referee/sponsor) ..2 (little league | jv | soccer | football
              | baseball)
            $kin ..3 (little league | soccer | recital | jv | braces | retainer | prom | homework | school | camp |
              curfew | allowance | detention | teacher | babysitter)
            (babysitter) (for | is | cancelled | canceled | tonight | with the kids)
            folks (storm/stay/be/happy/have/thanks/that/listen)
            lock your doors
            """,
        signs: """
            i am $adverb? $adverb? #8-17
            i will be $adverb? #8-18 (in | next | on | this | soon | tomorrow | after | at)
            ill be $adverb? #8-18 (in | next | on | this | soon | tomorrow)
            (just | i | i am | will | about to | going to | only)? (turn/turned/turning/turns) ..1 #8-18 (in | next |
              on | this | last | soon | tomorrow | yesterday | today | a | two | few)
            (i | i just | just | i am | i only) (turned/turning) #8-17
            (can not wait | until | till | wait | when) ..4 i ..2 (am | turn/hit/be) ..1 #10-18
            (my)? age (is)? $adverb? #8-17
            #8-17 (years/yrs/year/yr/yo/y) old
            #8-17 (yo/m/f/male/female/boy/girl/guy/dude)
            (m/f/male/female/boy/girl) #10-17
            #10-17 and a half
            i am #10-17 (years/yrs/yo/y)
            (me | i) (and)? (only/just) #8-17
            ^ (only/just) #10-17 (lol/haha/here/but/sorry/btw/tho/though)
            (my) (#8-18) th (birthday)
            my sweet #16-16
            (turning) #8-18 th?
            (not | am not | is not | not even | not quite | are not | are not even) ..1 (#18-18 | of age | legal | an
              adult | old enough) (yet | till | until)?
            (almost/nearly/basically/practically/about) ..1 #18-18
            (under | below | younger than | less than) #18-18
            (#18-18) (in | next) ..2 (weeks/months/days/year/month/week/years/march/june)
            i am (a)? (minor/underage/teen/teenager/kid/child/preteen/tween/schoolboy/freshman/sophomore)
            am (underage/minor)
            (if/even/because/since/though) ..1 i am ..2 (minor/underage/young | too young | a kid)
            (too young) ..3 (to be | for this | here | buy | pay | have a card | sign)
            (lied/lying/lie/fake/faked/wrong) ..4 (my)? (age | birthday | birth year | birthdate)
            (said/put/told/pretend/pretended/clicked/says) ..4 (#18-30) ..4 (but/actually/really) ..3 #8-17
            not really #18-30
            (fake id)
            (older/brother/cousin/sister/dad/mom) ..2 (id | account | login) (to)? ..2 (get in | sign | use | access |
              here)
            (born | birth year is | year of birth) (in)? #2009-2020
            (year/class) of #2027-2034
            (graduate/graduating/graduation) (high school)? in #2027-2034
            (my age)? asl ..2 #8-17
            i am (in | a | going into | starting | still in | only in | just in | finishing | almost in | just started
              | about to start) ..2 (#5-12 th? $grade | (high/middle/junior/secondary/elementary) (school/high) |
              school | highschool | year #7-13)
            (in | start | starting | started | finish | finishing | going to | into | only | entering) #5-12 th $grade
            ^ #5-12 th $grade
            #5-12 th $grade (is/was/sucks/and/starts/lol/here)
            i (am | was) ..1 #5-12 th grader
            as (a | an) #5-12 th grader
            (freshman/sophomore/junior/senior) (year)? (in | at | of | here)? (high school | high school | highschool)
            (sophomore/freshman) (year)? (is | at | starts | here | this | and)
            year #7-12 (at | in | student | exams)
            (my)? (gcse/gcses)
            (middle/junior/elementary) (school/high)
            (my | the | our | at | after | before | from | during | between | skip | skipping | skipped | left | in |
              to | for | hate | of | got | have | had) (school/highschool | high school) (bus | tomorrow | today |
              right now | now | starts | is | finishes | ends | ended | night | just | uniform | dance | play | trip |
              locker | principal | counselor | project | let out | let us | lunch | teacher | sucks | until | in the |
              so | counselor)
            (school night | school bus | school project | school uniform | school dance | school trip | school play |
              school computer | school laptop | school lunch | school tomorrow | schoolwork)
            (got/have/had/in/from) (home from | out of | back from | to go to)? (detention/homeroom/recess | study
              hall | pe class | gym class | math class | chem class | bio class | english class)
            (after/before/during/at/in/from) (school/class/homeroom/recess/lunch/math/algebra/geometry) ..4
              (mom/dad/teacher/bus/homework)
            (home from school)
            (got | get | in) (detention | suspended from school)
            my (teacher/teachers/principal/homeroom) ..4
              (caught/took/gave/called/yelled/said/saw/told/let/hates/confiscated)
            (algebra/geometry/spelling/biology/chemistry/math/history) (test/quiz/homework/final) ..3
              (tomorrow/today/school/mom/class/study/fail/failed/teacher)
            (prom | homecoming) (is | this | next | with | dress | tickets | date | tomorrow)
            (go/going/take/ask) ..3 (prom/homecoming)
            (learners | learner) (permit)
            (permission slip)
            (report card)
            (do | doing | finish | finishing | got | have | did | help | with | my | of | too much) ..2 (homework)
            (sats/psat) (next | this | tomorrow | are)
            (my)? $parent ..2 (will not | would not | does not | do not | never | not going to) (let/allow/allows) (me
              | us)?
            $parent ..2 (let/allow/allows) me (stay | have | use | go | buy | on)
            $parent ..3
              (took/takes/taking/take/confiscated/check/checks/checking/monitor/monitors/block/blocked/limits/
              grounded/caught)
              ..3 (my | me | the) ..1
              (phone/ipad/laptop/tablet/computer/xbox/wifi/history/screen/messages/allowance/console/ps)?
            $parent (grounded | yelled at | will kill | will be mad | would be mad | would kill | is going to kill |
              would freak | will freak | will see | can not know | can not find | can not see | might see | found out
              | would ground | will ground | does not know | do not know) (me)?
            (if | before | case | so | until) (my)? $parent ..2
              (find/finds/found/see/sees/saw/catch/catches/come/comes/know/knows/wake/wakes/walk/walks/get/gets)
            my $parent ..2 (would | will | going to | going to | might) ..1
              (kill/murder/freak/ground/flip/disown/punish/scream/be) ..2 (me/if/mad/angry/out/pissed)?
            $parent ..2 (phone/ipad/laptop/tablet/card/wallet/purse) ..4
              (when/while/because/sleep/asleep/away/secretly/knowing/notice)
            (use/using/take/sneak/sneaking/snuck/steal/borrow/hide/hiding) ..3 ($parent | the (ipad | phone | laptop |
              tablet) | my phone (from | in | under))
            (asleep/sleeping/home/work/gone/away/out/downstairs/upstairs) ..3 (so i can | so i could | so now i)
            $parent ..3 (asleep/sleeping) ..2
            $parent ..4 (kick me out | strict | overprotective | track my (phone | location))
            (ask/asked/asking) ..1 my $parent (if | for | to | first | permission | can)
            i am grounded
            (got/get/being/been/gets) grounded
            grounded (until | for | again | this | so | now | because | from)
            (my | past | have a | got a) (bedtime/curfew)
            (bedtime/curfew) (is | at | so | by)
            (my)? allowance (money | this | is | from | on | to | for | i)?
            $parent (credit)? (card/account) (to | for | without | so | is)?
            (use/using/used/stole/steal/borrow/took) (my)? $parent (credit/debit)? (card/account/wallet/purse)
            (parental) (controls/control/lock)
            (babysitter)
            (pocket money | lunch money | birthday money | christmas money) (from | on | to | for | is | and | left |
              so)?
            (too young | not old enough | can not) (to)? (drive) (yet | alone)
            (not old enough) (to | for)?
            $parent ..2 (in the next room | coming | is calling | is here | walked in | drives me | drive me | picks
              me | pick me | picking me | dropping me | drops me | drop me)
            (when i | once i | until i | till i) (grow up | am older | am an adult | am a grown up | am legal | turn
              #16-18)
            (my)? (teen/teenage) (years | self)? (problems)?
            (youth group | boy scouts | girl scouts | cub scouts)
            (little league | jv (team/football/soccer/basketball) | junior varsity | varsity
              (team/tryouts/football/soccer/basketball))
            (got/get/getting/have/wear/wearing/hate) ..2 (my)? (braces/retainer)
            (braces/retainer) (off | on | tomorrow | hurt)
            (#1-8 th (period/hour)) ..4 (now/class/teacher/bored/lunch/starts)?
            teacher ..3 (looking/watching/coming/caught/gave/says/said/boring/mean)
            (older/big) (cousin/brother/sister/friend) ..3
              (make/made/making/sign/signed/set/buy/bought/verify/verified/id)
            #8-17 (years/yrs/y/year) o
            ^ #10-17 (y/yr/yrs/yo/years)
            homeroom
            (mom/dad/mother/father/parents/grandma) ..2 (says/said/say) ..2 (no | i can not | i am not allowed | i
              have to | only | bedtime) ..4
              (screens/screen/phone/games/internet/week/school/night/bed/out/allowed/until/computer/dating/date)?
            (screen time) ..4 (over/limit/limited/up/rules/mom/dad/left)
            (years | #1-6 years | year) (of | left of | until | before) (high)? (school | i graduate | i finish school
              | i turn #18-18 | i am legal)
            (years | year) (of)? (high school) (left | to go)
            (younger/under) than (that | #18-18 | what it says | you think)
            (i am)? (younger than)
            (my)? (guardian/guardians) ..2 (controls/control/checks/check/let/will/said/says/monitor/monitors/phone)
            (be/am | will be)? old enough (in | when | next | soon | by)
            (not | no longer | never) old enough
            (school)
              (picture/pictures/photo/photos/day/council/trip/sports/week/year/break/holidays/counselor/nurse/id/
              email/account/desk/ends/night/nights/morning/kid/kids/friends/paper/stuff/clothes/concert/orchestra/
              choir)
            (jv | junior varsity | varsity)
            (middle/high/junior/secondary/elementary/grade/primary) (schooler/schoolers)
            (#5-12 th) (grader/graders/grade) ..2 (here/lol/btw)
            (high school) (student | kid | junior | senior | sophomore | freshman | boy | girl)
            (i am | am | as) (a)? (student | kid) (at | in) ..2 (middle/high/elementary/secondary/junior)
            (sixth form | form (room | tutor) | year (seven | eight | nine | ten | eleven))
            (mom/dad/mother/father/parents) ..3 (will | would | going to | going to)? (ground/grounds/grounding) (me)?
            (not allowed) ..3
              (phone/out/online/internet/computer/car/date/dating/weekdays/school/bed/after/late/alone/home/social)
            (mom/dad/mother/father/parents/grandma/stepdad) ..2
              (drive/drives/drove/driving/pick/picks/picking/drop/drops/dropping/bring/brings/take/takes) me (to | up
              | off | home | from) ..3
            (do | did | have | got) (my)? (chores) ..3 (mom/dad/before/allowance/phone/out)?
            (birthday) ..3 (turning | turn | will be | i am) ..1 #8-17
            (#8-17) (on | in) ..2 (my birthday | january | february | march | april | may | june | july | august |
              september | october | november | december | monday | friday | saturday | sunday)
            (still) (a minor | underage | in school | in high school | in middle school | a kid | a teenager | a child
              | live with my (mom | dad | parents | folks))
            (kids/kid) (my age)
            (my age) ..4 (allowed/supposed/here/kids/young/mom/school/legal/sign)
            (get | got | getting) (my)? (permit | drivers permit | license) (next | when | at | in) ..2 (#15-18 |
              summer | year | month)
            (too young) (for | to | i know | but | lol | and | right)?
            (in | only in | just in | starting | finished | entering) ..1 grade (#4-12 | four | five | six | seven |
              eight | nine | ten | eleven)
            (use/used/using/with/borrow/borrowed) ..2 (dad/mom/brother/sister/cousin/friend/grandma/uncle/aunt) ..1
              (identity | license | passport | account | birthday | birth date | card | id) ..4
              (past/check/verify/age/get/sign/in/pay/here)?
            (past/around/bypass/fool/beat/trick/faked/fake/lied/skip/skipped) ..2 (age (check | verification | gate |
              limit | thing | question))
            (#13-17) (here | lol | btw | but | and (a | in | still | not) | almost | from | going on | soon)
            (mom/dad/mother/father/grandma/grandpa/parents/aunt/uncle/sister/brother) ..1
              (pick/picks/picking/drop/drops/dropping/drive/drives/driving/bring/brings/walk/walks) me (up | off)? ..1
              (from | at | to) ..1
              (school/practice/class/soccer/football/band/work/rehearsal/swim/dance/library/bus/home)
            (summer camp | scout camp | band camp | church camp | day camp | youth camp) ..5
              (no/phones/allowed/counselor/parents/mom/cabin/starts/starting/tomorrow/monday)
            (no phones | phones | phone) ..2 (not)? (allowed | banned) ..3
              (class/school/there/camp/table/weekdays/lunch/room)
            (confiscated | took away) ..2 my ..2 (phone/laptop/console/tablet/ipad/switch/xbox)
            (teacher/teachers/principal/counselor) ..4 (i need | my grades | my mom | my dad | my parents | in trouble
              | detention | failing | tutor | called home | sent me | confiscated)
            (failing/failed/fail/passed/passing/flunked/flunking) ..2
              (algebra/geometry/biology/chemistry/math/history/english/spanish/gym/science/grade/class/year/spelling)
              ..4 (teacher | mom | dad | parents | tutor | school | grounded | year | year again | summer)
            (summer/night) school ..3 (because | if i fail | math | again | this year)
            (my)? (allowance | pocket money | chores money | babysitting money | lawn money | birthday money)
            (#6-11 | sixth | seventh | eighth | ninth | tenth | eleventh) th? (grade/grader) ..2
            (year | years | months | summers) (till | until | before | away from) ..1 (#18-18 | i am #18-18 | college
              | graduation | i am legal | i am an adult)
            (wait | until | till | once | when) ..3 (i am | i turn | be | to be | turn | turning | i hit | i reach)
              ..1 #16-18
            (brother/sister/cousin/mom/dad/friend/uncle) ..2 (let/letting) me (use/borrow/have) ..2
              (card/id/account/phone/laptop)
            (study hall | free period | lunch period | gym class | math class | english class | history class |
              science class | pe class)
            (i am) (just | only | still | basically | kind of)? (a | the)? (kid/child/teen/teenager/youngest) ..1
            (do | does | must | should) (you | i | we | everyone) (have to be | need to be | be) ..2
              (adult/legal/grown | over | #18-21 | of age) ..6
            (is it | is this | am i) ..2 (ok | okay | allowed | legal | fine | bad) ..2 (if | that | for) ..2 (i am |
              am) ..2 (young/younger/under/minor/teen/kid | not)
            (mom/dad/mother/father/stepdad/stepmom/parents/grandma) ..3
              (tracker/tracking/tracks/track/spyware/monitoring/filter/parental/block/blocks/lock/locks/timer) ..4
            (college/university) (applications/application/visits/tours | in #1-6 years | when i graduate | after high
              school)
            (few | couple | #1-8 | two | three | four) ..1 years (until | till | before | from) ..2
              (college/graduation/graduate/driving/drive/adult/eighteen | i can (drive | move out | vote | drink |
              work))
            (report card | honor roll | gpa | grades) ..6 (mom/dad/parents/grounded/mother/father/school/teacher/mad)
            (mom/dad/mother/father/parents) ..3 (furious/mad/angry/freak/freaking/pissed/upset/disappointed) ..4
              (account/phone/grades/out/app/card/here/this/found)?
            my #8-17 th (birthday/b day)
            (for/on/at/got/had/have/after/before) ..2 #8-17 th birthday
            (field trip | spirit week | picture day | science fair | spelling bee | pep rally | talent show | class
              trip | student council | yearbook | show and tell)
            (i am | am) (under age | underage | below age | not of age)
            under age
            (graduation/graduating/graduate/graduated/promoted) (from | out of) (middle | elementary | junior high |
              primary) (school)?
            (finals/midterms/exams) ..4 (school/class/teacher/grade/math/chem/bio/mom/dad/parents/algebra/history)
            """,
        hints: """
            homework
            $parent (says | said | will)
            (teacher/teachers)
            school
            (class/classes)
            (exam/exams/quiz/test/tests)
            (bedtime/curfew/grounded/allowance)
            (xbox/roblox/minecraft/fortnite)
            (#10-17)
            (not allowed | am not allowed | allowed to)
            (my birthday)
            (too young | so young | really young)
            (grade)
            (sleepover | summer break | spring break | winter break)
            """)
}
