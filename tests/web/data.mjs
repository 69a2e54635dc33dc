// Made-up offices of any size: a region, its agencies in the order of the protocol, innovations with proposals in every
// state. The same for the same wish.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const AGENCIES = ['Sekretariat Daerah', 'Sekretariat DPRD', 'Inspektorat Daerah', 'Dinas Pendidikan', 'Dinas Kesehatan',
  'Dinas Pekerjaan Umum dan Penataan Ruang', 'Dinas Perumahan dan Kawasan Permukiman', 'Satuan Polisi Pamong Praja',
  'Dinas Sosial', 'Dinas Tenaga Kerja', 'Dinas Ketahanan Pangan', 'Dinas Lingkungan Hidup',
  'Dinas Kependudukan dan Pencatatan Sipil', 'Dinas Pemberdayaan Masyarakat dan Desa', 'Dinas Perhubungan',
  'Dinas Komunikasi dan Informatika', 'Dinas Koperasi dan UKM', 'Dinas Penanaman Modal dan PTSP', 'Dinas Pariwisata',
  'Dinas Perpustakaan dan Kearsipan', 'Dinas Perikanan', 'Dinas Pertanian', 'Dinas Perdagangan',
  'Badan Perencanaan Pembangunan Daerah', 'Badan Pengelola Keuangan Daerah', 'Badan Kepegawaian Daerah',
  'Badan Penanggulangan Bencana Daerah', 'Badan Kesatuan Bangsa dan Politik', 'Rumah Sakit Umum Daerah'];
const FIRST = ['Antar', 'Jemput', 'Klinik', 'Sapa', 'Gerai', 'Sekolah', 'Lumbung', 'Kampung', 'Pos', 'Rumah', 'Peta',
  'Kartu', 'Layanan', 'Taman'];
const SECOND = ['Obat', 'Warga', 'Usaha', 'Anak', 'Lansia', 'Pangan', 'Air', 'Sampah', 'Izin', 'Data', 'Baca', 'Ibu'];
const THIRD = ['Mandiri', 'Terpadu', 'Sehat', 'Cepat', 'Berdaya', 'Keliling', 'Digital', 'Bersama', 'Pesisir', 'Tangguh'];
const PEOPLE = ['Rina Marlina', 'Budi Rimbawan', 'Siti Aminah', 'Ahmad Fauzi', 'Dewi Lestari', 'Yusuf Hakim',
  'Maria Sembiring', 'Joko Prasetyo', 'Nurul Huda', 'Andi Wijaya'];
const AFFAIRS = ['Pendidikan', 'Kesehatan', 'Pekerjaan Umum dan Penataan Ruang',
  'Perumahan Rakyat dan Kawasan Permukiman', 'Sosial', 'Perhubungan', 'Pertanian'];
const WORDS = ('warga layanan petugas desa waktu biaya data antrean jadwal rumah sekolah puskesmas kader pelatihan hasil ' +
  'tim kegiatan bulan laporan sarana kerja mutu').split(' ');
const PARTS = [['ringkasan', 200], ['latar', 300], ['kebaruan', 200], ['implementasi', 200], ['signifikansi', 600],
  ['adaptabilitas', 200], ['sumberdaya', 200], ['keberlanjutan', 500]];

export const HOSTILE = ['<script>window.jebol = 1</script>', '"><img src=x onerror="window.jebol = 1">',
  "' onmouseover='window.jebol = 1", '</title></style></script><b>', 'שירות \u202eחדשנות', '=HYPERLINK("http://a.b")',
  '{{judul}} {{papan.judul}} <!--= angka -->', 'Sangat'.repeat(60), '\u2028 & &lt; javascript:alert(1)'];

export function escape(s) {
  return s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

function agencyName(i, n) {
  if (i < AGENCIES.length) return AGENCIES[i];
  return `Kecamatan ${['Rimba', 'Sungai', 'Bukit', 'Pantai', 'Danau'][i % 5]} ${['Hulu', 'Hilir', 'Tengah', 'Raya', 'Jaya',
    'Baru', 'Indah', 'Makmur'][Math.floor(i / 5) % 8]}${n > 80 ? ` ${i}` : ''}`;
}

// Answers of one proposal; a few of them too long, a few missing.
function answers(random) {
  return PARTS.map(([part, limit]) => {
    const n = Math.floor(limit * (0.35 + 0.6 * random()) * (random() < 0.06 ? 1.5 : 1));
    if (random() < 0.02) return '';
    return `<jawaban bagian="${part}"><p>${Array.from({ length: n }, () => WORDS[Math.floor(random() * WORDS.length)])
      .join(' ')}.</p></jawaban>`;
  }).join('\n');
}

export function writeInput(folder, { innovations, agencies = 63, short = false, hostile = false }) {
  let seed = 7;
  const random = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648; };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const out = ['<data xmlns="urn:naskah:1">',
    '<instansi id="rimba" nama="Kabupaten Rimba" jenis="kabupaten" tempat="Sukarimba" provinsi="Sumatera Utara"/>'];
  for (let i = 0; i < agencies; i++) {
    const name = agencyName(i, agencies);
    const kind = /^Kec/.test(name) ? 'kecamatan' : /^Badan/.test(name) ? 'badan' : /^Rumah/.test(name) ? 'rsud' : 'dinas';
    out.push(`<instansi id="pd${i}" induk="rimba" nama="${escape(name)}" jenis="${kind}"/>`,
      `<orang id="o${i}" nama="${PEOPLE[i % PEOPLE.length]}" instansi="pd${i}"/>`);
    if (i % 4) out.push(`<penugasan tahun="2026" instansi="pd${i}" peran="fasilitator" orang="o${i}"/>`);
  }
  const names = new Set();
  for (let i = 0; i < innovations; i++) {
    let name = hostile && i < HOSTILE.length ? HOSTILE[i] : `${pick(FIRST)} ${pick(SECOND)} ${pick(THIRD)}`;
    if (names.has(name)) name = `${name} ${i}`;
    names.add(name);
    const year = 2018 + Math.floor(random() * 8), owner = Math.floor(random() * random() * agencies * 0.95);
    const stage = random() < 0.1 ? 'Inisiatif' : random() < 0.3 ? 'Uji Coba' : 'Penerapan';
    const steps = i % 3 ? '' : ` drum-up="${year - 1}" diagnose="${year - 1}" design="${year}"` +
      (i % 2 ? ` delivery="${year}"` : '') + (i % 12 ? '' : ` display="${Math.min(year + 1, 2026)}"`);
    const trial = stage === 'Inisiatif' ? '' : ` uji-coba="${year}-02-01"`;
    const applied = stage === 'Penerapan' ? ` penerapan="${year}-09-01"` : '';
    const proposed = random() < 0.8;
    out.push(`<inovasi id="inov${i}" nama="${escape(name)}" instansi="pd${owner}" jenis-inovasi="Digital" ` +
      `urusan="${pick(AFFAIRS)}">`, `<tahapan${trial}${applied}${steps}>${stage}</tahapan>`);
    if (proposed) {
      out.push(`<usulan profil="kipp-2025" kelompok="umum" kategori="Kesehatan" tahun="2025" tanggal-mulai="${year}-02-01" ` +
        `tautan-video="https://youtu.be/a${i}">`, short ? '<jawaban bagian="ringkasan"><p>Singkat.</p></jawaban>'
        : answers(random), '</usulan>');
    }
    out.push('</inovasi>');
  }
  const states = ['dikirim', 'ttd', 'paraf', 'bagian-hukum'];
  for (let i = 0; i < innovations; i += 9) {
    out.push(`<keadaan naskah="proposal-inov${i}-kipp-2025" status="${states[i % 4]}" tanggal="2025-05-0${1 + i % 9}"/>`);
  }
  out.push('</data>', '');
  mkdirSync(join(folder, 'input'), { recursive: true });
  writeFileSync(join(folder, 'input', 'kantor.xml'), out.join('\n'));
}
