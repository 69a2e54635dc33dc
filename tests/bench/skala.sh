#!/bin/bash
# ./run bench skala [DOCUMENTS]: a made-up region of 20,000 documents (daerah.awk) from nothing, then again with nothing to
# do. Each figure stands beside its aim: how much the parent and a worker grow with each document, whether the last
# thousand are made as fast as the first, how long it takes to see that nothing is to be done, and to start. Status 1 when
# an aim is missed by far (a machine that does other things besides misses it by a little).
set -u
export LC_ALL=C
naskah=$(realpath build/naskah) bench=$(realpath tests/bench) documents=${1:-20000} missed=0
folder=$(mktemp -d) || exit 3
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/input" && cd "$folder" || exit 3
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f", b - a}'; }

verdict() { # what, figure, unit, at most ("<") or at least (">"), aim, the figure that is far from it
    local word
    word=$(awk -v f="$2" -v o="$4" -v aim="$5" -v far="$6" 'BEGIN {
        s = o == "<" ? 1 : -1
        print s * f <= s * aim ? "reached" : s * f <= s * far ? "missed" : "MISSED BY FAR"}')
    printf '  %-58s %8s %-14s aim %s %s: %s\n' "$1" "$2" "$3" "$4" "$5" "$word"
    [ "$word" != "MISSED BY FAR" ] || missed=1
}

# What a process holds, in KiB: all of it. The largest of several processes; 0 when there is none.
memory() { # process ids
    local p
    for p in "$@"; do awk '/^VmRSS/ {print $2}' "/proc/$p/status" 2>/dev/null; done |
        sort -n | tail -1 | awk '{n = $1} END {print n + 0}'
}
children() { cat "/proc/$1/task/$1/children" 2>/dev/null; }
made() { find output -name '*.draf.pdf' 2>/dev/null | wc -l; }
mib() { awk -v k="$1" 'BEGIN {printf "%.0f", k / 1024}'; }

awk -v dokumen="$documents" -v folder=input -f "$bench/daerah.awk"
echo "$documents documents, $(find input -name '*.xml' | wc -l) input files, $(du -sm input | cut -f1) MiB"

from=$(now)
"$naskah" jalankan >log 2>&1 &
parent=$! early= late=
while sleep 0.5 && kill -0 $parent 2>/dev/null; do
    n=$(made)
    look="$n $(memory $parent) $(memory $(children $parent))"
    [ -n "$(children $parent)" ] || continue
    [ -n "$early" ] || [ "$n" -lt $((documents / 10)) ] || early=$look
    [ "$n" -ge "$documents" ] || late=$look
done
wait $parent
echo "  all made in $(since "$from") s; status $?"
grep ' naskah: ' log
read -r n1 parent1 worker1 <<<"${early:-0 0 0}"
read -r n2 parent2 worker2 <<<"${late:-0 0 0}"
echo "  memory, MiB, after $n1 documents: parent $(mib "$parent1"), largest worker $(mib "$worker1")"
echo "  memory, MiB, after $n2 documents: parent $(mib "$parent2"), largest worker $(mib "$worker2")"
growth() { awk -v a="$1" -v b="$2" -v n=$((n2 > n1 ? n2 - n1 : 1)) 'BEGIN {printf "%.2f", (b - a) / n}'; }
verdict 'the parent grows with each document by' "$(growth "$parent1" "$parent2")" KiB '<' 0.3 1.5
verdict 'a worker grows with each document by' "$(growth "$worker1" "$worker2")" KiB '<' 1 10
rates=$(find output -name '*.draf.pdf' -printf '%T@\n' | sort -n | awk '{t[NR] = $1} END {
    n = NR < 2000 ? int(NR / 2) : 1000
    printf "%d %.1f %.1f", n, (n - 1) / (t[n] - t[1]), (n - 1) / (t[NR] - t[NR - n + 1])}')
read -r n first last <<<"$rates"
echo "  documents/s: first $n: $first, last $n: $last"
verdict "the last $n as fast as the first" "$(awk -v a="$first" -v b="$last" 'BEGIN {printf "%.2f", b / a}')" times '>' 0.9 0.5

sleep 3  # what was changed within a tick of the clock would be looked at again
from=$(now)
"$naskah" jalankan >log 2>&1
took=$(since "$from")
grep ' naskah: ' log
verdict 'seconds to see that nothing is to be done' "$took" s '<' $((1 + documents / 4000)) $((5 + documents / 1000))
echo "  store: $(du -m naskah.db | cut -f1) MiB; output: $(du -sm output | cut -f1) MiB"
mkdir leer && cd leer || exit 3
for words in bantuan status; do
    from=$(now)
    for _ in 1 2 3 4 5 6 7 8 9 10; do "$naskah" $words >/dev/null 2>&1; done
    verdict "naskah $words" "$(awk -v t="$(since "$from")" 'BEGIN {printf "%.0f", t * 100}')" ms '<' 50 200
done
exit $missed
