// The contests and the innovations of the board's page: who is ready, blocked by what, and who must act.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "batch/board_page.h"

const char *board_blocker(struct board_writer *w, const struct board_entry *e) {
    bool blocked = e->errors && e->readiness != BOARD_SENT;
    return blocked ? message_text(w->catalogue, w->language, e->findings[0], w->arena) : "";
}

const char *board_actor(struct board_writer *w, const struct board_entry *e) {
    const struct board_agency *a = e->innovation->agency;
    if (e->readiness == BOARD_SENT) {
        return "";
    }
    if (e->readiness != BOARD_BLOCKED) {
        return SAID(w, e->readiness == BOARD_READY ? "papan.tindak.kirim" : "papan.tindak.lewat");
    }
    const char *people = a && *a->facilitators ? a->facilitators : a ? a->head->facilitators : "";
    return SAID(w, *people ? "papan.tindak.orang" : "papan.tindak.instansi", "instansi", a ? a->name : "", "nama",
                people);
}

static struct str put_mark(struct board_writer *w, const char *class, const char *text) {
    struct buf out = buf_new(w->arena);
    PUT(w, &out, "tanda", {"kelas", board_text(w, class)}, {"teks", board_text(w, text)});
    return board_html(&out);
}

// ---- contests

static const char *closing_says(struct board_writer *w, const struct board_contest *c) {
    if (!c->closing.year) {
        return SAID(w, "papan.tutup.tidak-diketahui");
    }
    const char *day = w->language == LANGUAGE_EN ? board_date(w, c->closing) : format_day_date(w->arena, c->closing);
    const char *days = format_integer(w->arena, c->days < 0 ? -c->days : c->days);
    return SAID(w, c->days > 0 ? "papan.tutup.lagi" : c->days < 0 ? "papan.tutup.lewat" : "papan.tutup.hari-ini",
                "tanggal", day, "n", days, "per", board_date(w, w->board->day));
}

enum { NEAR = 14 };  // days: closing is near

static struct str contest_counts(struct board_writer *w, const struct board_contest *c) {
    struct buf out = buf_new(w->arena);
    for (int r = BOARD_READINESS - 1; r >= 0; r--) {
        if (c->readiness[r] > 0 || r == BOARD_READY || r == BOARD_BLOCKED) {
            PUT(w, &out, "hitung", {"kelas", board_text(w, board_classes[r])},
                {"jumlah", board_number(w, c->readiness[r])},
                {"label", board_text(w, text_lower(w->arena, board_readiness_word(w, (enum board_readiness)r)))});
        }
    }
    return board_html(&out);
}

struct tally {              // one agency in one contest
    size_t counts[BOARD_READINESS];
    const struct board_entry *worst;
};

static void tally_entries(const struct board *b, const struct board_contest *c, struct tally *of) {
    for (size_t i = 0; i < b->n_innovations; i++) {
        const struct board_innovation *one = &b->innovations[i];
        for (size_t k = 0; one->agency && k < one->n_entries; k++) {
            const struct board_entry *e = &one->entries[k];
            if (e->contest == c) {
                struct tally *t = &of[one->agency - b->agencies];
                bool worse = !t->worst || e->readiness > t->worst->readiness ||
                             (e->readiness == t->worst->readiness && e->errors > t->worst->errors);
                t->counts[e->readiness]++;
                t->worst = worse ? e : t->worst;
            }
        }
    }
}

static struct str contest_agencies(struct board_writer *w, const struct board_contest *c) {
    const struct board *b = w->board;
    struct tally *all = ARENA_ARRAY(w->arena, b->n_agencies + 1, struct tally);
    struct buf out = buf_new(w->arena);
    tally_entries(b, c, all);
    for (size_t i = 0; i < b->n_agencies; i++) {
        if (!all[i].worst) {
            continue;
        }
        struct buf marks = buf_new(w->arena);
        for (int r = BOARD_READINESS - 1; r >= 0; r--) {
            if (all[i].counts[r] > 0) {
                const char *text = arena_printf(w->arena, "%s %zu", board_readiness_word(w, r), all[i].counts[r]);
                struct str mark = put_mark(w, board_classes[r], text);
                buf_add(&marks, mark.p, mark.n);
            }
        }
        PUT(w, &out, "lomba-baris", {"instansi", board_text(w, b->agencies[i].name)}, {"keadaan", board_html(&marks)},
            {"halangan", board_text(w, board_blocker(w, all[i].worst))},
            {"siapa", board_text(w, board_actor(w, all[i].worst))});
    }
    return board_html(&out);
}

struct str board_contest_cards(struct board_writer *w) {
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < w->board->n_contests; i++) {
        const struct board_contest *c = &w->board->contests[i];
        const char *title = *c->title ? c->title : c->id;
        const char *near = c->closing.year && c->days < 0 ? "lewat" : c->closing.year && c->days <= NEAR ? "dekat" : "";
        PUT(w, &out, "lomba", {"nomor", board_number(w, i + 1)}, {"judul", board_text(w, title)},
            {"kelas", board_text(w, near)}, {"tutup", board_text(w, closing_says(w, c))},
            {"bilah", board_readiness_bar(w, c->readiness, board_readiness_says(w, c->readiness))},
            {"hitung", contest_counts(w, c)},
            {"judul-tabel", board_text(w, SAID(w, "papan.lomba.tabel", "lomba", title))},
            {"baris", contest_agencies(w, c)});
    }
    return board_html(&out);
}

// ---- an innovation

static struct str entries(struct board_writer *w, const struct board_innovation *one) {
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < one->n_entries; i++) {
        const struct board_entry *e = &one->entries[i];
        PUT(w, &out, "entri", {"lomba", board_text(w, e->contest->id)},
            {"kelas", board_text(w, board_classes[e->readiness])},
            {"teks", board_text(w, board_readiness_word(w, e->readiness))});
    }
    return one->n_entries ? board_html(&out) : put_mark(w, "tanpa", SAID(w, "papan.keadaan.tanpa"));
}

static struct str blockers(struct board_writer *w, const struct board_innovation *one) {
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < one->n_entries; i++) {
        const struct board_entry *e = &one->entries[i];
        const char *more = e->errors > 1 ? SAID(w, "papan.lagi", "n", format_integer(w->arena, (int64_t)e->errors - 1))
                                         : "";
        if (e->errors > 0 || e->readiness != BOARD_SENT) {
            struct buf contest = buf_new(w->arena);
            if (one->n_entries > 1) {
                PUT(w, &contest, "hambatan-lomba", {"lomba", board_text(w, e->contest->id)});
            }
            PUT(w, &out, "hambatan", {"lomba", board_html(&contest)}, {"teks", board_text(w, board_blocker(w, e))},
                {"lagi", board_text(w, more)}, {"siapa", board_text(w, board_actor(w, e))});
        }
    }
    return board_html(&out);
}

static void put_finding(struct board_writer *w, struct buf *out, const struct finding *f) {
    static const char *const classes[] = {"catatan", "peringatan", "galat", "galat"};
    const char *remedy = message_remedy(w->catalogue, w->language, f, w->arena);
    PUT(w, out, "temuan-butir", {"kelas", board_text(w, classes[f->severity])},
        {"tingkat", board_text(w, message_severity(w->catalogue, w->language, f->severity))},
        {"teks", board_text(w, message_text(w->catalogue, w->language, f, w->arena))},
        {"saran", board_text(w, f->waived ? f->waived : remedy)});
}

static struct str findings_of(struct board_writer *w, const struct board_innovation *one) {
    struct buf out = buf_new(w->arena);
    for (size_t i = 0; i < one->n_entries; i++) {
        const struct board_entry *e = &one->entries[i];
        struct buf items = buf_new(w->arena);
        for (size_t k = 0; k < e->n_findings; k++) {
            if (e->findings[k]->severity >= SEVERITY_WARNING || e->findings[k]->waived) {
                put_finding(w, &items, e->findings[k]);
            }
        }
        if (items.n > 0) {
            const char *contest = *e->contest->title ? e->contest->title : e->contest->id;
            const char *title = SAID(w, "papan.temuan", "lomba", contest);
            PUT(w, &out, "temuan", {"judul", board_text(w, title)}, {"butir", board_html(&items)});
        }
    }
    return board_html(&out);
}

static void put_link(struct board_writer *w, struct buf *out, const char *path, const char *says, const char *name) {
    struct buf link = buf_new(w->arena);
    if (path) {
        html_path(&link, path);
        PUT(w, out, "berkas", {"jalur", board_html(&link)}, {"rendisi", board_text(w, says)},
            {"nama", board_text(w, name)});
    }
}

static struct str packages(struct board_writer *w, const struct board_innovation *one) {
    struct buf items = buf_new(w->arena), out = buf_new(w->arena);
    for (size_t i = 0; i < one->n_entries; i++) {
        const struct board_entry *e = &one->entries[i];
        struct buf files = buf_new(w->arena);
        put_link(w, &files, e->package, SAID(w, "papan.paket.zip"), e->contest->id);
        put_link(w, &files, e->paste, SAID(w, "papan.paket.salin"), e->contest->id);
        if (files.n > 0) {
            PUT(w, &items, "paket-butir", {"lomba", board_text(w, e->contest->id)}, {"berkas", board_html(&files)});
        }
    }
    if (items.n > 0) {
        PUT(w, &out, "paket", {"butir", board_html(&items)});
    }
    return board_html(&out);
}

static struct str links(struct board_writer *w, const struct board_document *d) {
    struct buf out = buf_new(w->arena);
    for (int r = 0; r < RENDITION_RENCANA; r++) {
        put_link(w, &out, d->files[r], rendition_rules[r].name, d->planned->id);
    }
    return board_html(&out);
}

// "surat-tugas" is called "Surat tugas".
static const char *kind_name(struct board_writer *w, const char *kind) {
    char *name = arena_strdup(w->arena, kind);
    for (char *c = name; *c; c++) {
        *c = *c == '-' ? ' ' : *c;
    }
    *name = *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name;
    return name;
}

static struct str documents(struct board_writer *w, const struct board_innovation *one) {
    struct buf items = buf_new(w->arena), out = buf_new(w->arena);
    for (size_t i = 0; i < one->n_documents; i++) {
        const struct board_document *d = one->documents[i];
        enum state s = d->standing.state;
        const char *state = s ? SAID(w, arena_printf(w->arena, "papan.status.%s", state_names[s]))
                              : SAID(w, d->errors ? "papan.status.galat" : "papan.status.belum");
        const char *back = d->standing.wanted
                               ? arena_printf(w->arena, " (%d/%d)", d->standing.back, d->standing.wanted) : "";
        const char *sent = d->standing.sent ? arena_printf(w->arena, ", %s", SAID(w, "papan.status.dikirim")) : "";
        const char *class = d->standing.sent || s >= STATE_SIGNED ? "siap" : s ? "kirim" : d->errors ? "halang" : "";
        PUT(w, &items, "naskah-butir", {"nama", board_text(w, d->planned->id)}, {"kelas", board_text(w, class)},
            {"jenis", board_text(w, kind_name(w, d->planned->kind))},
            {"keadaan", board_text(w, arena_printf(w->arena, "%s%s%s", state, back, sent))}, {"berkas", links(w, d)},
            {"tunggu", board_text(w, d->waits ? SAID(w, d->waits) : "")});
    }
    if (items.n > 0) {
        PUT(w, &out, "naskah", {"butir", board_html(&items)});
    }
    return board_html(&out);
}

// "kipp-2023:2 iga-2026:1": what the filter looks at.
static const char *states_for_filter(struct board_writer *w, const struct board_innovation *one, int *worst,
                                     size_t *errors) {
    struct buf b = buf_new(w->arena);
    *worst = -1;
    *errors = 0;
    for (size_t i = 0; i < one->n_entries; i++) {
        const struct board_entry *e = &one->entries[i];
        buf_printf(&b, "%s%s:%d", b.n ? " " : "", e->contest->id, (int)e->readiness);
        *worst = (int)e->readiness > *worst ? (int)e->readiness : *worst;
        *errors += e->errors;
    }
    return buf_text(&b);
}

static const char *stage_says(struct board_writer *w, const struct board_innovation *one) {
    const char *step = SAID(w, arena_printf(w->arena, "papan.langkah.%d", (int)one->step));
    const char *year = one->year ? arena_printf(w->arena, " · %d", one->year) : "";
    return one->step_derived || one->step == STEP_UNKNOWN
               ? arena_printf(w->arena, "%s%s", one->stage, *one->stage ? year : "")
               : arena_printf(w->arena, "%s%s%s%s", one->stage, *one->stage ? " · " : "", step, year);
}

static struct str more_about(struct board_writer *w, const struct board_innovation *one) {
    struct buf out = buf_new(w->arena);
    struct str found = findings_of(w, one), papers = documents(w, one), packed = packages(w, one);
    size_t n = 0;
    for (size_t i = 0; i < one->n_entries; i++) {
        n += one->entries[i].errors + one->entries[i].warnings;
    }
    if (found.n + papers.n > 0) {
        const char *says = SAID(w, "papan.rinci", "temuan", format_integer(w->arena, (int64_t)n), "naskah",
                                format_integer(w->arena, (int64_t)one->n_documents));
        PUT(w, &out, "rinci", {"kalimat", board_text(w, says)}, {"temuan", found}, {"naskah", papers},
            {"paket", packed});
    }
    return board_html(&out);
}

static void put_innovation(struct board_writer *w, struct buf *out, const struct board_innovation *one) {
    int worst;
    size_t errors;
    const char *filter = states_for_filter(w, one, &worst, &errors);
    const struct board_agency *a = one->agency;
    const char *ids = !a ? "" : a->head == a ? a->id : arena_printf(w->arena, "%s %s", a->id, a->head->id);
    PUT(w, out, "inovasi", {"kunci", board_text(w, one->name)}, {"instansi-id", board_text(w, ids)},
        {"keadaan", board_text(w, arena_printf(w->arena, "%d", worst))},
        {"galat", board_text(w, arena_printf(w->arena, "%zu", errors))}, {"lomba", board_text(w, filter)},
        {"nama", board_text(w, one->name)}, {"tahap", board_text(w, stage_says(w, one))},
        {"instansi", board_text(w, a ? a->name : "")}, {"kesiapan", entries(w, one)}, {"hambatan", blockers(w, one)},
        {"rinci", more_about(w, one)});
}

// Agencies as the inputs name them, those of none last; then by name.
static int by_agency(const void *a, const void *b) {
    const struct board_innovation *x = *(const struct board_innovation *const *)a;
    const struct board_innovation *y = *(const struct board_innovation *const *)b;
    if (x->agency != y->agency) {
        return !x->agency ? 1 : !y->agency ? -1 : x->agency < y->agency ? -1 : 1;
    }
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->id, y->id);
}

struct str board_list(struct board_writer *w) {
    struct buf out = buf_new(w->arena);
    size_t n = w->board->n_innovations;
    const struct board_innovation **all = ARENA_ARRAY(w->arena, n + 1, const struct board_innovation *);
    for (size_t i = 0; i < n; i++) {
        all[i] = &w->board->innovations[i];
    }
    qsort(all, n, sizeof *all, by_agency);
    for (size_t i = 0; i < n; i++) {
        put_innovation(w, &out, all[i]);
    }
    return board_html(&out);
}
