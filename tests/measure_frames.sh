#!/usr/bin/env bash
# Measures P14: whole frames of the real window on software OpenGL, 1280x800, one core, while the classroom scene plays.
# Brings its own Xvfb. usage: tests/measure_frames.sh [PROGRAM] [SECONDS]
# A frame's time is the CPU time of the window's thread, in which Mesa draws too when it has no threads of its own: other
# programs do not count, as long as the machine is not so busy that they empty the caches. Ends with 1 if a limit is missed.
set -euo pipefail

limit_ms=12
vertices_max=20000

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=${1:-$root/build/release/raftlab}
seconds=${2:-20}
if [[ -z ${MEASURE_INSIDE:-} ]]; then
    exec env MEASURE_INSIDE=1 xvfb-run -a -s "-screen 0 1280x800x24 -nolisten tcp" bash "${BASH_SOURCE[0]}" "$program" "$seconds"
fi

scratch=$(mktemp -d)
pid=
trap '[[ -z $pid ]] || kill "$pid" 2>/dev/null || true; rm -rf "$scratch"' EXIT
RAFTLAB_FRAME_TIMES=$scratch/frames LIBGL_ALWAYS_SOFTWARE=1 LP_NUM_THREADS=0 vblank_mode=0 \
    taskset -c 0 "$program" --config-dir "$scratch/config" "$root/tests/bench/classroom.session.json" 2>"$scratch/log" &
pid=$!
sleep "$seconds"
kill -0 "$pid" 2>/dev/null || { cat "$scratch/log" >&2; echo "the window has closed" >&2; exit 2; }
kill "$pid"
wait "$pid" 2>/dev/null || true
pid=

# The first frames load letters and shaders; they are the start's, which measure_start.sh measures.
tail -n +31 "$scratch/frames" | sort -n | awk -v limit="$limit_ms" -v most="$vertices_max" '
    { cpu[NR] = $1 / 1000; if ($3 > vertices) vertices = $3 }
    END {
        if (NR < 100) { print "only " NR " frames: too few" > "/dev/stderr"; exit 2 }
        p99 = cpu[int(NR * 0.99)]
        printf "%d frames: median %.2f ms, 99th percentile %.2f ms, worst %.2f ms\n", NR, cpu[int(NR / 2)], p99, cpu[NR]
        ok = p99 <= limit && vertices <= most
        printf "P14  99th percentile %.2f ms, limit %d ms; vertices %d, limit %d   %s\n", p99, limit, vertices, most, ok ? "ok" : "NO"
        exit !ok
    }'
