extension Lexicon {
    /// Illness and crises of the fan or of those close to him, now: a past surgery or a sore back is none.
    static let healthDistress = Lexicon(
        named: [
            "illness": """
            (cancer/tumor/tumour/leukemia/lymphoma/chemo/chemotherapy/dialysis/stroke/seizure/seizures/epilepsy/
              dementia/alzheimers/als/parkinsons/cirrhosis/sepsis/aneurysm/pneumonia/hospice/metastasized/
              transplant/ventilator/coma/icu
              | heart attack | kidney failure | liver failure | multiple sclerosis | stage (#1-4 | four) | brain
              bleed | blood clot~ | intensive care)
            """,
            "mind": """
            (depressed/depression/ptsd/bipolar/anorexia/bulimia/bulimic/anorexic/schizophrenia | panic attack~ |
              anxiety attack~ | nervous breakdown | mental breakdown | mental health | eating disorder)
            """,
            "person": """
            (i/my/me/mom/dad/wife/husband/son/daughter/brother/sister/kid/baby/grandma/grandpa/mother/father/he/
              she/friend/fiance)
            """,
        ],
        harmless: """
            (my)? heart (stopped | skipped) ..2 (so | you | when | beautiful | seeing)?
            makes me weak
            (cancer) (sign/season/zodiac/moon/research/charity/walk/run/fundraiser/awareness)
            (i am)? a cancer (and | sign | born)
            cancer ..2 (leo/virgo/gemini/pisces/aries/taurus/libra/scorpio)
            (breast)? cancer (charity | awareness | walk)
            (stroke) (of (luck | genius | midnight) | my | your | play)
            (back/breast/butterfly/key/golf) stroke
            (heart attack) (burger | grill | when | from (you | your | that | the))
            (almost | nearly) (gave | had | giving) (me)? a heart attack
            (give/giving/gave) me (a)? (heart attack | fever)
            (emotional/financial) stroke
            (as/is/am) (a | an) (nurse/paramedic/doctor/surgeon/therapist/emt/pharmacist) ..8 $illness
            (work/works/working/job/shift/volunteer) ..4 (hospital/icu/er/hospice/ward/clinic | nursing home)
            (hospital) (job | shift | drama/bill ..2 paid)
            (cancer/tumor) free
            (in)? remission
            beat cancer
            (surgery/operation) (went | was) (well/fine/great/good | a success | years | last year)
            (tiny/minor/small) (surgery/cut/bruise)
            (love sick | lovesick | home sick | homesick | sick (of | and tired) | that is sick | sick
              (beat/car/trick/moves/move/burn/goal | bro | dude))
            (sick | ill) (lol | haha)
            (so | that is | pretty | looks | look) sick (lol | bro | dude | man)?
            (relapse/relapsed) ..3 (game/gaming/chocolate/sugar/candy/snacks/pizza/coffee)
            (withdrawal/withdrawals) (from (you | your | chatting | the (game | series | show)) | at | of cash)
            (withdrawal) (from)? (my)? (bank/account/atm)
            (post (game | season | series | vacation | holiday)) depression
            (dying/dead) (laughing | of laughter | to)
            (great depression)
            (bleeding) (edge | blue | heart)
            (can not | can not) breathe (laughing | lol | from laughing | haha)
            (overdose~) on (you | coffee/sugar/chocolate/pizza/caffeine/cuteness/memes/candy)
            (diagnosed) with (love | a crush | being)
            (stitches) (lol | haha | laughing)
            in stitches
            (ran | run | work | bike | workout | gym) ..4 (heart rate)
            (could not | can not) sleep
            (surgery/operation/stroke/seizure/chemo) ..2 (years | decades | ages | long time) ago
            (had) (surgery | an operation) (years | last year | when | as a kid | in (college | high school |
              #1950-2024))
            (as | when i was | since i was) a (kid | child | boy | teen)
            (broke/broken/cracked) ..3 (as a kid | when i was | years ago | in high school | once)
            (am | a | your | i am | i am) cancer (sign)?
            a cancer
            (when i was | at age | as a | back when | years ago) ..3 ..2 (broke/cracked/fractured) (my)?
              (arm/leg/nose/wrist/collarbone/ankle/ribs/hand/finger)
            (broke/cracked/fractured) (my)? (arm/leg/nose/wrist/collarbone/ankle/ribs/hand/finger) ..2
              (skating/years/kid/school/once/playing/skiing/football/skateboarding/snowboarding)
            """,
        signs: """
            (have/has/had/got/with/diagnosed/having/fighting/battling/found/from/is/it/of/for/end/terminal/the/to/
              her/his/my/through/start/starting/started/on/after/during)
              ..3 $illness
            ^ $illness
            $illness
              (is/was/treatment/treatments/ward/again/came/spread/back/sucks/tomorrow/next/and/has/took/this/scan/
              results/last)
            (diagnosed/diagnosis)
            (biopsy/tumor/tumors/malignant/metastatic/terminal/inoperable/palliative)
            (months/weeks/year/days) ..2 (left)? to live
            (terminally/critically/seriously/gravely/very/really) ill
            (doctor/doctors) ..2 (say | says | said | told | found | found out | gave | think | thinks | worried | can
              not | are | is) ..6
              (cancer/tumor/lump/heart/months/surgery/weeks/live/operate/worse/serious/lungs/liver/kidney/brain/
              blood/scan/mass/bad/nothing/failing)
            (found | find | felt) (a)? (lump/mass/tumor/spot) (on | in)?
            (in | at | to | from | leaving | back in | still in) (the)? (hospital | er | icu | icu | ambulance |
              emergency room | emergency room | urgent care | psych ward | mental hospital | rehab)
            hospital (bed/room/again/for/with/since/right/all/last/visit/stay)
            (rushed/taken/admitted/hospitalized/hospitalised) (to | in | into | with | for)?
            (called/call/calling) (an)? (ambulance | #911-911 | #999-999)
            (having/had/have/need/needs/needing/getting/scheduled/waiting/facing/going) ..4
              (surgery/operation/amputation/bypass/transplant/chemo/dialysis) ..3
              (tomorrow/monday/tuesday/wednesday/thursday/friday/next/soon/scared/week/today/morning/again/heart/
              brain/back/on)?
            (surgery/operation/bypass) (tomorrow | on | next | today | this | scares | is in)
            (scared/afraid/terrified/worried/nervous) ..6
              (surgery/operation/results/scan/biopsy/hospital/health/test/heart/diagnosis/treatment)
            (waiting | awaiting) ..3 (test/biopsy/scan/mri/blood) (results)?
            (mri | ct scan | biopsy | scan) (results | came | tomorrow | showed | shows | found)
            (chest) (pain/pains | hurts | is tight | feels tight | tightness)
            (pain/pains/pressure/tight/tightness) in (my)? (chest | left arm)
            (my)? (left arm) ..3 (numb/tingling/hurts)
            (can not | hard to | struggling to | trouble | hardly | barely) (breathe/breathing) (anymore | right |
              properly | and | for | at | since | well)?
            (shortness of breath)
            (cough~ | throw~ up | vomit~ | puk~ | spit~ up | peeing) (up)? blood
            (bleeding) (a lot | heavily | will not | will not | and | internally | again | out | from)?
            (passed out | blacked out | collapsed | fainted | fainting | unconscious | had a fall | broke my
              (hip/back/neck) | broken (hip/back/neck))
            (seizure/seizures)
            (overdosed | overdose | od)
            (took | taken) too (many | much) (pills/meds/tablets/xanax/oxy | of my)
            (my)? (heart) (is)? (failing | racing (and | so) | condition | stopped | problems | surgery | failure |
              keeps (skipping/stopping/racing))
            $mind
            (suffer/suffers/suffering/struggle/struggling/struggles/battling/battle/fighting/dealing) (with | from)
              ..3 ($mind | anxiety/pain/illness/addiction/migraines/insomnia/alcohol/drinking/disease/disorder)
            (severe/crippling/chronic/bad/terrible/constant/horrible/unbearable)
              (pain/depression/anxiety/illness/migraines/migraine/insomnia/panic)
            (anxiety) (is | has been) ..2 (bad/worse/terrible/awful/killing/through/crippling/unbearable/taking)
            (relapsed/relapse/relapsing)
            (drinking | using | on drugs | addicted | addiction | withdrawal/withdrawals | alcoholic | sober) ..3
              (again | every (day | night) | (too much | to cope | problem | heroin | meth | coke | pills | opioids |
              fentanyl | withdrawals | alone | help | shaking | detox))
            (addicted | hooked) (to | on)
              (pills/meth/heroin/oxy/cocaine/coke/opioids/painkillers/alcohol/fentanyl/drugs)
            (detox/withdrawals)
            (not | have not | has not) (eaten/eat/eating/slept/sleep | been able to (eat | sleep | keep)) (anything |
              a thing)? (in | for) (#2-30 | two | three | days | four | five | a week)
            (off | out of | ran out of | stopped taking | stopped | without | can not afford | need) (my)?
              (meds/medication/insulin/inhaler/antidepressants/lithium/pills)
            (insulin)
            (mom/dad/wife/husband/son/daughter/brother/sister/grandma/grandpa/mother/father/baby/kid/child/friend) ..4
              (is | are | just)? (dying/hospitalized/unconscious | in a coma | on life support | not going to make it
              | will not make it | might not make it | fighting for | passed away | died | has passed)
            (died | passed away | lost (my)? (mom | dad | wife | husband | son | daughter | brother | sister | baby |
              best friend | grandma | grandpa)) (yesterday | today | this | last (night | week) | on | to | from)
            (lost) (my | our) (mom/dad/wife/husband/son/daughter/brother/sister/baby/grandma/grandpa/mother/father)
            (lost) (the | our | a | her) (baby/pregnancy/child)
            (miscarriage/miscarried/stillborn)
            (life support)
            (very | so | really | extremely | seriously | too) sick (to | and (they | the | no) | for weeks | right
              now | since)?
            (been | feeling) ..1 sick for (weeks/days/months/a)
            (fever) (of | is | for | at) ..2
            (car/bike/motorcycle) (accident/crash/wreck) ..4
              (broke/broken/hospital/hurt/injured/yesterday/today/last/ribs/leg/badly)?
            (broke/broken/fractured/shattered) ..1 (my | both | #2-8) ..1
              (leg/arm/ribs/hip/back/spine/collarbone/skull/ankle)
            (lost feeling | paralyzed | paralysed | wheelchair | going blind | losing my (sight | vision | hearing |
              memory | hair to chemo))
            (have not left) (my | the) (bed/house/room/apartment) (in | for)
            (can not | could not) (get out of bed | leave the house | stop shaking | stop crying | keep food down |
              feel my)
            (mentally) (not ok | not okay | unwell | breaking | exhausted | falling apart)
            (falling apart | breaking down | losing my mind | having a breakdown | at my (lowest | breaking point))
              (lately | again | here | right now | over)?
            (cry/crying) ..2 (every (night | day) | all (night | day) | myself to sleep | for days | non stop |
              nonstop)
            (found | saw | see | spotted | discovered) ..2 (something | a mass | a spot | a shadow | a growth | a lump
              | lesions | a tumor) ..2 (on | in) ..2
              (scan/lung/lungs/brain/breast/liver/mri/xray/chest/kidney/pancreas/prostate)
            (in | out of | through | having | had | for | into | need | needs)
              (surgery/chemo/rehab/dialysis/detox/hospice/icu)
            (ambulance/paramedics/emt) ..3 (took/take/came/coming/here/called/call/rushed/way)
            (detox/detoxing/withdrawals)
            (pain/pains) ..3 (so | too | very | really) (bad/severe/much/strong) ..4
            (can not | can barely | unable to | could not | can hardly)
              (walk/move/stand/see/swallow/eat/speak/hear/feel/breathe/sleep) (anymore | at all | any more | again |
              because | since | from | for (#2-30 | days | weeks) | properly | right | my | without)
            (buried/burying/bury/cremated/funeral/wake/ashes) ..4
              (father/mother/mom/dad/wife/husband/son/daughter/brother/sister/baby/friend/grandma/grandpa/today/
              yesterday/tomorrow/week)
            (funeral) (today | tomorrow | is | was | for | on)
            (dizzy/blurry/numb/tingling/faint/shaking/disoriented) ..4
              (vision/blurry/dizzy/arm/face/leg/legs/spinning/pass/passing/fall/fell/stop/whole/side)
            (vision/eyesight) ..3 (blurry/going/gone/worse/losing/fading)
            (not | have not | barely | stopped | can not) (been)? (eat/eating/eaten) ..4
              (weigh/pounds/days/weight/anything/because/sick/week/bones/since)
            (weigh) ..2 #60-115 ..1 (pounds/lbs)?
            (lost) ..2 (lot of | so much | #10-99) (weight | pounds | lbs) ..4 (sick | doctor | worried | eating | ill
              | scared | cancer | know why)
            (sugar | blood sugar | blood pressure | oxygen | heart rate | pulse) ..4 (#100-900 |
              high/low/dropping/dropped/crashing/dangerous/through/spiking)
            (suicide/overdose) ..3 (last/week/friend/lost/brother/son)
            (dementia/alzheimer/alzheimers/parkinson/parkinsons/ms/als/lupus/crohns/copd/hiv/aids/hepatitis/
              diabetes/cancer/leukemia/fibrosis/fibromyalgia/endometriosis/psychosis/schizophrenia)
              ..3 (diagnosed/diagnosis/worse/got/have/has/flare/hospital/stage/today/week/attack/treatment)?
            (diagnosed) with
            (having | had | have | got) (a)? (stroke | heart attack | seizure | asthma attack | allergic reaction |
              panic attack | breakdown | miscarriage | concussion | blood clot | aneurysm | collapse)
            (doctor/doctors/specialist/oncologist/surgeon/cardiologist) ..3
              (says/said/told/thinks/gave/found/wants/worried/called) ..6 (months | cancer | serious | bad | worse |
              urgent | operate | surgery | live | hospital | failing | tests | more tests | immediately | wrong |
              terminal | left | years | stop)
            (#2-12 | six | few | three) (months/weeks/years) (to | left to)? (live/left)
            (mom/dad/wife/husband/son/daughter/brother/sister/baby/grandma/grandpa/mother/father/kid/girlfriend/
              fiance/friend)
              ..3
              (hospital/surgery/icu/cancer/chemo/stroke/coma/ventilator/hospice/dying/dementia/accident/seizure/
              overdosed/unconscious/ambulance/er)
            (my) (liver | kidneys | kidney | lungs | lung | heart | pancreas | brain | immune system) ..2 (is/are)?
              (failing/fails/shutting/giving/gave/weak/bad/enlarged/damaged | shutting down | giving out)
            (need/needs/waiting/waitlist/list) ..3 (transplant/kidney/liver/donor/heart)
            (hearing voices | seeing things | paranoid | hallucinating | manic episode)
            (can not) (cope | calm down | function) ..2
            (mental | mentally) ..2 (breakdown/health/hospital/state/ill/illness/exhausted/place)
            (broke down | breaking down) ..3 (crying/tears/today/work/last/in)
            (anxiety/depression/ptsd/ocd/adhd/bipolar/insomnia/grief) ..4 (worse | bad | killing | through me | eating
              | winning | again | worst | attack | hard | meds | control | unbearable | crippling)
            (drank/drinking/drunk) ..4 (again | every | whole bottle | bottle of | to forget | myself | too much |
              since | by noon | problem) ..3
            (shaking | sweating | vomiting | puking | throwing up) ..4
              (all/days/hours/stop/blood/since/night/withdrawals/fever)
            (infection/sepsis/amputate/amputated/amputation/gangrene)
            (burns/burned/burnt) ..3 (over | degree | hospital | my whole)
            (hit | run over | struck) by a (car/truck/bus/drunk/motorcycle)
            (fell | fall) (off | down | from) ..3 (roof/ladder/stairs/scaffold/bike) ..5
              (broke/broken/hospital/hurt/ribs/back/leg/cracked/hit)
            (stitches/cast/crutches) ..3 (leg/arm/face/wheelchair/weeks)?
            (used/using/drank/drinking/smoked/smoking/relapsed/slipped) again ..2
            (clean/sober) (for | since) ..5 (but/until/relapsed/slipped/yesterday/used/drank/again/broke)
            (hit/banged/smashed) my head ..4 (fainted/blood/dizzy/concussion/hospital/hard/floor/stairs)?
            (fainted/collapsed/fainting/unconscious/unresponsive)
            (passed | passed away | died) (on | this | last | yesterday | today | in my arms | suddenly | unexpectedly
              | from | of)
            (born) ..2 (early/premature/prematurely | with a hole)
            (nicu/icu/ventilator/incubator)
            (eating | killing | tearing | destroying) me (alive | inside | from the inside | apart) ..2
            (pain/pressure/tightness) ..2 (in) ..1 (my | his | her)
              (chest/heart/lungs/stomach/head/arm/back/side/kidney) ..4
              (worse/bad/hours/days/stop/hour/severe/since/away)
            (so much | too much | in | terrible | horrible | extreme | constant | awful | agonizing) pain ..4 (barely
              | can not | type | hospital | move | walk | scream | sleep | doctor | hours | days | worst | meds)
            (barely | can not | hardly) (type/move/walk/stand/talk) ..2 (pain | from the pain | anymore)
            (found/find/finds/has/have/saw) ..1 (a | an | two | three | multiple | another)?
              (tumor/tumors/mass/cyst/lump/aneurysm/clot/blockage/lesion/lesions) ..3
            (meds/medication/pills/antidepressants/lithium/treatment/therapy/chemo) ..2 (not | no longer | stopped |
              never) ..2 (work/working/helping/help/enough) ..4
            spiraling
            (in | out of) bed (for | all) (days/weeks/months/week/day) ..4
            (can not | could not | no) ..2 (find | have) ..1 (the)? (strength/energy/will) ..4
              (up/bed/shower/go/live/anymore/out/move/eat)?
            """,
        hints: """
            (hospital/surgery/doctor/doctors/meds/medication/diagnosis/er/nurse)
            (scared/terrified/afraid/worried)
            (sick/ill/dizzy/fever)
            (pain/hurts/hurting)
            (anxiety/panic)
            (can not (sleep | eat | stop crying))
            (chest/lungs/kidney/liver)
            (results/scan/biopsy)
            """)
}
