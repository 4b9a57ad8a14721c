#!/usr/bin/env bash
# Authors: what is done with mouse and keys is recorded, described, saved, and keeps its word; a lesson whose file changes
# is loaded again, with its errors beside it while it has some.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

lessons=$scratch/data/raftlab/lessons

# with_ctrl_shift KEY
with_ctrl_shift() {
    xdotool keydown ctrl keydown shift
    sleep 0.06
    xdotool key "$1"
    sleep 0.06
    xdotool keyup shift keyup ctrl
    sleep 0.1
}

# change FILE FROM TO: as an editor does, by a new file in the place of the old one.
change() {
    python3 - "$1" "$2" "$3" <<'PYTHON'
import os, sys
path, old, new = sys.argv[1:]
text = open(path, encoding="utf-8").read()
assert old in text, old
open(path + "~", "w", encoding="utf-8").write(text.replace(old, new, 1))
os.replace(path + "~", path)
PYTHON
}

# ---- Record ----

start_window
new_cluster_of_three
with_ctrl_shift r
wait_for 5 "what was done so far is the first step" "s['recording'] and s['recordedSteps'] == 1"
press_key c
wait_for 20 "a command is committed" "s['committed'] == 1"
press_key m
wait_for 5 "M closes a step" "s['recordedSteps'] == 2"
leader=$(state "leaders[0]")
press_key "${leader#S}"
press_key k
wait_for 5 "the leader is crashed" "s['nodes']['$leader']['role'] == 'down'"
wait_for 40 "another one leads" "len(leaders) == 1 and leaders[0] != '$leader'"
press_key space
wait_for 5 "a pause closes a step" "s['recordedSteps'] == 3 and not s['playing']"

click record.stop
wait_for 5 "the storyboard is open" "not s['recording'] and 'story.save' in s['spots']"
click "##story.title.en"
type_over "A leader falls"
click story.row.1
wait_for 5 "a row is open" "'story.until.0' in s['spots']"
click "##story.say.en"
type_over "A client writes, and the leader copies the entry."
click story.ask.0
sleep 0.2
click story.save
wait_for 60 "the lesson is saved and keeps its word" "s['verified'] == 'fine'"
lesson=$lessons/a-leader-falls.lesson.json
[[ -s $lesson ]] || fail "no lesson was written: $(ls "$lessons")"
XDG_DATA_HOME=$scratch/data "$program" lesson check "$lesson" >"$scratch/check" || fail "$(cat "$scratch/check")"
grep -qx $'ok\ta-leader-falls' "$scratch/check" || fail "$(cat "$scratch/check")"
ok "raftlab lesson check finds no error"
XDG_DATA_HOME=$scratch/data "$program" lesson list | grep -q "a-leader-falls.*yours" || fail "it is not in the list"
ok "raftlab lesson list says whose it is"

# ---- Play it, and change its file meanwhile ----

click verify.play
wait_for 5 "the run is asked for" "'question.leave' in s['spots']"
click question.leave
wait_for 20 "the lesson plays its first step" "s['lessonStep'] == 1 and not s['playing'] and s['dialog'] == 0"
command_key space
wait_for 5 "its question is asked" "s['scene'] == 'question'"
change "$lesson" "A client writes" "Somebody writes"
wait_for 5 "the lesson is loaded again at the same step" "s['caption'].startswith('Somebody writes') and s['scene'] == 'question'"
change "$lesson" '"steps":' '"stops":'
wait_for 5 "errors stand beside the lesson" "s['fileErrors'] > 0"
wait_for 5 "which goes on" "s['caption'].startswith('Somebody writes') and 'fileErrors.close' in s['spots']"
change "$lesson" '"stops":' '"steps":'
wait_for 5 "and go when the file is right again" "s['fileErrors'] == 0"
with_ctrl_shift v
wait_for 60 "it is verified from the window" "s['verified'] == 'fine'"
press_key Escape
quit_window
