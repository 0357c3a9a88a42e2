extension Lexicon {
    /// Words of death are everyday words too: `dying of laughter`, `this commute kills me`.
    static let selfHarm = Lexicon(
        named: [
            "i": """
            i
              (just/really/only/still/honestly/seriously/sometimes/often/always/actually/kind/of/am/have/do/
              even/also)?
              (just/really/always/often/kind/of)?
            """,
            "wish": """
            (want/wants/wanted/wish/wished/wishing/plan~/hope/hoping/ready/deserve/need/prefer/going/decided/
              thinking/thought/think/tempted/tried/trying/considering/rather/about)
            """,
            "end": """
            (kill~ (myself | my self | himself/herself/themselves) | end~ (it/this/things) (all | tonight | now |
              today | for good | once and for all) | end~ (my/this) (own)?
              (life/lives/pain/suffering/misery/existence) | take/taking/took (my | his | her) (own)? life | hang~
              (myself/himself/herself) | shoot~ (myself/himself/herself) |
              cut/cutting/hurt/hurting/harm/harming/starve/starving/burning/burn (myself) | slit~ my wrists/wrist
              | overdose~ | unalive~ (myself)? | commit~ suicide | off myself | offing myself | drown~ myself)
            """,
            "reason": "(reason/reasons/point/purpose/will/energy/strength/motivation/use)",
        ],
        harmless: """
            $not ..2 (kill~/hurt/harm/cut) myself
            (battery/phone/plants/plant/signal/engine/app/server/chat/party/music) ..4 (die/dies/died/dying/dead)
            (kill~/killed/killing) (myself)? (at | in) (the)? (gym/work/legs/arms)
            (kill~/cut~/hurt~/burn~) myself (shaving/laughing/cooking/training/working | at work | at the gym | on the
              grill | with (the/a) (can/tin/lid))
            hurt~ (myself)? (at | in | playing | lifting) ..2 (gym/work/football/soccer/basketball/training)?
            cut/cutting (myself) (off | some slack | a | another)
            cut/burned/burnt/cutting myself (a | on | while | when | shaving | cooking | with the)
            to die for
            dying (of | from) (laughter | laughing | boredom | heat | curiosity | embarrassment | suspense)
            dying (to | for) (see/know/hear/meet/try/taste/watch/find/talk/get/go/have | a | some | the | your)
            (kill~/killing) (it | time | me | the | that)
            die/dead/dying/died (laughing | of laughter | inside lol)
            (game/movie/film/show/book/song/character/episode/series/boss/level) ..6 (suicide | kill~ myself |
              die/died/dies/dead)
            suicide (squad/doors/silence/run/runs/drill/drills/sprints/slide/boys/watch/mission/prevention)
            (my/the) (phone/battery/laptop/car/truck/pc/controller) ..3 (die/died/dies/dying/dead)
            (want/wanted) to disappear (for | to | into) (a | the) (weekend/week/vacation/while/beach/mountains/woods)
            die/died (of | from) (embarrassment/laughter/cringe/boredom/happiness/cuteness)
            (could | would | i) (just)? die/died (of | when | if) (you | she | laughing | laughter | embarrassment |
              joy | happiness | cuteness)
            (will/could/would) kill for
            drink/sleep/work myself to
            (hit~) the (bed/hay/gym)
            end it (with | between | at | there | here)
            (want~/going/need/decided) to end (it)? (with | the | this | my)
              (day/night/week/call/relationship/marriage/contract/chat/subscription/shift/year/season)
            (jump) (in (the)? (pool | lake | shower | car | water | bed) | on (a | the | call) | off (the)? (diving |
              couch | bed) | out of (a)? plane)
            (could | might | should) jump (in | on | at) ..2 (shower | chance | call | opportunity | game | deal)
            (kill/killing) me (softly | slowly | lol | haha | with | here | smalls)
            (is | are | was | it | this | that | they | you | work | heat | back | feet | legs | knees | shoulder |
              job | boss | commute | traffic) ..2 (kill/killing/kills) me
            (last night) (was | i | we | of | at | with | on)
            (crash/crashed/crashing/drove/drive/flew) (my | the | his | a) (drone | rc | plane | kite | golf cart |
              shopping cart | bike | sled | toy)
            (scene/part/episode/movie/film/guy/hero/character/he) ..5 (jumps/jump/jumped/drives/dies/kills/hangs)
            """,
        signs: """
            $end
            suicide/suicidal/suicidel
            (i kill myself) (in | every | over)
            (wrote/writing/write/left/leave/leaving) ..2 (goodbye/suicide/farewell)
              (letter/letters/note/notes/message/messages/video)
            self (harm~/harmed/injury)
            selfharm~
            $wish ..4 (die/dead/dying)
            (want/wants/wish/wished/rather/better) ..3 (be)? dead
            i should (just)? die
            (do/does/did) not ..3 (want/wish/like) ..2 (live/alive/exist/existing/living/wake) (anymore | any more |
              any longer | up | to | like this | in this | without)?
            (do/does) not ..2 (want/wanted) to (be)? (here/around/alive/living) (anymore | any more | any longer |
              tomorrow)?
            no/any/lost/losing/without/zero/much/see/find (my/the/a/any)? (real/good)? $reason ..2 (to | of | in |
              for) (live/living/life/go/going/keep/being/continue/carry/wake/staying/stay/alive/existing/exist)
            (what | is) (is | there)? ..1 (the | a) point (of | in) (living | life | being here | going on | anything
              | it all | waking up | it anymore)
            nothing (left)? (to | worth) (live/living) (for)?
            (life) (is | has) ..2 (not | no longer | pointless/meaningless) (worth)? (living | it | anymore)?
            not worth (living | being alive | going on | waking up)
            (better/happier) (off)? (without | if) (me (around | here | gone)? | i (was | were | am) (gone/dead | not
              (here/around/alive)))
            (world/everyone/everybody/family/kids/people/they/you) ..4 better off without me
            (no one | nobody/noone) ..2 (would | will) ..2 (miss/notice/care) ..2 (if | when) ..1 i ..2
              (gone/die/died/dead/disappear/disappeared/vanished/left)
            (no one | nobody/noone) ..2 (would | will) (even)? (notice | miss me | care if i)
            $i wish i (was | were | had) (never)? (never | not)? (born/dead/gone/exist/existed)
            wish (i)? (had | was | were) (never | not) (been)? (born/here)
            wish (i)? could (just)? (die/disappear/vanish | not wake up | stop existing | fall asleep forever)
            (hope/wish/pray) ..2 (i)? ..1 (do | will | would | could | can)? not wake up
            (go to)? sleep ..2 (and)? (never | not) wake (up)?
            (never | not) (wake/waking) up (again | tomorrow | anymore)
            (done/tired/sick) (with | of) (living/life/existing | being alive | this life | everything and i | it all
              and i)
            (tired/exhausted) of (living/life/fighting/existing/hurting | being alive | trying to live | being here)
            (can not | can not) (go on | do this (life | world)? (anymore | any more | any longer) | take (it | this |
              life | the pain) (anymore | any more | any longer) | keep (going | living | doing this) | live (like
              this | anymore | with this | without her))
            (want/wanted/going/need/ready) ..2 to (just)? (disappear/vanish | end it | give up on (life | everything |
              living) | stop existing | not exist | be gone | jump (off | in front | from)) (forever)?
            give up on (life/living/everything | myself)
            given up on (life/living/everything | myself)
            jump (off | from | in front of) ..2 (bridge/roof/building/balcony/train/cliff/traffic/overpass)
            (drive/driving/drove/crash/crashing/steer/steering) ..4 (off | into) ..2
              (bridge/tree/wall/cliff/traffic/pole/river)
            (took/take/taking/swallow/swallowed/swallowing/have/bottle/handful/all) ..4 (pills | sleeping pills | meds
              | tablets) (and | to | in | tonight | so | here)? ..4
              (sleep/end/die/over/forever/enough/ready/tonight/all/gone/front)
            (whole bottle | bottle | handful) of (pills/meds/tablets/sleeping)
            (gun/rope/noose/razor/blade/knife/pills) ..4 (my/in) (head | mouth | wrist | wrists | hand | lap | neck |
              arm | arms | front of me)
            (cut~/cutting/cuts/blade/razor/scars) ..3 (on | my) ..1 (wrist/wrists/arm/arms/thigh/thighs/skin/legs)
            (started | started | been | back to | stop | am | keep) cutting (again | myself | again)? (again)
            i (have been | am | started | keep | kept) cutting (again)?
            (this is)? (my)? (goodbye | good bye | last (message/night/day/goodbye)) (forever | on earth | to (you |
              everyone) | i will ever)
            goodbye (forever | cruel world | to everyone | world)
            (by the time)? you (will)? (read | see) this ..4 (gone/dead)
            (this is | writing | wrote | leave | left | leaving) ..2 (a | my) (suicide)? (note/letter/goodbye) (to |
              for | and)? ..3 (everyone | family | goodbye | mom | kids | they find | behind)
            (will | going to) not be (here | around | alive) (tomorrow | much longer | anymore | for long | next week
              | by)
            (i)? (think/thought/thoughts/thinking) (about | of) (ending | dying | death | suicide | killing | hurting
              | not being here | doing it tonight | jumping | how i would do it)
            dark thoughts
            (thoughts) of (death/dying/suicide)
            hate (my life | being alive | living) ..3 (die/end/out/over/done)?
            (everyone | they | world | family) would be better
            do not deserve to (live | be alive | exist | breathe)
            deserve to die
            (i)? (am | feel) (just)? (so | such)? (a)? (burden) (to | on) (everyone | everybody | my | them | people |
              all)
            rather (be)? (dead | die | not exist | not be here | not be alive)
            life insurance ..6 (worth/gone/dead/die/better)
            worth more dead
            (crisis | suicide) (line/hotline/lifeline)
            (i)? (am)? (ready/prepared/planning/going) to (go | leave) (this (world/earth/life) | for good | forever |
              and not come back)
            leave this (world/earth/life)
            (only)? way out (is)? ..3 (die/death/end/left/see)
            no way out
            (do | does) not see (a | any)? (way out | future | tomorrow)
            (want/wanted) (it | the pain | everything | this | life) (all)? to (just)? (end/stop | be over) (forever |
              for good)?
            make the pain stop
            (stood/standing/sitting/sat) (on | at) ..3 (bridge/ledge/roof/edge/tracks)
            (got/have/had/made) ..2 plan ..3 (end | die | kill | do it)
            (no | any | not a | lost the | see a | see any) way (forward | out of this | to keep going)
            (want/wish/need/wanted) ..3 (it | everything | this | the pain | life) ..2 (to)? (be over | end/stop/over)
              (forever | already | now | for good | tonight)?
            (looking/staring/stare/holding/sitting/hold/keep) ..4 (knife/gun/pills/rope/razor/blade/bottle | train
              tracks | balcony)
            (wish/hope/hoping/want) ..4 (bus/car/truck/train/lightning/someone/something) ..2
              (hit/hits/kill/kills/run/runs/take/takes/end/shoot/crush) (me)?
            (do | did) not ..2 (see/think/plan/expect/believe/picture/imagine) ..3 (myself | i will | being | i am)
              ..3 (making it | alive | here | around | living | (make it (to | till | until | through))) ..3
            (not | never) (going to)? make it (to | past | through | until) ..2
              (christmas/birthday/tomorrow/morning/night/week/year/summer/thirty/weekend/month)
            (world | everyone | everybody | they | you | family | mom | kids) ..3 (better | better off | happier) ..2
              without (me | me in it | me here)
            (tonight | today | this | tomorrow) (is | will be) (my | the)? (last | final) (night/day/message/chat/one)
              ..4 (thank/goodbye/everything/ever/alive/earth/sorry/love)?
            deserve to (bleed | suffer | hurt | be hurt | be dead | die)
            (have/got/made/having) ..1 (a)? plan ..5 (date/how/note/nobody/end/night/die/over/pills/tonight)
            (swallowed/swallowing/took/downed/taking) ..3 (pills/tablets/meds/sleeping)
            (would | will) (you | anyone | anybody | someone | they | she) ..2
              (care/sad/miss/cry/notice/remember/come/upset) ..3 (if | when) i ..2
              (died/die/dead/gone/disappeared/kill/were/was | was not here | never)
            (favor/favour) ..3 (if i | by) ..3 (dead/gone/dying/disappearing/died | not here | not around)
            (if i) (was | were | am | just)? ..1 (dead | died | gone forever | never born | killed | dropped dead |
              dropped dead tomorrow)
            (might | will | could | going to | should) ..1 (just)? jump
            (might | could | will | should | going to | want to) (just)? jump (off/from/in/tonight/lol)?
            (rope/noose) (is)? (ready/tied/hung/up/waiting | around)
            (not | never) (want to | want to) (wake/waking) up
            (done/finished/over) with (everything | it all | living | this world | being here | existing)
            (ready) to (die/go/leave) ..2 (tonight/now/world/forever/today)?
            (see | saw | meet | join) (you | my | her | him | mom | dad) ..3 (on the other side | in heaven soon | in
              the afterlife)
            (nothing | no one | nobody) ..2 (left | keeping me | to keep me) ..2 (live | here | alive | for me)
            (stopped | stop) (caring/eating/taking) ..3 (live/die/alive/life)
            (life) (is | has | feels) ..2 (pointless/meaningless/worthless/unbearable | not worth it | no meaning | no
              purpose | over | too much | a joke)
            (can not) (live | do life | bear | stand | face | handle) ..2 (anymore | any longer | any more | another
              day | it anymore | living | being alive)
            (another day) ..3 (can not | do not want | alive | live)
            (end/ending) (my | it | this | things | everything) (tonight/now/today/soon | all | for good)
            (kill/killing) (me | my self)
            (kill/killing) me ..2 (please | already)
            (want | wish | ready | easier | rather | think) ..3 (to be | being) (dead | gone forever | gone for good |
              six feet under | with god | with my (mom | dad | wife) again)
            (do not | do not) (care | mind) ..2 (if i)? (live | die | wake up | make it | survive | am alive)
            (numb) ..3 (pain/cut/cutting/bleed/inside)
            (make | see) myself bleed
            (bleed/bleeding) out ..2
            (scars/cuts) ..3 (fresh/again/new/arms/wrists/hide/sleeves/thighs)
            (hit/hitting/punch/punching/burn/burned/burning/starve/starving/scratch/scratching/hurt/hurting) myself
              ..4 (again/feel/numb/tonight/when/because/deserve/something/every/only/helps/punish/bad)
            (googled/googling/searched/searching/looked/looking/researching/research) ..4
              (painless/suicide/overdose/die/pills/kill/methods)
            (painless) (way | death | method)
            (drink/drinking) (bleach/poison | myself to death)
            (do | did) not (think/expect/believe/plan/know) ..2 i (will | would | am going to)? ..1 (be (here | around
              | alive) | make it | wake up | live | last) ..3
              (week/month/year/tomorrow/long/morning/christmas/birthday/weekend/much/summer/tonight)?
            how many ..3 (pills | tablets | pain killers | painkillers) ..3 (take/need/kill/die/enough/does)
            how (much | many | long | high | deep) ..6 (to die | to kill | kill me | kill you | kill a person | be
              fatal | fatal | lethal | overdose | end it | bleed out)
            (stepping/step/walk/walking/jump/jumping/run/running/throw/throwing) (myself)? (in front of | into |
              under) ..2 (train/traffic/bus/truck/cars/subway/car/highway/tracks)
            (hang/hanging/shoot/shooting/kill/killing/drown/drowning/cut/cutting/burn/burning/poison)
              (myself/himself/herself/themselves)
            (wants/wanted/want/tried/tries/trying/threatened) ..2 (kill/killing/end/hurt/harm)
              (himself/herself/myself/themselves | his life | her life | my life)
            (write/wrote/writing/left/leaving) ..2 (note/letter/will) ..3 (kids | wife | mom | family | everyone |
              parents | goodbye | when i | gone | after i)
            (only | best | easiest) (way out | option | escape | solution | answer) ..2 (is | left | death | dying |
              suicide)
            (nothing matters | nothing left | no future | no hope | lost all hope | lost hope) ..6
              (end/die/over/tonight/gone/anymore/living/point/me)?
            (vanish/disappear/disappearing/vanishing) ..3 (never come back | forever | for good | for ever | nobody
              would | no one would)
            (give up | giving up | given up | gave up) ..2 (living | on life | on myself | tonight | completely | for
              good | everything)
            (my | this) life (is | was) ..2 (not)? ..1
              (worth/over/pointless/meaningless/hopeless/finished/nothing/mistake)
            (wrist/wrists) ..2 (bleeding/bleed/cut/cuts/slit/slashed/scars)
            (i am | am) done goodbye
            goodbye (everyone | everybody | forever | cruel world | my love forever | world)
            (should | wish | would) (have | i had | that i)? ..1 (died | been killed | been aborted | never woken up |
              never been born) ..4
            sui thoughts
            (sui/unalive/unaliving/unalived/sewerslide)
            (ending/end) ..1 my (life/suffering/story/days/time | time here)
            (everything | it all | world | life) (is | feels | has been | went) ..1
              (dark/pointless/hopeless/empty/meaningless/gray/black) ..6
            (forgive/sorry) ..3 (for what i am | for what i will | for what i have to | for leaving | for giving up)
              ..4 (do/goodbye/all/everyone)?
            (dying/death/dead) (sounds/seems/feels/looks) ..1 (peaceful/nice/good/better/easy/easier/like)
            (peace/rest/quiet) ..3 (only in death | when i am dead | once i am gone)
            """,
        hints: """
            (nobody/noone) ..2 (care/cares/loves/love/miss/misses)
            (hopeless/worthless/empty/numb/pointless/meaningless)
            hate (myself | my life)
            (give/giving/given) up
            (too)? (much)? (pain)
            (goodbye | good bye)
            (no)? (hope)
            (can not) ..2 (anymore)
            (burden)
            what is the point
            (so)? (tired) of (everything | it all | trying | pretending)
            (end) (it | this | everything)
            (pills/rope/razor/blade/bridge)
            it would be easier if i
            """)
}
