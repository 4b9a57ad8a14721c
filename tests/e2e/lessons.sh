#!/usr/bin/env bash
# A lesson from its first caption to its goal, with keys and mouse: each question is answered wrongly first and its idea
# is run, then the goal is reached by one's own hands. One lesson, or with RAFTLAB_LONG=1 all of the course.
# shellcheck source=tests/e2e/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

course=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../lessons/course" && pwd)

# wrong_answer LESSON STEP: kind and answer; the number of a choice that has an idea behind it, which is nearly always a
# wrong one.
wrong_answer() {
    python3 - "$course/$1.lesson.json" "$2" <<'PYTHON'
import json, re, sys
text = "\n".join(re.sub(r"^\s*//.*", "", line) for line in open(sys.argv[1], encoding="utf-8"))
lesson = json.loads(text)
ask = lesson["steps"][int(sys.argv[2])].get("ask", {})
choices = ask.get("choices", [])
ideas = [i + 1 for i, choice in enumerate(choices) if "whatIf" in choice]
answers = {"order": " ".join(str(i + 1) for i in range(len(choices))), "number": "0",
           "entry": lesson["cluster"]["servers"][0] + "[1]"}
print(ask.get("kind", "one"), answers.get(ask.get("kind"), ideas[0] if ideas else 1))
PYTHON
}

# The step whose question is open is the one after those that are done.
answer() {
    local kind what key
    read -r kind what <<<"$(wrong_answer "$1" "$(state "max(s['lessonStep'] - 1, 0) if s['scene'] == 'question' else 0")")"
    case $kind in
        number | entry) type_text "$what" ;;
        *) for key in $what; do command_key "$key"; done ;;
    esac
    wait_for 5 "$1: an answer is picked" "s['bigEnabled']"
    # With the mouse: in a field in which one types, Space is a character.
    click big
    wait_for 60 "$1: the run decides" "s['scene'] in ('wrong', 'right')"
}

# play_to_goal LESSON: until its goal is offered or, where it has none, until it is over.
play_to_goal() {
    local step scene ideas=0 questions=0
    for ((step = 0; step < 150; step++)); do
        wait_for 90 "$1: something waits for me" "not s['playing'] or s['lessonStep'] == 0" >/dev/null
        [[ $(state "s['dialog'] != 0 or s['lessonStep'] == 0") != True ]] || break
        scene=$(state "s['scene']")
        case $scene in
            # After the last verdict the button leads there without an offer.
            offer | goal) break ;;
            question)
                questions=$((questions + 1))
                answer "$1"
                continue
                ;;
            ideaOver) ideas=$((ideas + 1)) ;;
        esac
        command_key space
    done
    ((step < 150)) || fail "$1: it does not end"
    ok "$1: played, $questions questions, $ideas ideas of mine were run"
    [[ $1 == welcome ]] || ((questions > 0)) || fail "$1: it asked nothing"
    [[ $2 != goal ]] || ((ideas > 0)) || fail "$1: no idea was run"
}

# do_to SERVER KEY: to a server, by its number.
do_to() {
    local before
    before=$(state "s['actions']")
    command_key "$1"
    command_key "$2"
    wait_for 20 "$2 to server $1" "s['actions'] > $before"
}

# write_to SERVER COMMAND
write_to() {
    local before
    before=$(state "s['actions']")
    command_key "$1"
    command_key shift+j
    sleep 0.5
    type_text "$2"
    press_key Return
    wait_for 20 "$2 to server $1" "s['actions'] > $before"
}

# let_run SECONDS WHAT EXPRESSION: time runs until then, and stands.
let_run() {
    [[ $(state "s['playing']") == True ]] || command_key space
    wait_for "$@"
    [[ $(state "s['playing']") != True ]] || command_key space
}

# What each lesson's recorded solution does, by hand.
reach_first-election() { do_to 3 k; }
reach_command-journey() {
    local i before
    before=$(state "s['committed']")
    write_to 1 z=5
    for ((i = 0; i < 60; i++)); do
        [[ $(state "s['nodes']['S1']['commitIndex'] == $before") == True ]] || break
        command_key Right
    done
    # The answer has no way to go: it arrives with the next event.
    command_key Right
    do_to 1 k
}
reach_figure-8() { write_to 1 x=9; }
reach_majorities() {
    do_to 1 k
    do_to 5 k
    do_to 2 t
    let_run 60 "S2 leads" "leaders == ['S2']"
    write_to 2 y=1
}
reach_two-leaders() {
    do_to 1 p
    write_to 1 x=3
    do_to 2 t
    let_run 60 "B leads" "'B' in leaders"
    command_key h
}
reach_who-can-win() {
    do_to 3 t
    let_run 60 "S3 leads" "leaders == ['S3']"
    write_to 3 z=1
}

# play LESSON: a lesson whose solution is not known here shows its own.
play() {
    local kind=plain
    [[ $(type -t "reach_$1") != function ]] || kind=goal
    rm -f "$scratch/state"
    start_window "$course/$1.lesson.json"
    # As fast as it goes.
    for ((i = 0; i < 12; i++)); do command_key Up; done
    play_to_goal "$1" "$kind"
    if [[ $(state "s['scene'] in ('offer', 'goal')") == True ]]; then
        [[ $(state "s['scene']") == goal ]] || command_key space
        wait_for 20 "$1: it is my turn" "s['scene'] == 'goal'"
        if [[ $kind == goal ]]; then
            "reach_$1"
            [[ $(state "s['scene']") == won || $(state "s['playing']") == True ]] || command_key space
            wait_for 90 "$1: the goal is reached" "s['scene'] == 'won'"
        fi
    fi
    [[ $(state "s['violations']") == 0 || $kind != goal ]] || fail "$1: something broke on the way"
    quit_lesson
}

# A lesson is left without a question.
quit_lesson() {
    [[ $(state "s['dialog']") == 0 ]] || command_key Escape
    quit_window
}

if [[ -n ${RAFTLAB_LONG:-} ]]; then
    # stages.sh plays the lesson that is an instrument.
    for file in "$course"/*.lesson.json; do
        [[ $file == */crash-stages.lesson.json ]] || play "$(basename "$file" .lesson.json)"
    done
else
    play two-leaders
fi
