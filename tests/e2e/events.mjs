// node events.mjs json.xml FILE…: every line of the files is one JSON object, flat but for `arguments`, with a type first
// that the manual page explains, and no key that it does not. Prints the types, sorted.
import { readFileSync } from 'node:fs';

const [manual, ...files] = process.argv.slice(2);
const text = readFileSync(manual, 'utf8').replace(/<!--.*?-->/gs, '');
const keysOf = (part) => [...part.matchAll(/<a n="([^"]+)"/g)].map((m) => m[1]);
const common = keysOf(text.match(/<umum>(.*?)<\/umum>/s)[1]);
const events = new Map([...text.matchAll(/<e n="([^"]+)">(.*?)<\/e>/gs)].map((m) => [m[1], keysOf(m[2])]));
const seen = new Set();

function fault(file, line, why) {
    console.log(`${file}: ${why}: ${line}`);
    process.exitCode = 1;
}

for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
        let event;
        try {
            event = JSON.parse(line);
        } catch (error) {
            fault(file, line, error.message);
            continue;
        }
        const [first, ...keys] = Object.keys(event);
        const known = events.get(event.type);
        seen.add(event.type);
        if (first !== 'type' || !known) {
            fault(file, line, 'not explained');
        }
        for (const key of keys) {
            if (!(known ?? []).includes(key) && !common.includes(key)) {
                fault(file, line, `${key} is not explained`);
            }
            if (key !== 'arguments' && event[key] !== null && typeof event[key] === 'object') {
                fault(file, line, `${key} is not flat`);
            }
        }
    }
    if (!readFileSync(file, 'utf8').endsWith('\n')) {
        fault(file, '', 'is empty, or its last line has no end');
    }
}
console.log([...seen].sort().join(' '));
