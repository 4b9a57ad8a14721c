#!/usr/bin/env bash
# The instrument with which a leader crashes in the middle of a write, with a real mouse and keyboard: the line is
# dragged, each stage is predicted and played, the table fills, the pattern is found.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

course=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../lessons/course" && pwd)

# click_answers A B C: of the three questions, with the mouse.
click_answers() {
    local question=0 answer
    for answer in "$@"; do
        click "crash.answer.$question.$answer"
        question=$((question + 1))
    done
    wait_for 5 "all three are predicted" "s['bigEnabled']"
}

# crash_here WHAT: and the run is watched to its end, step by step.
crash_here() {
    local i
    for ((i = 0; i < 20; i++)); do
        command_key space
        wait_for 60 "$1: a step" "not s['playing']" >/dev/null
        [[ $(state "'crash.time' in s['spots']") != True ]] || break
    done
    wait_for 5 "$1: its verdict" "'crash.again' in s['spots'] and s['bigEnabled']"
}

start_window "$course/crash-stages.lesson.json"
for ((i = 0; i < 12; i++)); do command_key Up; done
for ((i = 0; i < 40; i++)); do
    [[ $(state "'crash.time' in s['spots']") != True ]] || break
    [[ $(state "s['playing']") == True ]] || command_key space
    sleep 0.2
done
wait_for 20 "the write is over, and the instrument open" "'crash.time' in s['spots'] and not s['playing']"
command_key space
wait_for 5 "no crash before all is predicted" "s['notice'] != '' and not s['bigEnabled']"

# The line is dragged; whatever stage it comes to is predicted with the mouse.
read -r left top right bottom < <(state "'%d %d %d %d' % tuple(s['spots']['crash.time'][:4])")
stroke $(((left + right) / 2)) $(((top + bottom) / 2)) $((left + (right - left) / 4)) $(((top + bottom) / 2))
click_answers 0 0 0
crash_here "the stage where the line was dragged"

# The others with the keyboard, each as the button leads to it.
for ((stages = 1; stages < 12; stages++)); do
    command_key space
    [[ $(state "'crash.answer.0.0' in s['spots']") == True ]] || break
    for ((i = 0; i < 3; i++)); do command_key 2; done
    wait_for 5 "predicted" "s['bigEnabled']" >/dev/null
    crash_here "stage $((stages + 1))"
done
((stages == 7)) || fail "$stages stages were played, not seven"
ok "seven stages, one after the other"
wait_for 5 "from which stage on is every write kept?" "not s['bigEnabled'] and 'crash.answer.0.0' not in s['spots']"
command_key c
wait_for 5 "the pattern is answered, and the lesson over" "s['bigEnabled']"
command_key space
wait_for 5 "on to the other lessons" "s['dialog'] != 0"
press_key Escape
quit_window
