// Runs inside a page and lists what is wrong for people who see, hear or point otherwise. After WCAG 2.2: 1.3.1, 1.4.3,
// 1.4.10, 2.4.1, 2.4.2, 2.4.6, 3.1.1, 4.1.2.
export function auditHere() {
  const wrong = [], all = (q, from = document) => [...from.querySelectorAll(q)];
  const tell = (what, e) => { if (wrong.length < 20) wrong.push(`${what}: ${(e ? e.outerHTML : '').slice(0, 120)}`); };
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });

  // ---- the page as a whole
  if (!document.documentElement.lang) tell('tanpa lang');
  if (!document.title.trim()) tell('tanpa judul');
  if (all('h1').length !== 1) tell('bukan satu h1');
  if (all('main').length !== 1) tell('bukan satu main');
  if (!document.querySelector('meta[name="viewport"]')) tell('tanpa viewport');
  if (document.documentElement.scrollWidth > innerWidth) {
    tell(`gulir mendatar ${document.documentElement.scrollWidth} > ${innerWidth}`);
  }
  let level = 0;
  for (const h of all('h1, h2, h3, h4, h5, h6')) {
    if (Number(h.tagName[1]) > level + 1) tell(`tingkat judul melompat dari ${level}`, h);
    if (!h.textContent.trim()) tell('judul kosong', h);
    level = Number(h.tagName[1]);
  }
  const ids = new Map();
  for (const e of all('[id]')) {
    if (ids.has(e.id)) tell('id dua kali', e);
    ids.set(e.id, e);
  }
  for (const e of all('[aria-labelledby], [aria-describedby]')) {
    const names = `${e.getAttribute('aria-labelledby') || ''} ${e.getAttribute('aria-describedby') || ''}`;
    for (const id of names.trim().split(/\s+/)) if (!ids.has(id)) tell('merujuk id yang tidak ada', e);
  }

  // ---- names
  const nameOf = (e) => (e.getAttribute('aria-label') || e.textContent || e.title || '').trim();
  for (const e of all('a[href], button, summary')) if (!nameOf(e)) tell('tanpa nama', e);
  for (const e of all('a[href^="#"]')) if (!ids.has(e.getAttribute('href').slice(1))) tell('tautan ke tiada', e);
  for (const e of all('input, select, textarea')) {
    if (!e.labels.length && !e.getAttribute('aria-label')) tell('isian tanpa label', e);
  }
  for (const e of all('svg')) {
    if (e.getAttribute('aria-hidden') === 'true') continue;
    if (e.getAttribute('role') !== 'img' || !e.hasAttribute('aria-label')) tell('gambar tanpa teks', e);
  }
  for (const t of all('table')) {
    if (!t.caption || !t.caption.textContent.trim()) tell('tabel tanpa judul', t);
    if (!all('th', t).length) tell('tabel tanpa kepala', t);
  }
  for (const e of all('th')) if (!e.scope) tell('th tanpa scope', e);
  for (const e of all('[tabindex]')) if (e.tabIndex > 0) tell('urutan tab dipaksa', e);
  for (const e of all('*')) {
    const s = getComputedStyle(e);
    if (s.overflowX === 'auto' && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0 && e !== document.body) {
      tell('dapat digulir tetapi tidak dengan papan ketik', e);
    }
  }

  // ---- contrast of every text that is shown
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const colour = (text) => {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      known.set(text, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(text);
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] / 255 + below[i] * (1 - top[3] / 255));
  const light = (c) => {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    const layers = [];
    for (let n = e; n; n = n.parentElement) {
      const c = colour(getComputedStyle(n).backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 255) break;
    }
    return layers.reverse().reduce((below, c) => over(c, below),
      matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255]);
  };
  let seen = 0;
  for (const e of all('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || seen > 1500 || e.closest('.sembunyi, script, style, option') || !shown(e)) continue;
    seen++;
    const s = getComputedStyle(e), back = behind(e), front = over(colour(s.color), back);
    const a = light(front), b = light(back), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(s.fontSize), large = size >= 24 || (size >= 18.66 && Number(s.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) tell(`kontras ${ratio.toFixed(2)}`, e);
  }
  if (seen === 0) tell('tidak ada teks');
  return wrong;
}
