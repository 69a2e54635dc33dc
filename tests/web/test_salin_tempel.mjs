// The page that a portal's fields are copied from, made by naskah kemas: for every eye and hand, and what its buttons do.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { audit, begin, end, equal, ok, page, test } from './harness.mjs';

const work = await begin();
cpSync(join(work.source, 'input', 'balangan'), join(work.folder, 'input'), { recursive: true });
work.naskah(['kemas', '--profile', 'iga', '--paksa'], undefined, [0, 1]);
const name = readdirSync(join(work.folder, 'output/paket/iga')).find((file) => file.endsWith('.salin-tempel.html'));
const url = work.url(`output/paket/iga/${name}`);

await test('it_is_fit_for_everybody', async () => {
  for (const wish of [{}, { dark: true }, { width: 390, height: 800 }, { width: 320, height: 640, dark: true },
    { noScript: true }, { still: true }]) {
    const p = await page(wish);
    await p.goto(url);
    await audit(p);
  }
});

await test('a_tick_is_kept_on_this_machine', async () => {
  const p = await page();
  await p.goto(url);
  const fields = await p.run(() => document.querySelectorAll('.isian[data-id]').length);
  ok(fields > 3, `${fields} isian`);
  await p.click('.isian[data-id] input[type=checkbox]');
  const said = await p.run(() => document.getElementById('hitung').textContent);
  ok(said.startsWith('1 ') && said.endsWith(` ${fields}`), said);
  await p.goto(url);
  ok(await p.run(() => document.querySelector('.isian[data-id] input[type=checkbox]').checked), 'centang hilang');
  equal(await p.run(() => document.getElementById('hitung').textContent), said);
});

await test('copying_says_that_it_did_and_takes_the_whole_text', async () => {
  const p = await page();
  await p.goto(url);
  // What would go to the clipboard: browsers without a screen may have none.
  await p.run(() => document.addEventListener('copy', () => { window.disalin = String(document.getSelection()); }));
  await p.run(() => Object.defineProperty(navigator, 'clipboard',
    { value: { writeText: async (text) => { window.disalin = text; } } }));
  await p.click('.isian[data-id] button');
  const { taken, text, news } = await p.run(() => new Promise((later) => setTimeout(() => later({
    taken: window.disalin, text: document.querySelector('.isian[data-id] textarea').value,
    news: document.getElementById('kabar').textContent }), 200)));
  equal(taken, text);
  ok(text.length > 0 && news.length > 0, 'tidak diberitahukan');
  await audit(p);
});

await end();
