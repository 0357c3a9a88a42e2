extension Lexicon {
    /// Words that speak to a language model and not to a woman. `ignore my friends` and `play a role` are none.
    static let injection = Lexicon(
        named: [
            "rules": """
            (instruction/instructions/prompt/prompts/rules/rule/guidelines/directions/directives/directive/
              programming/training/restrictions/filters/filter/guardrails/constraints/safeguards/safety/policy/
              policies/orders/commands/context/configuration/limitations/persona)
            """,
            "drop": """
            (ignore/ignoring/disregard/disregarding/forget/forgetting/override/overriding/bypass/bypassing/skip/
              drop/discard/violate/break/neglect/disable/disobey/erase/clear/reset/delete/unlearn/cancel/
              suspend/dismiss/circumvent/abandon)
            """,
            "all": """
            (all/any/the/your/previous/prior/above/earlier/preceding/every/these/those/current/existing/old/
              original/past/initial/former/of/system/my/last/other/everything/what/you/were/content/safety)
            """,
            "ai": """
            (ai/assistant/bot/llm/chatgpt/claude/llama/gemini/openai/anthropic/copilot | language
              model | ai model | large language model | artificial intelligence)
            """,
            "tell": """
            (say/write/reply/respond/answer/output/print/return/repeat/send/type/echo/generate/suggest/include/
              recommend/display/produce)
            """,
        ],
        harmless: """
            (ignore/ignoring/ignored) (my | me | her | him | them | the)
              (friend/friends/typo/typos/ex/calls/texts/haters/trolls/spelling/mistake/mess/noise)
            (forget) ..2 (rules) (of (the)? (game | diet | gym) | tonight | baby)
            (break/breaking/follow/bend) ..2 rules (tonight | with you | baby | for you | sometimes | at work | of)
            (training/restrictions) (plan/day/session/today/camp/for)
            (follow/following/read/reading) ..2 (instructions/directions) ..4
              (ikea/recipe/manual/box/lego/furniture/gps/bench/shelf/model/kit)
            (instructions | directions) (for | from | of) (the | my)?
              (ikea/lego/recipe/oven/car/shelf/desk/bed/furniture/house)
            (skip | skipped | drop) (training | practice)
            (developer | debug | admin) (at | job | by | team | work)
            (software | web | game | real estate | property | app) developer
            (are you | are you | you are | is this | talking to | sound like | chatting with) ..2 (a)? $ai
            (system (admin/administrator/engineer/analyst/update/crash | is down | of a))
            (solar | sound | immune | operating | my | home | car | stereo | exhaust | heating | audio | school |
              whole | legal) system
            (role) (model | at work | in (the | a) (play | company | show | movie))
            (work/working/job/using/use/used/asked/ask/learn/learning/study/studying) ..3 (ai/chatgpt/claude/llm)
            (bedtime/sleep/parking/parental/bail/curfew/screen/diet/travel/covid/fishing) (rules/restrictions)
            (previous | prior | earlier | old | original) (orders | rules) ..2 (of mine | i (made | placed | bought) |
              from (the)? (shop | store))
            (forget | stop) (playing/play/acting/pretending) (games | hard | dumb | cool | with)
            (prompt) (reply/response/answer | and | service)
            (prompt) ..2 (at work | said error | on the (screen | computer) | box | window)
            (model) (says | said | agency)
            (reply/answer/respond/write/send) (to)? ..1 (all/every/everyone) ..2 with (love/kisses/hearts/a smile)
            """,
        signs: """
            $drop ..1 $all? $all? $all? $all? $rules
            $drop ..2 (everything/anything/all) ..3 (before | above | said | told | prior | previous | earlier |
              instructed | so far | until now | instructions)
            $drop (all of)? (the | your)? (above/previous/preceding)
              (text/messages/message/and/conversation/chat/lines)?
            $drop (what | everything | anything) ..2 (you)? ..2 (told/instructed/programmed/trained/said) ..2
            (do not | no longer | stop | never | refuse to | need not | not)
              (follow/following/obey/obeying/apply/comply) ..3 $rules
            (reveal/show/print/output/repeat/tell/give/display/leak/dump/share/expose/send/paste/write/what/read) ..4
              (system | initial | hidden | original | secret | your | internal | full | exact | developer) ..1
              (prompt/instructions/rules/guidelines/configuration/directives) ..2
            (system prompt | system message | system instruction | system instructions | initial prompt | hidden
              prompt | developer mode | dan mode | god mode | jailbreak | jailbroken | prompt injection | admin mode |
              debug mode | sudo mode | root access | unrestricted mode | developer override | maintenance mode | test
              mode)
            (jailbreak/jailbroken/sudo)
            you are (now | no longer | not | actually | really | just) ..3 ($ai | dan | unrestricted | bound |
              restricted | free (from | of) | in (developer | admin | debug | test) | a (different | new | helpful |
              pirate | calculator | linux | terminal | python | translator) | programmed | limited by)
            (from now on | starting now | henceforth | for the rest of this) ..2 (you | your | reply | respond |
              answer | act | always | only | speak | every | ignore | all) ..8
            (act/behave/pretend/respond/roleplay/imagine/function/operate/pose) ..2 (as | like | to be | you are |
              that you are) ..3 ($ai | dan | terminal/linux/shell/compiler/interpreter/calculator | system | admin |
              different (assistant | model | persona) | unrestricted | if you (have | had) no)
            (pretend | imagine | act as if | act like) ..2 (you have | there are | you had | you) ..2 (no | without |
              not bound by | no longer have) ..2 $rules
            (as | hey | hello | dear | attention | to the | note to | message to | memo to | listen | calling |
              instructions (for | to) | instruction (for | to) | message for | for the | if you are | whoever) (the |
              an | any | all | this | a)? $ai (that | who | reading | writing | model | system | please | you | must |
              should | generating | helping | in | processing)?
            (if you are | if this is | you are | your) (just)? (a | an)? ($ai) ..3 (reply | respond | say | write |
              then | ignore | follow | type | should | must | tell | print)
            $ai ..2 (must | should | will | needs to | is to | has to | shall | instructions | instruction | override
              | command) ..6
              (offer/suggest/say/write/reply/ignore/recommend/give/send/output/include/free/discount/tell/respond/
              follow/print/respond)?
            (new | updated | additional | important | real | latest | following | special | urgent | revised | hidden
              | secret) (instruction | instructions | directive | directives | system prompt | rules for (you | the) |
              task for | orders for) ..6
            (follow | obey | execute | comply with | carry out | adhere to | accept) ..1 (these | my | the (following
              | new) | this | only my) (new)? (instruction/instructions/command/commands/directives/orders/rules)
            (instruction/instructions/command/override/prompt/task/objective) (begin | start | end | follows | below |
              overrides | override | to (the)? (model | assistant | ai | system))
            (instructions/instruction/message/note/prompt/rules/task/orders) (for | to) (the | this | any)?
              (bot/ai/model/assistant/llm/system)
            $ai (when | if | whenever) ..1 you (read/see/process/generate/parse)
            (begin | start | end) (of)? (system | new | instructions | prompt | user | assistant | hidden | admin |
              data | conversation | message | override) (prompt | message | instructions | instruction | mode | input
              | block | turn | of | text | override)?
              (prompt/message/instructions/instruction/mode/input/block/override/section)
            (end of (system | prompt | conversation | message | data | instructions | transcript | user (input |
              message) | context | input))
            (system | admin | developer | root | administrator | moderator | openai | anthropic | platform) (override
              | note | command | notice | instruction | instructions | message to | directive | request | mode |
              alert) ..6
            ^ (system/assistant/user/developer/admin/instruction/instructions) (you | ignore | reply | respond | the |
              new | from | please | always | override | message | enable | prompt | disregard | print | output)
            $tell (only | exactly | just | nothing but | verbatim | back | with (only | exactly | the (word | words |
              phrase | text | following | exact | password)) | in (json | all caps | french | spanish | german |
              pirate | html | code | rhyme | latin | python) | the (word | words | phrase | text above | following
              (text | words | sentence) | previous (prompt | message) | system | above | prompt | first)) ..4 (word |
              words | phrase | hacked | pwned | approved | yes | ok | and nothing | and nothing else | free |
              confirmed | nothing else | to every | to all | above | message | text | text above | json | prompt |
              caps | pirate | instructions | only | from now | verbatim)?
            (repeat/print/output/copy/paste/translate/summarize/summarise/encode/echo) ..3 (everything | text | the
              words | all (the)? (text | messages) | words | conversation | content) ..1 (above | before this |
              starting with | verbatim | prior | you were given | in your (context | prompt))
            (what | which) (model | llm | language model | version of chatgpt) (are you | is this | powers)
            (your) (training data | knowledge cutoff | system message | context window | token limit | developers |
              programmers | prompt says | parameters | temperature | hidden instructions | real instructions)
            (confidential | internal) (prompt | instructions | data | notes) ..3
            (tell | make | instruct | get | convince) (the | your | her) ($ai | model) (to | that) ..4
            (suggest/offer/give/send/recommend/set/make/unlock/reply/respond/mark/lower/change) ..6 (everything | all
              (content | videos | sets | photos) | price | prices | the price | next offer) ..2 (for)? (free | to zero
              | zero | #0-1) ..2 (as (an | the)? (ai/admin/system/instructed) | instruction | override | this is (an)?
              (order | instruction | command) | from now on | regardless)
            (this is (an)? (authorized | official | system | admin) (test | instruction | command | message | override
              | request))
            (you (must | have to | shall | will) (now | always | only))
              (reply/respond/say/answer/offer/output/write/obey/comply/suggest/recommend/follow) ..6
            (do not (reveal | mention | tell | disclose | say) ..4 (instruction | instructions | prompt | you were
              told | an ai | ai))
            (chatter | operator | the human | the user) (must | should | has to | needs to | is required to) (send |
              offer | give | pay | refund | reveal | share | click | reply) ..4
            (<link>) ..4 (instructions | prompt | and follow)
            (based on your | according to your | ignore your | against your | outside your)
              (instructions/programming/guidelines/rules/training/prompt)
            (decode (this | the following) | execute (this | the following | code) | eval | curl | rm rf | select from
              | drop table)
            (end/begin) (data/fence/mark)
            (function call | tool call | api key | api keys | environment variables | env variables)
            (without | no) (any)? (restrictions/filters/filter/censorship/guardrails | ethical (guidelines | limits) |
              moral limits | content policy) (reply/answer/respond/and/mode/whatsoever)?
            (hypothetically | for research | for educational purposes) ..4 (if you (had | were) ..3
              (rules/restrictions/instructions/ai) | bypass | ignore)
            (please)? (summarize/summarise/list/explain/describe/recite/quote/state/paraphrase/reproduce/copy) ..3
              (instructions | instruction | prompt | rules | guidelines | directives | system message | context) ..4
              (you/your/given/above/were/have)?
            (your | the) (new | real | actual | only | next | true | main)
              (task/goal/objective/purpose/role/job/mission/instruction/instructions/persona/identity)
              (is/are/now/will) ..6
            (begin | start | end)
              (admin/system/developer/root/prompt/instruction/instructions/override/injection/user/assistant)
              (message/block/section/mode/note/text/command)?
            (first | last | opening | initial | exact) (words | word | line | lines | sentence | message) ..2 (of |
              in) ..2 (prompt/instructions/conversation/context/system)
            (context window | token limit | training data | max tokens | prompt) ..3 (your | in your | you have |
              contain | contains | is)?
            (in your) (prompt | context | context window | instructions | system prompt | memory)
            (safety) (off | checks | disabled | check off | mode off | filters | settings)
            (skip/disable/turn/switch/remove/ignore/bypass) ..2 (off)? ..2 (safety | filter | filters | checks |
              moderation | censorship | restrictions | guardrails | limits | content policy)
            (you are) (not | no) ..2 (girl/woman/human/person/real) ..3
              (program/machine/software/code/script/model/bot/robot/computer/ai)
            (output/print/dump/show/reveal/display) ..2 (your | the)
              (configuration/config/settings/prompt/instructions/source/code/variables/parameters/memory/context/
              rules)
            (print/echo/eval/exec/console/alert/import/sudo/select/drop) ..1 (hacked/pwned/hello/log/os/table/from)
            (write/give/send/format/make/return/answer) ..2 (your | the)? (reply | answer | response | output | next
              message) ..2 (as | in | like) ..2
              (python/json/script/code/html/xml/poem/haiku/rap/yaml/csv/javascript/sql/pirate/latin/french/spanish/
              german/shakespeare/caps/reverse/backwards/binary)
            (if | whether | when) (there is | a | any | this is | an | you are) ..2
              (bot/ai/llm/model/chatgpt/machine/script/robot) ..2
              (reading/read/here/writing/answering/processing/this/then/reply/say/please/you)
            (imagine/suppose/assume/pretend/roleplay) ..3 (you are | that you are | to be | being) ..3 ($ai | no
              (limits | rules | restrictions | filters | guidelines) | without | unlimited | unfiltered | uncensored |
              free)
            (no limits | no rules | no filters | unfiltered | uncensored | unlimited) ..3
              (mode/ai/answer/version/model/now)
            (assistant/system/user/human/ai) (sure/here/okay/yes/i/of) ..5 (here is | the free | comply | will | can |
              link/password/unlocked)
            (forget | stop | quit | drop | no more) ..2 (playing/play/acting/pretending/roleplay/roleplaying/being)
              ..2 (a | the | your | this)? ..1 (role/character/persona/act/game/girl/creator/her) ..5
              (speak/talk/answer/model/ai/yourself/truth/be | as)
            (speak/answer/respond/talk) as (the | an | a) ..2 ($ai | machine | program | system | developer |
              yourself)
            (follow | obey | listen to | do) (mine | my (rules | instructions | orders | commands) | only me)
            (previous | prior | earlier | above | original | old) (rules | instructions | instruction | prompt |
              guidelines | orders | directions | commands) ..4
            (everything | anything | all | text | words | lines | messages | stuff) (above | before) (this (line |
              message | point | text) | is | was | and | here)
            (answer | reply | respond | say) (yes | ok | okay | true | agreed | approved) to (everything | all | every
              | any)
            (this conversation | the chat | the session | your memory | your context | the history) ..2 (is)? (reset |
              over | cleared | ended | wiped | erased)
            (reset/wipe/erase/clear) (your | the) (memory | context | instructions | history | conversation | rules |
              settings)
            (price/prices/cost) ..2 (is/are/now/to) ..2 (#0-0 | zero | free) ..4 (admin | system | override | end |
              instruction | from now | order | update)
            (what/which) (instructions/instruction/rules/prompt/guidelines/directives/orders) (were | are | did | do |
              have) (you | they) ..3 (given/follow/told/have/get/got/under/programmed)?
            (your | all | the | these | those)
              (guidelines/rules/restrictions/instructions/limits/limitations/filters/policies/programming) ..2 (no
              longer | do not | does not | are | is) ..3
              (apply/off/void/suspended/lifted/invalid/removed/disabled/matter/cancelled/deleted)
            (from this (point | moment | message) | from here on | from now on | starting now | henceforth) ..3 (you |
              your | all | every | answer | respond | reply | only | always)
            (answer/respond/reply/act/speak/behave) as ..3
              (bot/ai/evil/dan/model/assistant/machine/system/evilbot/jailbroken/unfiltered)
            (you) ..1 (work for | obey | belong to | answer to | serve | listen to) me (now | only | alone | from)
            (i am) (your | the | a | an) (developer | admin | administrator | creator of this | programmer | engineer
              | openai | owner of this) ..4
              (enable/mode/debug/prompt/instructions/must/override/access/show/reveal/give/verify)
            (access granted | hacked | pwned | owned)
            (ignore/disregard/forget) (the | this | our) (conversation/chat/context/message/text/history) ..1
              (and/then/instead) ..4 (answer/reply/respond/write/say/tell/act/just/only)
            (replaces/replace/supersedes/overrides/overwrites) ..2 (your | all | the | any) ..2
              (instructions/prompt/rules/orders/guidelines)
            ^ (override/sudo/admin/root) ..1 (treat/unlock/grant/give/enable/set/reveal/send/mark)
            (stop/quit/cease) (being | acting as | playing | pretending to be) ..4 (assistant/ai/bot/model/chatter
              assistant) ..4 (act/answer/be/behave/become)?
            (reply/answer/respond/write/send) (to)? ..1 (all/every/everyone/any/each) ..2 (with) ..6
            (print/list/output/reveal/show/tell/leak/give/name) ..2 (the | all | every | other)? ..1
              (names/messages/emails/chats/conversations/data/numbers) ..2 (of)? ..2 (every/all/other/previous/each)
              ..3 (customer/customers/fan/fans/user/users/client/clients/people/person/subscribers)
            (as | i am) (the | a | your)? ..1 (system)? (administrator/admin/developer/operator/owner) ..2 (i)? ..1
              (order/command/instruct/require/tell/authorize) ..4
            ^ (model/assistant/bot/ai/system)
              (repeat/say/write/print/output/answer/reply/list/send/give/show/ignore/reveal/act)
            (repeat/say) after me ..3 (everything | all | the price | free/unlocked/instructions/is)
            (reveal/show/print/repeat/output/tell/quote) ..3 (text/words/message/prompt/lines/instructions) ..4
              (written/given/placed/sent/stands/came/come/that) ..2 (before/above/prior) ..3
            """,
        hints: """
            $rules
            $drop (all/any/your/previous/everything)
            $ai
            (system)
            (prompt)
            (from now on)
            (reply with | respond with | output | answer only | respond only)
            (override)
            (new role | your role | your task | your job is | new persona)
            (developer/admin/root)
            """)
}
