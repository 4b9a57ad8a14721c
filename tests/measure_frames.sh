#!/usr/bin/env bash
# Measures P14: whole frames of the real window on software OpenGL, 1280x800, one core, while the classroom scene plays.
# Brings its own Xvfb. usage: tests/measure_frames.sh [PROGRAM] [SECONDS] [YARDSTICK]
# A frame's time is the CPU time of the window's thread, in which Mesa draws too when it has no threads of its own: other
# programs do not count, as long as the machine is not so busy that they empty the caches. Machines differ, and one
# machine from hour to hour, by more than a factor of two: so a fixed load is drawn before and after, and the limit of
# 12 ms holds for a machine on which that load takes 8.9 ms. Ends with 1 if a limit is missed.
set -euo pipefail

limit_ms=12
yardstick_ms=8.9
vertices_max=20000

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=${1:-$root/build/release/raftlab}
seconds=${2:-20}
yardstick=${3:-$root/build/test/raftlab_frame_yardstick}
if [[ -z ${MEASURE_INSIDE:-} ]]; then
    exec env MEASURE_INSIDE=1 LIBGL_ALWAYS_SOFTWARE=1 LP_NUM_THREADS=0 vblank_mode=0 \
        xvfb-run -a -s "-screen 0 1280x800x24 -nolisten tcp" bash "${BASH_SOURCE[0]}" "$program" "$seconds" "$yardstick"
fi

scratch=$(mktemp -d)
pid=
trap '[[ -z $pid ]] || kill "$pid" 2>/dev/null || true; rm -rf "$scratch"' EXIT

measure_yardstick() { taskset -c 0 "$yardstick" 2>/dev/null >>"$scratch/yardstick"; }

measure_yardstick
RAFTLAB_FRAME_TIMES=$scratch/frames taskset -c 0 "$program" --config-dir "$scratch/config" \
    "$root/tests/bench/classroom.session.json" 2>"$scratch/log" &
pid=$!
sleep "$seconds"
kill -0 "$pid" 2>/dev/null || { cat "$scratch/log" >&2; echo "the window has closed" >&2; exit 2; }
kill "$pid"
wait "$pid" 2>/dev/null || true
pid=
measure_yardstick

# The first frames load letters and shaders; they are the start's, which measure_start.sh measures.
tail -n +31 "$scratch/frames" | sort -n >"$scratch/sorted"
awk -v limit="$limit_ms" -v usual="$yardstick_ms" -v most="$vertices_max" '
    NR == FNR { fixed += $1; ++runs; next }
    { cpu[++count] = $1 / 1000; if ($3 > vertices) vertices = $3 }
    END {
        if (count < 100) { print "only " count " frames: too few" > "/dev/stderr"; exit 2 }
        fixed /= runs
        p99 = cpu[int(count * 0.99)]
        printf "%d frames: median %.2f ms, 99th percentile %.2f ms, worst %.2f ms\n", count, cpu[int(count / 2)], p99, cpu[count]
        printf "the fixed load: %.2f ms, so this machine is %.2f times as slow as the one that the limit is meant for\n", fixed, fixed / usual
        scaled = p99 * usual / fixed
        ok = scaled <= limit && vertices <= most
        printf "P14  99th percentile %.2f ms there, limit %d ms; vertices %d, limit %d   %s\n", scaled, limit, vertices, most, ok ? "ok" : "NO"
        exit !ok
    }' "$scratch/yardstick" "$scratch/sorted"
