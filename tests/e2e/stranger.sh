#!/usr/bin/env bash
# Somebody who has never seen the program: watches, crashes the leader, sends a command, cuts a link, goes back to
# before the crash, acts there, changes the language, leaves. The first three need the left button only.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

start_window
opened=$(date +%s%N)

wait_for 20 "a leader appears by itself" "len(leaders) == 1"
leader=$(state "leaders[0]")

point_at "node.$leader"
wait_for 5 "the leader's buttons come out when it is pointed at" "'node.crash' in s['spots']"
click node.crash
wait_for 5 "the leader is down" "s['nodes']['$leader']['role'] == 'down'"
took=$((($(date +%s%N) - opened) / 1000000))
((took < 30000)) || fail "crashing a leader took $took ms"
ok "a leader was crashed ${took} ms after the window opened, with the left button only"
wait_for 5 "a branch of one's own was opened" "s['line'] > 0"

wait_for 30 "a new leader is elected" "len(leaders) == 1"
committed=$(state "s['committed']")
click tool.send
wait_for 30 "the command is committed" "s['committed'] > $committed"

# A stroke through the link between two neighbours, of which neither need be up.
click tool.cut
wait_for 5 "the Cut tool is chosen" "s['tool'] == 1"
# shellcheck disable=SC2046
read -r x1 y1 x2 y2 <<<"$(echo $(place node.S1) $(place node.S2))"
mx=$(((x1 + x2) / 2)) my=$(((y1 + y2) / 2))
# Across the link, near its middle: at right angles, 14 pixels to both sides.
read -r dx dy <<<"$(python3 -c "
import math
dx, dy = $x2 - $x1, $y2 - $y1
n = math.hypot(dx, dy)
print(round(-dy / n * 14), round(dx / n * 14))")"
stroke $((mx - dx)) $((my - dy)) $((mx + dx)) $((my + dy))
wait_for 5 "the stroke has cut S1 - S2, both ways" "'1>2' in s['cut'] and '2>1' in s['cut']"
[[ $(state "len(s['cut'])") == 2 ]] || fail "the stroke has cut more than the link it crossed"
click tool.heal
wait_for 5 "the link is whole again" "s['cut'] == []"
press_key q

# Back to before the crash: the eye moves, the run stays.
press_key Home
wait_for 5 "the beginning is shown" "s['step'] == 0"
for ((i = 0; i < 400; i++)); do
    [[ $(state "len(leaders)") != 1 ]] || break
    press_key shift+Right
done
[[ $(state "leaders[0]") == "$leader" ]] || fail "before the crash $leader leads"
ok "stepped to a moment at which $leader still leads"

lines=$(state "s['lines']")
other=$(state "[n for n, v in s['nodes'].items() if v['role'] == 'follower'][0]")
point_at "node.$other"
wait_for 5 "a follower's buttons come out" "'node.crash' in s['spots']"
click node.crash
wait_for 5 "acting in the past opened a branch" "s['lines'] == $lines + 1 and s['line'] == $lines"
click branches
wait_for 5 "the branch is shown beside the old future" "'branch.$lines' in s['spots'] and 'branch.0' in s['spots']"
[[ $(state "'$other' in s['branch']") == True ]] || fail "the branch is named after the action"
ok "the branch is named '$(state "s['branch']")'"
click branch.0
wait_for 5 "a click leads back to the lesson's line" "s['line'] == 0"

click title.language
wait_for 5 "the window speaks Chinese" "s['language'] == 'zh'"
click title.language
wait_for 5 "and English again" "s['language'] == 'en'"
quit_window
