// Runs the tests of a page and prints what they gave as cmocka does, which ./run counts. A page's test is a file
// tests/web/test_NAME.mjs:
//
//   import { begin, page, test, equal, ok, audit, end } from './harness.mjs';
//   const work = await begin();                        // work.folder: a folder of its own; work.naskah('lapor …') runs it
//   await test('it opens', async () => {
//     const p = await page({ width: 390, height: 800, dark: true });   // also noScript, still
//     await p.goto(work.url('output/papan.html'));
//     await audit(p);                                  // headings, names, contrast, focus, no requests, no errors
//   });
//   await end();
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { open } from './driver.mjs';
import { auditHere } from './audit.mjs';

const [program, build, source] = process.argv.slice(2).map((path) => resolve(path));
let browser, folder, failed = [], passed = 0, pages = [];

export async function begin() {
  folder = mkdtempSync(join(tmpdir(), 'naskah-web-'));
  browser = await open(join(build, 'web'));
  console.log(`Dijalankan dengan ${browser.name}.`);
  return {
    folder, source, sanitized: /asan/i.test(build),
    url: (path) => pathToFileURL(join(folder, path)).href,
    // What it prints; its exit status must be one of those expected.
    naskah: (words, from = folder, expected = [0]) => {
      const ran = spawnSync(program, words, { cwd: from, encoding: 'utf8', maxBuffer: 1 << 28,
        env: { ...process.env, LANG: 'C', LC_ALL: '', NASKAH_SHARE: source } });
      ok(expected.includes(ran.status), `naskah ${words.join(' ')}: ${ran.status}\n${ran.stdout}${ran.stderr}`);
      return ran.stdout;
    },
    shell: (command, args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }),
  };
}

export async function page(wish = {}) {
  const p = await browser.page({ width: 1200, height: 900, ...wish });
  pages.push(p);
  return p;
}

export async function test(name, body) {
  console.log(`[ RUN      ] ${name}`);
  try {
    await body();
    passed++;
    console.log(`[       OK ] ${name}`);
  } catch (error) {
    failed.push(name);
    console.log(`[  ERROR   ] --- ${error.stack || error}`);
    console.log(`[  FAILED  ] ${name}`);
  }
  for (const p of pages.splice(0)) await p.close().catch(() => {});
}

export function ok(value, says = 'tidak benar') {
  if (!value) throw new Error(says);
}

export function equal(a, b, says = '') {
  const x = JSON.stringify(a), y = JSON.stringify(b);
  if (x !== y) throw new Error(`${says} ${x} != ${y}`);
}

// What every page of ours keeps: nothing but the file itself is asked for, the browser complains of nothing …
export function quiet(p) {
  equal(p.errors, [], 'konsol:');
  equal(p.requests.filter((url) => !/^(file|blob):/.test(url)), [], 'permintaan ke luar:');
}

// … and what people with other eyes and hands need is there.
export async function audit(p) {
  quiet(p);
  equal(await p.run(auditHere), [], 'aksesibilitas:');
}

export async function end() {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
  console.log(`[  PASSED  ] ${passed} test(s).`);
  if (failed.length) {
    console.log(`[  FAILED  ] ${failed.length} test(s), listed below:`);
    failed.forEach((name) => console.log(`[  FAILED  ] ${name}`));
  }
  process.exit(failed.length ? 1 : 0);
}
