#include "batch/board_page.h"

#include <string.h>

#include "base/file.h"

enum { PAGE_MAX_BYTES = 4 << 20 };

// ---- what all parts of the page use

const char *const board_classes[BOARD_READINESS] = {"kirim", "siap", "halang", "lewat"};

struct str board_html(struct buf *b) {
    return (struct str){buf_text(b), b->n};
}

struct str board_text(struct board_writer *w, const char *s) {
    struct buf b = buf_new(w->arena);
    html_text(&b, s);
    return board_html(&b);
}

struct str board_number(struct board_writer *w, size_t n) {
    const char *s = format_integer(w->arena, (int64_t)n);
    return (struct str){s, strlen(s)};
}

const char *board_readiness_word(struct board_writer *w, enum board_readiness r) {
    return SAID(w, arena_printf(w->arena, "papan.keadaan.%d", (int)r));
}

struct str board_bar(struct board_writer *w, const struct board_part *parts, size_t n, size_t whole, const char *says) {
    struct buf boxes = buf_new(w->arena), bar = buf_new(w->arena);
    size_t at = 0;
    for (size_t i = 0; i < n; at += parts[i++].n) {
        if (parts[i].n > 0) {
            size_t from = whole ? 10000 * at / whole : 0, to = whole ? 10000 * (at + parts[i].n) / whole : 0;
            char x[24], width[24];
            snprintf(x, sizeof x, "%zu.%02zu", from / 100, from % 100);
            snprintf(width, sizeof width, "%zu.%02zu", (to - from) / 100, (to - from) % 100);
            PUT(w, &boxes, "kotak", {"kelas", {parts[i].class, strlen(parts[i].class)}}, {"x", {x, strlen(x)}},
                {"lebar", {width, strlen(width)}});
        }
    }
    PUT(w, &bar, "bilah", {"teks", board_text(w, says)}, {"kotak", board_html(&boxes)});
    return board_html(&bar);
}

// The good ones first, so that a bar fills from the left.
static const enum board_readiness order[] = {BOARD_SENT, BOARD_READY, BOARD_BLOCKED, BOARD_LATE};

struct str board_readiness_bar(struct board_writer *w, const size_t counts[BOARD_READINESS], const char *says) {
    struct board_part parts[BOARD_READINESS];
    size_t whole = 0;
    for (int i = 0; i < BOARD_READINESS; i++) {
        parts[i] = (struct board_part){board_classes[order[i]], counts[order[i]]};
        whole += counts[order[i]];
    }
    return board_bar(w, parts, BOARD_READINESS, whole, says);
}

const char *board_readiness_says(struct board_writer *w, const size_t counts[BOARD_READINESS]) {
    struct buf b = buf_new(w->arena);
    for (int i = 0; i < BOARD_READINESS; i++) {
        if (counts[order[i]] > 0) {
            buf_printf(&b, "%s%s %s", b.n ? ", " : "", format_integer(w->arena, (int64_t)counts[order[i]]),
                       text_lower(w->arena, board_readiness_word(w, order[i])));
        }
    }
    return buf_text(&b);
}

static void put_figure(struct board_writer *w, struct buf *out, const char *class, const char *label, const char *value,
                       const char *of) {
    PUT(w, out, "angka", {"kelas", board_text(w, class)}, {"label", board_text(w, label)},
        {"nilai", board_text(w, value)}, {"dari", board_text(w, of)});
}

static const char *plain(struct board_writer *w, size_t n) {
    return format_integer(w->arena, (int64_t)n);
}

// ---- the figures at the top

static struct str figures(struct board_writer *w) {
    const struct board *b = w->board;
    struct buf out = buf_new(w->arena);
    size_t counts[BOARD_READINESS] = {0}, entries = 0, signed_ones = 0;
    for (size_t i = 0; i < b->n_contests; i++) {
        for (int r = 0; r < BOARD_READINESS; r++) {
            counts[r] += b->contests[i].readiness[r];
            entries += b->contests[i].readiness[r];
        }
    }
    for (int s = STATE_SIGNED; s <= STATE_ARCHIVED; s++) {
        signed_ones += b->states[s];
    }
    const char *of_entries = entries ? SAID(w, "papan.dari", "n", plain(w, entries)) : "";
    put_figure(w, &out, "", SAID(w, "papan.inovasi"), plain(w, b->n_innovations), "");
    put_figure(w, &out, "", SAID(w, "papan.berinovasi"), plain(w, b->covered),
               SAID(w, "papan.dari", "n", plain(w, b->owing)));
    static const enum board_readiness shown[] = {BOARD_READY, BOARD_BLOCKED, BOARD_LATE, BOARD_SENT};
    for (size_t i = 0; i < 4; i++) {
        if (counts[shown[i]] > 0 || shown[i] == BOARD_READY) {
            put_figure(w, &out, board_classes[shown[i]], board_readiness_word(w, shown[i]), plain(w, counts[shown[i]]),
                       of_entries);
        }
    }
    put_figure(w, &out, "", SAID(w, "papan.bertanda"), plain(w, signed_ones),
               SAID(w, "papan.dari", "n", plain(w, b->n_documents)));
    return board_html(&out);
}

static struct str news(struct board_writer *w) {
    struct buf out = buf_new(w->arena);
    if (!w->board->any_made && w->board->n_documents > 0) {
        PUT(w, &out, "pesan", {"teks", board_text(w, SAID(w, "papan.belum-dibuat"))});
    }
    if (w->board->n_contests == 0) {
        PUT(w, &out, "pesan", {"teks", board_text(w, SAID(w, "papan.tanpa-lomba"))});
    }
    return board_html(&out);
}

// ---- one agency, one innovation

static bool many_regions(const struct board *b) {
    return strchr(b->regions, ',') != NULL;
}

static struct str region_of(struct board_writer *w, const struct board_agency *a) {
    struct buf out = buf_new(w->arena);
    if (many_regions(w->board) && *a->region) {
        PUT(w, &out, "wilayah", {"nama", board_text(w, a->region)});
    }
    return board_html(&out);
}

static struct str uncovered(struct board_writer *w) {
    struct buf items = buf_new(w->arena), out = buf_new(w->arena);
    const struct board *b = w->board;
    for (size_t i = 0; i < b->n_agencies; i++) {
        const struct board_agency *a = &b->agencies[i];
        if (a->counts && a->innovations == 0) {
            PUT(w, &items, "cakupan-butir", {"instansi", board_text(w, a->name)}, {"wilayah", region_of(w, a)});
        }
    }
    if (items.n) {
        const char *title = SAID(w, "papan.cakupan.belum", "n", plain(w, b->owing - b->covered));
        PUT(w, &out, "cakupan-belum", {"judul", board_text(w, title)}, {"butir", board_html(&items)});
    }
    return board_html(&out);
}

static struct str covered(struct board_writer *w) {
    struct buf rows = buf_new(w->arena), out = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_agencies; i++) {
        const struct board_agency *a = &w->board->agencies[i];
        if (a->head != a || a->innovations == 0) {
            continue;
        }
        const char *says = board_readiness_says(w, a->readiness);
        const char *told = *says ? says : SAID(w, "papan.keadaan.tanpa");
        PUT(w, &rows, "cakupan-baris", {"instansi", board_text(w, a->name)}, {"wilayah", region_of(w, a)},
            {"jumlah", board_number(w, a->innovations)}, {"teks", board_text(w, told)},
            {"bilah", board_readiness_bar(w, a->readiness, told)}, {"fasilitator", board_text(w, a->facilitators)});
    }
    if (rows.n) {
        PUT(w, &out, "cakupan-tabel", {"baris", board_html(&rows)});
    }
    return board_html(&out);
}

// ---- signing

static struct str signing(struct board_writer *w) {
    static const char *const next[] = {
        [STATE_NONE] = "papan.tunggu.belum",     [STATE_PRINTED] = "papan.tunggu.paraf",
        [STATE_INITIALLED] = "papan.tunggu.ttd", [STATE_LEGAL] = "papan.tunggu.hukum",
        [STATE_SIGNED] = "papan.tunggu.nomor",   [STATE_NUMBERED] = "papan.tunggu.pindai",
        [STATE_SCANNED] = "papan.tunggu.arsip",  [STATE_ARCHIVED] = "papan.tunggu.selesai"};
    struct buf out = buf_new(w->arena);
    for (int s = STATE_NONE; s <= STATE_ARCHIVED; s++) {
        size_t n = w->board->states[s];
        struct board_part part = {s >= STATE_SIGNED ? "siap" : s ? "kirim" : "tanpa", n};
        const char *state = SAID(w, arena_printf(w->arena, "papan.status.%s", s ? state_names[s] : "belum"));
        PUT(w, &out, "ttd-baris", {"keadaan", board_text(w, state)},
            {"jumlah", board_number(w, n)}, {"tunggu", board_text(w, n ? SAID(w, next[s]) : "")},
            {"bilah", board_bar(w, &part, 1, w->board->n_documents,
                                SAID(w, "papan.dari-semua", "n", plain(w, n), "semua",
                                     plain(w, w->board->n_documents)))});
    }
    return board_html(&out);
}

static struct str signing_by_agency(struct board_writer *w) {
    struct buf rows = buf_new(w->arena), out = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_agencies; i++) {
        const struct board_agency *a = &w->board->agencies[i];
        size_t under_way = 0, done = 0;
        for (int s = STATE_PRINTED; s <= STATE_ARCHIVED; s++) {
            *(s < STATE_SIGNED ? &under_way : &done) += a->documents[s];
        }
        if (a->documents[STATE_NONE] + under_way + done > 0) {
            PUT(w, &rows, "ttd-instansi-baris", {"instansi", board_text(w, a->name)}, {"wilayah", region_of(w, a)},
                {"belum", board_number(w, a->documents[STATE_NONE])}, {"proses", board_number(w, under_way)},
                {"sudah", board_number(w, done)});
        }
    }
    if (rows.n > 0) {
        PUT(w, &out, "ttd-instansi", {"baris", board_html(&rows)});
    }
    return board_html(&out);
}

// ---- the idea register

static struct str ideas(struct board_writer *w) {
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_years; i++) {
        const struct board_year *y = &w->board->years[i];
        if (y->begun > 0) {
            PUT(w, &out, "ide-baris", {"tahun", board_text(w, arena_printf(w->arena, "%d", y->year))},
                {"l1", board_number(w, y->steps[STEP_DRUM_UP])}, {"l2", board_number(w, y->steps[STEP_DIAGNOSE])},
                {"l3", board_number(w, y->steps[STEP_DESIGN])}, {"l4", board_number(w, y->steps[STEP_DELIVERY])},
                {"l5", board_number(w, y->steps[STEP_DISPLAY])}, {"l0", board_number(w, y->steps[STEP_UNKNOWN])},
                {"jumlah", board_number(w, y->begun)});
        }
    }
    size_t steps[BOARD_STEPS] = {0}, n = 0;
    for (size_t i = 0; i < w->board->n_innovations; i++) {
        if (w->board->innovations[i].year == 0) {
            steps[w->board->innovations[i].step]++;
            n++;
        }
    }
    if (n > 0) {
        PUT(w, &out, "ide-baris", {"tahun", board_text(w, SAID(w, "papan.tanpa-tahun"))},
            {"l1", board_number(w, steps[1])}, {"l2", board_number(w, steps[2])}, {"l3", board_number(w, steps[3])},
            {"l4", board_number(w, steps[4])}, {"l5", board_number(w, steps[5])}, {"l0", board_number(w, steps[0])},
            {"jumlah", board_number(w, n)});
    }
    return board_html(&out);
}

// ---- the batch of a region for the index

static const char *hundredths(struct board_writer *w, long n) {
    return arena_printf(w->arena, "%ld%c%02ld", n / 100, w->language == LANGUAGE_EN ? '.' : ',', n % 100);
}

static void put_batch(struct board_writer *w, struct buf *out, const struct board_maturity *m) {
    struct buf figures_ = buf_new(w->arena), rows = buf_new(w->arena);
    const struct maturity_sum *s = m->sum;
    const char *title = *m->region ? arena_printf(w->arena, "%s · %s", m->region, m->contest) : m->contest;
    put_figure(w, &figures_, "", SAID(w, "papan.iga.jumlah"), plain(w, s->n), "");
    put_figure(w, &figures_, s->covered >= s->needed ? "siap" : "halang", SAID(w, "papan.iga.dasar"),
               plain(w, s->covered), SAID(w, "papan.dari", "n", plain(w, s->n_affairs)));
    put_figure(w, &figures_, "", SAID(w, "papan.iga.rata"), hundredths(w, s->mean),
               SAID(w, "papan.dari", "n", hundredths(w, s->most)));
    put_figure(w, &figures_, "", SAID(w, "papan.iga.pembagi"), plain(w, (size_t)s->divisor), "");
    for (size_t i = 0; i < s->n_affairs; i++) {
        PUT(w, &rows, "iga-urusan", {"urusan", board_text(w, s->affairs[i])},
            {"jumlah", board_number(w, s->per_affair[i])});
    }
    const char *says = SAID(w, s->verified ? "papan.iga.pasti" : "papan.iga.perkiraan", "butuh", plain(w, s->needed));
    PUT(w, out, "iga-profil", {"judul", board_text(w, title)}, {"angka", board_html(&figures_)},
        {"judul-tabel", board_text(w, SAID(w, "papan.iga.tabel", "apa", title))}, {"urusan", board_html(&rows)},
        {"keterangan", board_text(w, says)});
}

static struct str batches(struct board_writer *w) {
    struct buf items = buf_new(w->arena), out = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_maturity; i++) {
        if (w->board->maturity[i].sum->divisor > 0) {
            put_batch(w, &items, &w->board->maturity[i]);
        }
    }
    if (items.n > 0) {
        PUT(w, &out, "iga", {"isi", board_html(&items)});
    }
    return board_html(&out);
}

static struct str batches_menu(struct board_writer *w, struct str batch) {
    struct buf out = buf_new(w->arena);
    if (batch.n > 0) {
        html_put(&out, w->pieces, "menu-iga", NULL, 0);
    }
    return board_html(&out);
}

// ---- choices of the filter

static struct str agency_choices(struct board_writer *w) {
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_agencies; i++) {
        const struct board_agency *a = &w->board->agencies[i];
        if (a->innovations > 0) {
            PUT(w, &out, "pilihan", {"nilai", board_text(w, a->id)}, {"teks", board_text(w, a->name)});
        }
    }
    return board_html(&out);
}

static struct str contest_choices(struct board_writer *w) {
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_contests; i++) {
        const struct board_contest *c = &w->board->contests[i];
        PUT(w, &out, "pilihan", {"nilai", board_text(w, c->id)}, {"teks", board_text(w, c->title)});
    }
    return board_html(&out);
}

// ---- the page

static bool read_part(struct board_writer *w, const char *name, struct str *out, struct findings *findings) {
    const char *why = NULL, *path = file_join(w->arena, w->view->world->share, name);
    if (file_read(w->arena, path, PAGE_MAX_BYTES, out, &why)) {
        return true;
    }
    findings_add_as(findings, SEVERITY_FATAL, why, (struct place){.file = path}, "file", path, NULL);
    return false;
}

// Names of months are Indonesian: who reads English gets the date that all read alike.
const char *board_date(struct board_writer *w, struct date d) {
    return w->language == LANGUAGE_EN ? arena_printf(w->arena, "%04d-%02d-%02d", d.year, d.month, d.day)
                                      : format_date(w->arena, d);
}

static const char *as_of(struct board_writer *w) {
    const char *day = board_date(w, w->board->day);
    return SAID(w, w->view->clock ? "papan.per-jam" : "papan.per", "tanggal", day);
}

static void put_page(struct board_writer *w, struct buf *out, struct str css, struct str js) {
    const struct board *b = w->board;
    struct buf css_digest = buf_new(w->arena), js_digest = buf_new(w->arena);
    html_digest(&css_digest, css);
    html_digest(&js_digest, js);
    struct board_part done = {"siap", b->covered};
    struct str batch = batches(w);
    const char *share = SAID(w, "papan.cakupan.antar", "ada", plain(w, b->covered), "wajib", plain(w, b->owing));
    PUT(w, out, "halaman", {"bahasa", board_text(w, w->language == LANGUAGE_EN ? "en" : "id")},
        {"versi", board_text(w, b->version)}, {"wilayah", board_text(w, b->regions)}, {"css", css}, {"js", js},
        {"digest-css", board_html(&css_digest)}, {"digest-js", board_html(&js_digest)},
        {"per", board_text(w, as_of(w))}, {"menu-iga", batches_menu(w, batch)}, {"angka", figures(w)},
        {"pesan", news(w)},
        {"lomba", board_contest_cards(w)}, {"cakupan-antar", board_text(w, share)},
        {"cakupan-bilah", b->owing ? board_bar(w, &done, 1, b->owing, share) : (struct str){"", 0}},
        {"cakupan-belum", uncovered(w)}, {"cakupan-tabel", covered(w)},
        {"ttd-antar", board_text(w, SAID(w, "papan.ttd.antar", "n", plain(w, b->n_documents), "kirim",
                                         plain(w, b->sent)))},
        {"ttd", signing(w)}, {"ttd-instansi", signing_by_agency(w)}, {"gambar", board_charts(w)},
        {"iga", batch}, {"ide", ideas(w)},
        {"csv", board_text(w, w->view->csv)}, {"pilihan-instansi", agency_choices(w)},
        {"pilihan-lomba", contest_choices(w)}, {"daftar", board_list(w)},
        {"kaki", board_text(w, SAID(w, "papan.kaki", "versi", b->version, "tanggal",
                                    board_date(w, b->day)))});
}

bool board_page(const struct board_view *view, struct str *out, struct findings *findings) {
    struct board_writer w = {.arena = view->world->arena, .view = view, .board = view->board,
                             .catalogue = view->world->catalogue, .language = view->language};
    struct str html, css, js;
    if (!read_part(&w, "templates/pages/papan.html", &html, findings) ||
        !read_part(&w, "templates/pages/papan.css", &css, findings) ||
        !read_part(&w, "templates/pages/papan.js", &js, findings)) {
        return false;
    }
    w.pieces = html_pieces_read(w.arena, html, w.catalogue, w.language);
    struct buf page = buf_new(w.arena);
    put_page(&w, &page, css, js);
    *out = board_html(&page);
    return true;
}
