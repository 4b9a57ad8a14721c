#!/usr/bin/env bash
# Hands: a stroke cuts a link, the right button and a long press open menus, an arrival is dragged, undo takes it back;
# what was done is in the saved session.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# in_session EXPRESSION: of the saved session, `s`; `main` is the list of its actions, `branch` that of its first branch.
in_session() {
    python3 - "$scratch/run.session.json" "$1" <<'PYTHON'
import json, sys
s = json.load(open(sys.argv[1], encoding="utf-8"))
branches = s.get("branches", [])
print(eval(sys.argv[2], {"s": s, "main": s.get("actions", []), "branch": branches[0]["actions"] if branches else [],
                         "name": branches[0]["name"] if branches else ""}))
PYTHON
}

# middle ID ID: half way between two spots.
middle() {
    # shellcheck disable=SC2046
    read -r ax ay bx by <<<"$(echo $(place "$1") $(place "$2"))"
    echo $(((ax + bx) / 2)) $(((ay + by) / 2))
}
right_click() {
    move_to "$1" "$2"
    sleep 0.15
    xdotool mousedown 3
    sleep 0.08
    xdotool mouseup 3
    sleep 0.1
}

# Twelve of the forty milliseconds that two requests for votes take: message 1 to S2, message 2 to S3.
cat >"$scratch/start.session.json" <<'JSON'
{ "format": "raftlab-session/1", "title": "Hands",
  "cluster": { "servers": ["S1", "S2", "S3"], "seed": 5, "timers": "manual", "latency": 40 },
  "actions": [ {"at": 0, "after": 2, "timeout": "S1"} ], "cursor": {"branch": 0, "after": 8, "at": 12} }
JSON
start_window "$scratch/start.session.json"
wait_for 10 "the session is open where it was left" "s['actions'] == 1 and s['timeUs'] == 12000"
wait_for 5 "two messages are on their way" "'grip.1' in s['spots'] and 'message.2' in s['spots']"

# An arrival, dragged later; taken back; dragged again.
read -r x y <<<"$(place grip.2)"
stroke "$x" "$y" $((x + 60)) "$y"
wait_for 5 "dragging the arrival is an action" "s['actions'] == 2"
with_ctrl z
wait_for 5 "undo takes it back and returns to just before it" "s['actions'] == 1 and s['timeUs'] == 12000"
wait_for 5 "the grip is where it was" "abs((s['spots']['grip.2'][0] + s['spots']['grip.2'][2]) / 2 - $x) < 3"
stroke "$x" "$y" $((x + 60)) "$y"
wait_for 5 "it is dragged again" "s['actions'] == 2 and s['timeUs'] == 12000"
wait_for 5 "the grip is where it was dropped" "abs((s['spots']['grip.2'][0] + s['spots']['grip.2'][2]) / 2 - $x - 60) < 6"

# The wall: nothing arrives before now.
read -r x y <<<"$(place grip.1)"
read -r left _ <<<"$(state "'%d %d' % (s['spots']['time'][0] + 4, 0)")"
stroke "$x" "$y" "$left" "$y"
wait_for 5 "hastened to the wall" "s['actions'] == 3 and s['timeUs'] == 12000"
with_ctrl z
wait_for 5 "and taken back" "s['actions'] == 2"

# A stroke through a link.
press_key x
read -r x y <<<"$(middle node.S2 node.S3)"
stroke "$x" $((y - 25)) "$x" $((y + 25))
wait_for 5 "a stroke cuts S2 - S3" "sorted(s['cut']) == ['2>3', '3>2']"
press_key q

# The right button on a message.
read -r x y <<<"$(place message.1)"
right_click "$x" "$y"
wait_for 5 "a message has a menu" "'menu.message.duplicate' in s['spots']"
click menu.message.duplicate
wait_for 5 "there are three messages now" "len([k for k in s['spots'] if k.startswith('message.')]) == 3"

# A long press on a server, with the left button alone.
read -r x y <<<"$(place node.S3)"
move_to "$x" "$y"
sleep 0.2
xdotool mousedown 1
sleep 0.8
xdotool mouseup 1
wait_for 5 "a long press opens the menu" "'menu.node.pause' in s['spots']"
click menu.node.pause
wait_for 5 "S3 is paused" "s['actions'] == 5"

# The empty canvas; what is impossible is grey.
read -r x y <<<"$(state "'%d %d' % (s['spots']['ring'][2] - 20, s['spots']['ring'][1] + 40)")"
right_click "$x" "$y"
wait_for 5 "the empty canvas has a menu" "'menu.cluster.undo' in s['spots'] and s['spots']['menu.cluster.undo'][4] == 1"
wait_for 5 "there is nothing to do again" "s['spots']['menu.cluster.redo'][4] == 0"
click menu.cluster.undo
wait_for 5 "the pause is taken back" "s['actions'] == 4"
with_ctrl y
wait_for 5 "and done again" "s['actions'] == 5"

# A value from the list, for a link.
read -r x y <<<"$(middle node.S1 node.S3)"
right_click "$x" "$y"
wait_for 5 "a link has a menu" "'menu.link.latency' in s['spots']"
click menu.link.latency
wait_for 5 "the values come up" "'value.pick.200' in s['spots']"
click value.pick.200
wait_for 5 "the latency is set" "s['actions'] == 6"

# In the past a branch opens; undone to empty it vanishes.
press_key Home
wait_for 5 "the beginning is shown" "s['step'] == 0"
press_key 2
press_key t
wait_for 5 "acting in the past opens a branch" "s['line'] == 1 and s['lines'] == 2"
with_ctrl z
wait_for 5 "undone it vanishes" "s['line'] == 0"
wait_for 5 "and stepping back has taken nothing back" "s['actions'] == 6"

save_as "$scratch/run.session.json"
verbs=$(in_session "[[k for k in a if k not in ('at', 'after', 'by', 'to', 'client')][0] for a in main]")
[[ $verbs == "['timeout', 'delay', 'cut', 'duplicate', 'pause', 'latency']" ]] || fail "the session holds $verbs"
ok "the session holds what was done"
[[ $(in_session "main[1]['delay'] == {'msg': 2} and main[1]['by'] > 5 and main[1]['at'] == 12") == True ]] ||
    fail "the dragged arrival is not in the session as it was dragged"
ok "the dragged arrival is in it"
[[ $(in_session "main[2]['cut'] == ['S2-S3'] and main[5]['latency'] == {'S1-S3': 200}") == True ]] || fail "cut or latency differ"
quit_window

first=$("$program" run "$scratch/run.session.json" --hash)
[[ $first == "$("$program" run "$scratch/run.session.json" --hash)" && -n $first ]] || fail "the session replays differently"
ok "the session replays to the same bytes"
start_window "$scratch/run.session.json"
wait_for 5 "it is opened again" "s['actions'] == 6"
quit_window
