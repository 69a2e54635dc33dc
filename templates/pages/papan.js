// The list of innovations: search, filter, sort, and a table of what is shown. The page says everything without it.
(function () {
  'use strict';
  var table = document.getElementById('tabel'), form = document.getElementById('saring');
  var shown = document.getElementById('tampak'), rows = Array.prototype.slice.call(table.tBodies);
  var search = document.getElementById('cari'), agency = document.getElementById('pilih-instansi');
  var contest = document.getElementById('pilih-lomba'), state = document.getElementById('pilih-keadaan');
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });
  var texts = new Map(), timer = 0;

  function plain(s) { return s.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }

  function text(row) {
    if (!texts.has(row)) { texts.set(row, plain(row.textContent)); }
    return texts.get(row);
  }

  // The states of an innovation are "kipp-2023:2 iga-2026:1"; without any contest its state is "-".
  function inState(row) {
    var pairs = row.dataset.lomba.split(' ');
    if (!contest.value && !state.value) { return true; }
    if (state.value === '-') { return !row.dataset.lomba && !contest.value; }
    return pairs.some(function (pair) {
      var at = pair.lastIndexOf(':');
      return at > 0 && (!contest.value || pair.slice(0, at) === contest.value) &&
        (!state.value || pair.slice(at + 1) === state.value);
    });
  }

  function apply() {
    var words = plain(search.value).split(/\s+/).filter(Boolean), n = 0;
    rows.forEach(function (row) {
      var fits = (!agency.value || row.dataset.instansi.split(' ').indexOf(agency.value) >= 0) && inState(row) &&
        words.every(function (word) { return text(row).indexOf(word) >= 0; });
      if (row.hidden === fits) { row.hidden = !fits; }
      n += fits ? 1 : 0;
    });
    shown.textContent = shown.dataset.kalimat.replace('{n}', n).replace('{semua}', rows.length);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  }

  var keys = {
    nama: function (a, b) { return collator.compare(a.dataset.nama, b.dataset.nama); },
    instansi: function (a, b) {
      return collator.compare(a.querySelector('.pd').textContent, b.querySelector('.pd').textContent);
    },
    keadaan: function (a, b) { return Number(b.dataset.keadaan) - Number(a.dataset.keadaan); },
    temuan: function (a, b) { return Number(b.dataset.temuan) - Number(a.dataset.temuan); }
  };

  function sort(head) {
    var rising = head.getAttribute('aria-sort') !== 'ascending', sign = rising ? 1 : -1;
    var compare = keys[head.dataset.urut], order = rows.map(function (row, i) { return { row: row, i: i }; });
    order.sort(function (a, b) { return sign * compare(a.row, b.row) || a.i - b.i; });
    rows = order.map(function (one) { return one.row; });
    var all = document.createDocumentFragment();
    rows.forEach(function (row) { all.appendChild(row); });
    table.appendChild(all);
    table.querySelectorAll('th[data-urut]').forEach(function (other) { other.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', rising ? 'ascending' : 'descending');
  }

  // A spreadsheet takes what begins with = + - @ for a formula.
  function cell(node) {
    var s = node.textContent.replace(/\s+/g, ' ').trim();
    return '"' + (/^[=+\-@]/.test(s) ? "'" : '') + s.replace(/"/g, '""') + '"';
  }

  function download() {
    var lines = [Array.prototype.map.call(table.tHead.rows[0].cells, cell).join(';')];
    rows.forEach(function (row) {
      if (!row.hidden) { lines.push(Array.prototype.map.call(row.rows[0].cells, cell).join(';')); }
    });
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff' + lines.join('\r\n') + '\r\n'], { type: 'text/csv' }));
    link.download = 'papan-saringan.csv';
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  table.querySelectorAll('th[data-urut]').forEach(function (head) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.textContent = '';
    head.appendChild(button);
    button.addEventListener('click', function () { sort(head); });
  });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(apply, 0); });
  search.addEventListener('input', later);
  [agency, contest, state].forEach(function (one) { one.addEventListener('change', apply); });
  document.getElementById('unduh').addEventListener('click', download);
  form.hidden = false;
  apply();
}());
