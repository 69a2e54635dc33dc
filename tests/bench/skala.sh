#!/bin/bash
# ./run bench skala [DOCUMENTS]: a made-up region of 20,000 documents (daerah.awk) from nothing, then again with nothing to
# do. Tells the speed of the first and of the last thousand, the memory of parent and workers after a tenth and at the
# end, and how long the program takes to start.
set -u
export LC_ALL=C
naskah=$(realpath build/naskah) bench=$(realpath tests/bench) documents=${1:-20000}
folder=$(mktemp -d) || exit 3
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/input" && cd "$folder" || exit 3
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.2f", b - a}'; }

# The most a process has held so far, in MiB: all of it, and what is its own (workers share the rest with the parent).
memory() { # process ids
    local p
    for p in "$@"; do
        awk '/^VmHWM/ {most = $2} /^RssAnon/ {own = $2} END {if (most) printf " %.0f (%.0f anon)", most / 1024, own / 1024}' \
            "/proc/$p/status" 2>/dev/null
    done
}

made() { find output -name '*.draf.pdf' 2>/dev/null | wc -l; }

look() { # parent, words
    printf '  memory, MiB, %s: parent%s, workers%s\n' "$2" "$(memory "$1")" \
        "$(memory $(cat "/proc/$1/task/$1/children" 2>/dev/null))"
}

awk -v dokumen="$documents" -v folder=input -f "$bench/daerah.awk"
echo "$documents documents, $(find input -name '*.xml' | wc -l) input files, $(du -sm input | cut -f1) MiB"

from=$(now)
"$naskah" jalankan >log 2>&1 &
parent=$! tenth=
while sleep 1 && kill -0 $parent 2>/dev/null; do
    if [ -z "$tenth" ] && [ "$(made)" -ge $((documents / 10)) ]; then
        look $parent "after $(made)"
        tenth=1
    fi
    [ "$(made)" -lt "$documents" ] && last=$(look $parent "after $(made)")
done
wait $parent
echo "${last:-}"
echo "  all made in $(since "$from") s; exit $?"
grep ' naskah: ' log
find output -name '*.draf.pdf' -printf '%T@\n' | sort -n | awk '{t[NR] = $1} END {
    n = NR < 2000 ? int(NR / 2) : 1000
    printf "  documents/s: first %d: %.1f, last %d: %.1f\n", n, (n - 1) / (t[n] - t[1]), n, (n - 1) / (t[NR] - t[NR - n + 1])}'

from=$(now)
"$naskah" jalankan >log 2>&1
echo "  nothing to do: $(since "$from") s ($(du -m naskah.db | cut -f1) MiB of store)"
grep ' naskah: ' log
mkdir leer && cd leer || exit 3
for words in bantuan status; do
    from=$(now)
    for _ in 1 2 3 4 5 6 7 8 9 10; do "$naskah" $words >/dev/null 2>&1; done
    echo "  naskah $words, ten times: $(since "$from") s"
done
