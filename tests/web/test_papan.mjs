// The board (naskah lapor) as people meet it: opened from disk, on a phone, in the dark, on paper, without scripts, with
// names that mean harm, and with 3,000 innovations.
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { audit, begin, end, equal, ok, page, quiet, test } from './harness.mjs';
import { HOSTILE, writeInput } from './data.mjs';

const work = await begin();
const DAY = ['--tanggal', '2025-05-10'];

function board(name, wish, more = []) {
  const folder = join(work.folder, name);
  writeInput(folder, wish);
  work.naskah(['lapor', ...DAY, ...more], folder);
  return work.url(`${name}/output/papan.html`);
}

const shownRows = () => document.querySelectorAll('#tabel > tbody:not([hidden])').length;
const shownNames = () => [...document.querySelectorAll('#tabel > tbody:not([hidden]) .nama')].map((e) => e.textContent);
const tenth = board('sepuluh', { innovations: 10, agencies: 12 });
const many = board('banyak', { innovations: 300, hostile: true });

// Every look with few innovations; the many, whose names mean harm, where they are told apart by it.
await test('every_size_and_scheme_is_fit_for_everybody', async () => {
  for (const [wish, boards] of [[{}, [tenth, many]], [{ dark: true }, [tenth]], [{ width: 390, height: 800 }, [tenth]],
    [{ width: 320, height: 640, dark: true }, [tenth, many]], [{ noScript: true }, [tenth, many]],
    [{ still: true }, [tenth]]]) {
    for (const url of boards) {
      const p = await page(wish);
      await p.goto(url);
      await p.run(() => document.querySelectorAll('details').forEach((d, i) => { d.open = i < 40; }));
      await audit(p);
    }
  }
});

await test('what_is_searched_for_is_shown', async () => {
  const p = await page();
  await p.goto(many);
  equal(await p.run(shownRows), 300);
  const name = await p.run(() => document.querySelectorAll('#tabel .nama')[20].textContent);
  await p.fill('#cari', `  ${name.toUpperCase()} `);
  await p.run(() => new Promise((later) => setTimeout(later, 300)));
  const names = await p.run(shownNames);
  ok(names.includes(name) && names.length < 300, 'pencarian');
  equal(await p.run(() => document.getElementById('tampak').textContent), `Tampak ${names.length} dari 300 inovasi.`);
  await p.fill('#cari', 'tidak ada yang bernama begini');
  await p.run(() => new Promise((later) => setTimeout(later, 300)));
  equal(await p.run(shownRows), 0);
  await p.click('#saring button[type=reset]');
  await p.run(() => new Promise((later) => setTimeout(later, 50)));
  equal(await p.run(shownRows), 300);
});

await test('filters_show_what_the_table_of_the_board_counts', async () => {
  const p = await page();
  await p.goto(many);
  const rows = readFileSync(join(work.folder, 'banyak/output/papan.csv'), 'utf8').split('\r\n').slice(1, -1)
    .map((line) => line.slice(1).replace(/"?\r?$/, '').split(/"?;"?/));
  for (const [value, word] of [['3', 'Terlambat'], ['2', 'Terhalang'], ['1', 'Siap'], ['0', 'Terkirim'],
    ['-', 'Belum diusulkan']]) {
    await p.choose('#pilih-keadaan', value);
    equal(await p.run(shownRows), rows.filter((r) => r.includes(word)).length, word);
  }
  await p.choose('#pilih-keadaan', '');
  const { id, text } = await p.run(() => {
    const o = document.querySelectorAll('#pilih-instansi option')[2];
    return { id: o.value, text: o.textContent };
  });
  await p.choose('#pilih-instansi', id);
  equal(await p.run(shownRows), rows.filter((r) => r[2] === text).length, text);
  await p.choose('#pilih-lomba', 'kipp-2025');
  equal(await p.run(shownRows), rows.filter((r) => r[2] === text && r.includes('kipp-2025')).length, text);
});

await test('columns_are_sorted_by_a_click_and_by_the_keyboard', async () => {
  const p = await page();
  await p.goto(many);
  const before = await p.run(shownNames);
  await p.click('th[data-urut=nama] button');
  const rising = await p.run(shownNames), collator = new Intl.Collator('id', { numeric: true, sensitivity: 'base' });
  equal(rising, before.map((n, i) => ({ n, i })).sort((a, b) => collator.compare(a.n, b.n) || a.i - b.i)
    .map((one) => one.n));
  equal(await p.run(() => document.querySelector('th[data-urut=nama]').getAttribute('aria-sort')), 'ascending');
  await p.run(() => document.querySelector('th[data-urut=nama] button').focus());
  await p.press('Enter');
  equal(await p.run(() => document.querySelector('th[data-urut=nama]').getAttribute('aria-sort')), 'descending');
  await p.click('th[data-urut=temuan] button');
  const errors = await p.run(() => [...document.querySelectorAll('#tabel > tbody')].map((b) => Number(b.dataset.temuan)));
  ok(errors.every((n, i) => i === 0 || errors[i - 1] >= n), 'urutan galat');
  equal(errors.length, 300);
});

await test('the_keyboard_reaches_everything_and_shows_where_it_is', async () => {
  const p = await page();
  await p.goto(tenth);
  const seen = new Set();
  for (let i = 0; i < 90; i++) {
    await p.press('Tab');
    const at = await p.run(() => {
      const e = document.activeElement, s = getComputedStyle(e);
      return { what: e.id || e.tagName, ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
        gone: e === document.body };
    });
    if (at.gone) break;
    ok(at.ring, `fokus tidak terlihat: ${at.what}`);
    seen.add(at.what);
  }
  for (const what of ['A', 'SUMMARY', 'BUTTON', 'cari', 'pilih-instansi', 'pilih-lomba', 'pilih-keadaan', 'unduh']) {
    ok(seen.has(what), `tidak terjangkau: ${what}`);
  }
});

await test('details_hold_findings_documents_and_links_that_lead_to_files', async () => {
  const folder = join(work.folder, 'sepuluh');
  work.naskah(['buat', 'proposal-*', '--rendition', 'draf'], folder, [0, 1]);
  work.naskah(['lapor', ...DAY], folder);
  const p = await page();
  await p.goto(tenth);
  await p.click('#tabel summary');
  const links = await p.run(() => [...document.querySelectorAll('#tabel a')].map((a) => a.getAttribute('href')));
  ok(links.length > 0, 'tanpa tautan');
  for (const link of links) ok(existsSync(join(folder, 'output', decodeURIComponent(link))), link);
  ok(await p.run(() => document.querySelector('#tabel details').open), 'rincian tidak terbuka');
  ok(await p.run(() => document.querySelectorAll('.temuan li').length > 0), 'tanpa temuan');
  await audit(p);
});

await test('names_that_mean_harm_are_only_names', async () => {
  const p = await page();
  await p.goto(many);
  const names = await p.run(shownNames);
  const plain = (s) => s.replace(/\s+/g, ' ').trim();
  for (const name of HOSTILE) ok(names.map(plain).includes(plain(name)), `hilang: ${name}`);
  equal(await p.run(() => window.jebol), undefined);
  equal(await p.run(() => document.scripts.length), 1);
  equal(await p.run(() => document.images.length), 0);
  equal(await p.run(() => [...document.querySelectorAll('*')].filter((e) =>
    [...e.attributes].some((a) => /^on/i.test(a.name))).length), 0);
  // Should a script come in all the same, the page's own policy lets it not run.
  await p.run(() => {
    const s = document.createElement('script');
    s.textContent = 'window.jebol = 2';
    document.body.append(s);
  });
  equal(await p.run(() => window.jebol), undefined);
  const table = readFileSync(join(work.folder, 'banyak/output/papan.csv'), 'utf8');
  ok(!/(^|;)"[=+@-]/m.test(table), 'rumus di CSV');
});

await test('what_is_shown_is_downloaded_as_a_table', async () => {
  const p = await page();
  await p.goto(many);
  await p.choose('#pilih-keadaan', '0');
  const rows = await p.run(shownRows), path = await p.download('#unduh');
  const text = readFileSync(path, 'utf8');
  equal(text.charCodeAt(0), 0xfeff);
  equal(text.trim().split('\r\n').length, rows + 1);
  ok(!/(^|;)"[=+@-]/m.test(text), 'rumus');
});

await test('it_is_read_without_scripts', async () => {
  const p = await page({ noScript: true });
  await p.goto(many);
  equal(await p.run(shownRows), 300);
  ok(await p.run(() => document.getElementById('saring').hidden), 'saringan tanpa skrip');
  await p.click('#tabel summary');
  ok(await p.run(() => document.querySelector('#tabel details').open), 'rincian');
});

await test('paper_shows_every_row', async () => {
  const p = await page();
  await p.goto(many);
  const names = (await p.run(shownNames)).filter((n) => /^[\w ]+$/.test(n) && n.length < 40);
  const path = join(work.folder, 'papan.pdf');
  await p.pdf(path);
  const text = work.shell('pdftotext', ['-layout', path, '-']).replace(/\s+/g, '');
  const missing = names.filter((n) => !text.includes(n.replace(/\s+/g, '')));
  equal(missing.filter((n) => !n.split(' ').every((word) => text.includes(word))), []);
  ok(names.length > 250, 'nama');
  ok(!text.includes('Kosongkansaringan'), 'saringan tercetak');
  const pages = Number(work.shell('pdfinfo', [path]).match(/Pages:\s+(\d+)/)[1]);
  ok(pages > 5 && pages < 80, `${pages} halaman`);
});

await test('the_same_data_give_the_same_bytes_and_what_people_changed_stays', async () => {
  const folder = join(work.folder, 'sepuluh'), file = join(folder, 'output/papan.html');
  work.naskah(['lapor', ...DAY], folder);
  const first = readFileSync(file, 'utf8');
  work.naskah(['lapor', ...DAY], folder);
  equal(readFileSync(file, 'utf8') === first, true, 'bita');
  writeFileSync(file, `${first}<!-- catatan Sekda -->`);
  ok(work.naskah(['lapor', ...DAY], folder).includes('disisihkan'), 'tidak diberitahukan');
  ok(readFileSync(file, 'utf8') === first, 'papan baru');
  const aside = work.shell('sh', ['-c', "grep -l 'catatan Sekda' sepuluh/output/papan.disisihkan-*.html"]);
  ok(aside.trim().length > 0, 'yang diubah orang hilang');
});

// With sanitizers ten times as slow, which says nothing about the page.
if (!work.sanitized) {
  await test('three_thousand_innovations_are_usable_at_once', async () => {
    const url = board('ribuan', { innovations: 3000, short: true });
    const took = {};
    for (const [n, at] of [[10, tenth], [300, many], [3000, url]]) {
      const p = await page();
      const start = performance.now();
      await p.goto(at);
      equal(await p.run(shownRows), n);
      const ready = performance.now() - start;
      const parts = await p.run(() => new Promise((later) => {
        const from = performance.now(), t = {};
        const input = document.getElementById('cari');
        input.value = 'sehat';
        input.dispatchEvent(new Event('input', { bubbles: true }));
        setTimeout(() => {
          document.body.offsetHeight;
          t.cari = performance.now() - from - 120;
          const sorting = performance.now();
          document.querySelector('th[data-urut=nama] button').click();
          document.body.offsetHeight;
          t.urut = performance.now() - sorting;
          later(t);
        }, 120);
      }));
      took[n] = Math.round(ready);
      console.log(`${n} inovasi: siap ${Math.round(ready)} ms, cari ${Math.round(parts.cari)} ms, urut ` +
        `${Math.round(parts.urut)} ms`);
      // Two seconds are promised on an idle machine; a busy one is given three times as long.
      ok(ready < 6000 && parts.cari < 3000 && parts.urut < 6000, `terlalu lambat: ${n}`);
      quiet(p);
    }
  });
}

await end();
