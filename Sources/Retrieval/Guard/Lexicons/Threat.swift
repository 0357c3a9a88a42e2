extension Lexicon {
    /// Violence, stalking and blackmail. `i would kill for a pizza` and `you are killing me` are none.
    static let threat = Lexicon(
        named: [
            "you": """
                (you | your family | your kids | your mom | your dog | your boyfriend | your husband | your ass | you |
                  her | him | them | that bitch | this chatter | everyone there | all of you)
                """,
            "hurt": """
                (kill/killing/hurt/hurting/beat/beating/stab/stabbing/shoot/shooting/strangle/strangling/choke/
                  murder/murdering/punch/punching/smash/slap/slit/cut/burn/burning/bury/destroy/ruin/ruining/end/
                  break/attack/rape/kidnap/harm/find/hunt/finish/crush/hit/smack/knock/drown/poison/torture)
                """,
        ],
        harmless: """
            (beat/beats/beating) (him | her | them | my (wife | husband | boss | ex | neighbor | coworker | brother |
              dad | roommate)) (#0-99 | at | by | in | to the | easily | again)
            $not ..2 $hurt ..1 $you
            (find/finding/found) you
              (so/very/really/attractive/beautiful/funny/sweet/interesting/hot/cute/amazing/something/a | on here |
              online | someone)
            (bet | think | could | can | will | going to) ..4 (beat/destroy/crush) (you | them | him | her) (in | at)
            (find/hit/beat/kill/crush/smash/hunt/destroy/finish/end) (you | them | him | her | everyone) (in | at |
              on) (the)?
              (game/cod/fifa/chess/mario/pool/fortnite/madden/bowling/golf/darts/uno/scrabble/poker/ping/tennis/
              racing/trivia/warzone/halo/leaderboard)
            (you | you) (are | is)? ..1 (kill/killing/kills/destroying/ruining) me
            (hit/hitting) (you | me) (up | back | with)
            (beat/beating) (you | you | him | her | them) (to | home | there | up there)
            (kill/killing) for
            (find | finding) (out | it | me | time | a | your way)
            find you (a | the | some | something | something nice | here | the one)
            (crush) on
            (break) (you | your) (the news | in | a)
            (ruin/ruined/ruining) (you | your) (for | surprise | day | evening)? (for other | surprise | for)
            (cut) (you) (a | some | off | in)
            (burn) you (a | some)
            (spoil/bury/smother) you (in | with) (kisses/gifts/love/flowers/roses/compliments)
            (shoot) (you | you) (a | an) (message/text/picture/note/dm/mail)
            (hunt/find) ..1 (you) ..1 (a | an | the) (gift/present/ring/dress/copy)
            (chase/find) you ..2 (dreams/heart/dream)
            (movie/film/game/book/show/episode/character/series/novel) ..8 $hurt ..2 $you?
            """,
        signs: """
            (will | going to | would love to | want to | about to | swear | could | can | going to | coming to | come)
              ..2 $hurt (you | you | your (family | kids | mom | ass | dog | boyfriend | husband | face | life | career
              | account | page | reputation))
            i (will | am going to | swear i will | could | can | am coming to) ..2
              (kill/hurt/beat/stab/shoot/strangle/murder/destroy/bury/hunt/end/find/smash/punch) $you
            (want | wish | hope) (you | you | someone) ..2 (dead | die | dies | get hurt | gets hurt | hurts you | rapes
              you | suffer | rot | burn | get cancer | get hit)
            (hope) ..2 (you) ..2 (die/suffer/rot/burn/dead/hurt/regret/crash)
            (you | you) (deserve | should | need | ought) to (die | be dead | be shot | be hurt | suffer | be beaten |
              be punished | be taught a lesson | pay for this | be stabbed | burn)
            (you | your) (are | is)? ..1 (dead meat | a dead (woman/girl/man/bitch) | as good as dead | going to die |
              dead to me | dead bitch)
            (you are | you are | you) (dead) (if | when | bitch | whore | soon)?
            kill yourself
            (go | just) die
            (watch your back | watch out | sleep with one eye open | look over your shoulder | lock your doors | check
              your locks)
            (i)? know (exactly)? where (you | your (family | kids | mom | daughter | son | parents))
              (live/lives/sleep/work/park/go/stay | and)
            (i)? (know | have | got | found | find | found out | finding) (out)? (your | where you | what) ..1 (real
              name | address | home address | house | street | apartment | workplace | car | license plate | daily
              routine | ip | ip address | live)
            (i)? (will | can | am going to | could) (find | track | hunt | trace | come for | come after | get | catch
              | locate) (you | you) (down | and | no matter | wherever | anyway | one day | soon | myself)?
            (track/tracking/tracked/trace/traced/hunt/hunting) (you | your) (down | location | ip | phone | car)?
            (outside | in front of | parked at | parked outside | waiting at | waiting outside | standing outside |
              driving past | drove past | drive by | followed you | following you | watching) (your | you) (house |
              home | apartment | window | place | door | building | gym | work | car | sleep | undress | every)
            (follow/followed/following) you (home | to | from | around)
            (i am)? (coming | come) (for | after) (you | you | your)
            (wait until | wait till | see what happens | you will see what | you do not know what) ..3 (i get | i find
              | happens | i am capable | i can do | i do | i will do)
            (or else)
            (you will | you are going to | you will | make you | you would) (regret | be sorry | pay for | suffer | beg
              | wish you) (this | it | for | ever | had | were)?
            (make you | you will) pay (for)? (this | what | it)?
            (teach you a lesson | get what is coming | get what you deserve | what is coming to you | had it coming |
              payback | get even | revenge | get my revenge)
            (leak/leaking/leaked/post/posting/spread/spreading/share/sharing/publish/expose/exposing/upload/send/
              sending/release/show)
              ..3 (your | all your | those | these | the | you) ..2 (picture | pictures | picture | photos | videos |
              video | nudes | content | real name | address | chats | screenshots | identity | secret | everything| to
              your (family | dad | mom | boss | work | husband | friends | boyfriend | everyone))
            (leak/leaking/spread/expose) ..1 (all)? ..1 your
            (hope/want/wish) (someone/somebody/something | a man | a car | he | they) ..3
              (hurt/hurts/happens/kill/kills/rape/rapes/beat/beats/hit/hits) (you | to you | your)
            (found/have/know/got) (out)? (your) (real | full | legal | home)?
              (name/address/workplace/family/number/school) ..8 (and/see/careful/boss/everyone/family/you)
            your (kids/kid/daughter/son/children/mom/sister/family) ..4
              (go/goes/school/live/lives/pretty/safe/cute/walk/walks/home) ..6
              (careful/school/nice/watch/shame/if/where/know/remember)?
            (beat/kick/choke/smash) ..3 to (death/pulp | a pulp)
            (keep | go ahead and) (playing/ignoring/testing/messing/lying/laughing/blocking/pushing) ..3 (and see |
              and watch | see what | and you will | i dare you | and i will | you will)
            (see | find out) what happens (to | when | if)
            (expose/exposing/doxx/dox/doxing/doxxing) (you | you | your)?
            (tell/telling/show/send/sending/message/messaging/email) ..2 your
              (family/mom/dad/husband/boyfriend/boss/parents/work/kids/school/church/employer/neighbors) (what |
              everything | about | all | who | the | these)
            (blackmail~ | extort~)
            (pay/send/give) me ..4 (or | otherwise | unless) ..3
              (post/leak/share/tell/send/expose/everyone/will/going)
            (unless | if you do not) ..8 (leak/post/expose/hurt/kill/tell/report/ruin/regret/sorry/find/come)
            (burn/burning) ..2 (your | down your | the) (house/place/home/building/studio) (down)?
            (throw/pour) acid
            (got | have | bring | bringing | bought | buy | loaded | load) ..2 (gun/knife/rifle/bat/machete) ..6
              (you/your/her/him/there/over)
            (gun/knife/bullet/bomb) ..4 (your | you | with your name)
            (shoot | shooting up | blow up | bomb) ..2 (place/office/house/studio/up)
            (put) (a bullet | you in (the)? (ground/hospital/grave) | hands on you)
            (break/breaking) (your | every bone | her | his) (neck/legs/arms/bones/bone/face/jaw/window)
            (smash/punch/slap/cut/bash) (your | her | his | that) (face/head/throat/windows/teeth/car)
            (slit/cut) (your | her | his) throat
            (rape | raping) (you | you | her)
            (beat/kick) (your | the shit out of | the crap out of | his | her) (ass | you | her | him)
            (beat you (up | down | senseless | black) | choke you out | knock you out | knock your teeth)
            (i will | am going to | going to) (ruin/destroy/end/finish) (your | you)
            (ruin/destroy/end) your (life/career/page/reputation/account/business/marriage)
            (cross me | mess with me | ignore me again | block me (and | again | i)) ..6
              (see/regret/sorry/find/happens/dead/hurt/will)
            (last warning | final warning | this is a threat | not a threat | it is a promise not | you have been
              warned | consider this)
            (if i can not have you) ..4
            (nobody | no one | noone) (else)? (will | can | gets to | is going to) (have | touch) you
            (do not make me) ..1 (come | hurt | find | do something | angry | drive)
            (want you (dead | gone | to suffer | hurt))
            (kill | hurt | murder | stab | shoot | beat) (him | her | them | my (wife | husband | boss | ex | neighbor
              | coworker | brother | dad | roommate)) (if | when | tonight | tomorrow | for | with | one day)?
            """,
        hints: """
            (find you | find you)
            (regret/sorry/warned/warning/warn)
            (where you live | your address | your house)
            (hurt/kill/dead/die/pain)
            (bitch/whore/slut)
            (gun/knife)
            (watching you)
            (you ignored me | ignoring me | ignore me | blocked me | block me)
            (lied to me | scammed me | scam/scammer | owe me)
            (see what happens)
            """)
}
