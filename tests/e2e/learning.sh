#!/usr/bin/env bash
# Somebody learns, and the program is killed: what was predicted is still there, the map leads back to the step, and
# what was answered wrongly stands on the page of predictions.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

course=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../lessons/course" && pwd)
progress=$scratch/state-home/raftlab/progress.json

# kept EXPRESSION: of the file of the progress, `p`, as Python sees it.
kept() {
    python3 -c "import json; p = json.load(open('$progress')); assert $1, p" || fail "$2"
    ok "$2"
}

start_window "$course/who-can-win.lesson.json"
wait_for 20 "the lesson has begun" "s['lessonStep'] >= 1"
for ((i = 0; i < 20; i++)); do
    wait_for 60 "something waits for me" "not s['playing']" >/dev/null
    [[ $(state "s['scene']") != question ]] || break
    command_key space
done
wait_for 5 "a question is asked" "s['scene'] == 'question'"
command_key 1
wait_for 5 "an answer is picked" "s['bigEnabled']"
click big
wait_for 60 "the run decides against me" "s['scene'] == 'wrong'"
kept "p['format'] == 'raftlab-progress/1' and len(p['lessons']['who-can-win']['predictions']) == 1" "the prediction is kept"
kill -9 "$pid"
wait "$pid" 2>/dev/null || true

start_window
wait_for 20 "it begins with the welcome" "s['lessonStep'] >= 1"
# What the crash has left is offered first.
if [[ $(state "s['dialog'] != 0") == True ]]; then press_key Escape; fi
kept "not p['lessons']['who-can-win']['predictions'][0]['right']" "the crash has lost nothing"
with_ctrl l
wait_for 10 "the map offers to go on" "s['dialog'] != 0 and 'map.resume' in s['spots']"
click map.resume
wait_for 20 "the lesson stands where it was" "s['dialog'] == 0 and s['lessonStep'] >= 2"
with_ctrl h
wait_for 10 "what I predicted is told" "any(k.startswith('prediction.who-can-win.') for k in s['spots'])"
click "$(state "next(k for k in s['spots'] if k.startswith('prediction.who-can-win.'))")"
wait_for 20 "a click asks once more" "s['dialog'] == 0 and s['scene'] == 'question'"
kept "p['lessons']['who-can-win']['predictions'][0]['tries'] == 1" "to look at it is not to answer"
quit_window
