(function () {
  'use strict';
  var body = document.body, words = body.dataset, memory = {};
  document.documentElement.className = 'punya-js';
  // A browser may keep nothing for files from disk: then ticks last as long as the page is open.
  function read(name) {
    try { return window.localStorage.getItem(name); } catch (e) { return memory.hasOwnProperty(name) ? memory[name] : null; }
  }
  function write(name, value) {
    memory[name] = value;
    try {
      if (value === null) { window.localStorage.removeItem(name); } else { window.localStorage.setItem(name, value); }
    } catch (e) { /* kept in memory */ }
  }
  var boxes = Array.prototype.slice.call(document.querySelectorAll('.isian[data-id]'));
  var news = document.getElementById('kabar'), timer = 0;
  function tell(text) {
    news.textContent = text;
    news.classList.add('tampak');
    clearTimeout(timer);
    timer = setTimeout(function () { news.classList.remove('tampak'); }, 2500);
  }
  function select(area) {
    area.focus();
    area.select();
    area.setSelectionRange(0, area.value.length);
  }
  function copyOld(area) {
    select(area);
    try { return document.execCommand('copy'); } catch (e) { return false; }
  }
  function copy(area, done) {
    if (navigator.clipboard && navigator.clipboard.writeText && window.isSecureContext) {
      navigator.clipboard.writeText(area.value).then(function () { done(true); }, function () { done(copyOld(area)); });
    } else {
      done(copyOld(area));
    }
  }
  function name(box) { return words.kunci + '/' + box.dataset.id; }
  function show() {
    var n = 0;
    boxes.forEach(function (box) {
      var kept = read(name(box)), tick = box.querySelector('input[type=checkbox]'), note = box.querySelector('.ubah');
      var same = kept !== null && kept === box.dataset.sidik;
      tick.checked = same;
      box.classList.toggle('sudah', same);
      note.textContent = kept !== null && !same ? words.berubah : '';
      n += same ? 1 : 0;
    });
    document.getElementById('bilah').max = boxes.length || 1;
    document.getElementById('bilah').value = n;
    document.getElementById('hitung').textContent = n + ' ' + words.dari + ' ' + boxes.length;
  }
  // As high as its text, on any screen.
  function fit() {
    boxes.forEach(function (box) {
      var area = box.querySelector('textarea');
      if (area) {
        area.style.height = 'auto';
        area.style.height = Math.min(area.scrollHeight + 4, Math.max(240, window.innerHeight * 0.6)) + 'px';
      }
    });
  }
  window.addEventListener('resize', fit);
  // A text field prints what it shows and no more: on paper stands the whole text instead.
  boxes.forEach(function (box) {
    var area = box.querySelector('textarea'), whole = document.createElement('p');
    if (area) {
      whole.className = 'teks-cetak';
      whole.textContent = area.value;
      box.classList.toggle('panjang', area.value.length > 1500);
      area.parentNode.insertBefore(whole, area.nextSibling);
    }
  });
  boxes.forEach(function (box) {
    var area = box.querySelector('textarea'), button = box.querySelector('button'), tick = box.querySelector('input[type=checkbox]');
    if (button) {
      button.addEventListener('click', function () {
        copy(area, function (ok) {
          tell(ok ? words.tersalin : words.gagal);
          if (ok) { button.focus(); } else { select(area); }
        });
      });
    }
    tick.addEventListener('change', function () { write(name(box), tick.checked ? box.dataset.sidik : null); show(); });
  });
  document.getElementById('berikut').addEventListener('click', function () {
    var open = boxes.filter(function (box) { return !box.classList.contains('sudah'); })[0];
    if (open) {
      open.scrollIntoView({ block: 'start' });
      (open.querySelector('button') || open.querySelector('input')).focus({ preventScroll: true });
    }
  });
  document.getElementById('ulang').addEventListener('click', function () {
    if (window.confirm(words.tanya)) { boxes.forEach(function (box) { write(name(box), null); }); show(); }
  });
  fit();
  show();
})();
