// The text proof (DESIGN §4.18), both ways: every word of a page is explained by the record or by the template, and
// what the record says stands on the pages, word by word, in its own letters. Words are compared as they are: capitals,
// hyphens and slashes count. A soft hyphen at a line's end and the line break after it are nothing.
#include <ctype.h>

#include "base/text.h"
#include "base/xml.h"
#include "batch/world.h"
#include "e2e/e2e.h"
#include "layout/layout.h"
#include "model/format.h"
#include "model/resolve.h"
#include "template/template.h"

struct words {
    char **items;
    size_t n, cap;
};

struct proof {
    struct e2e *t;
    const struct world *world;
    const char *document;
    const struct pages *pages;
    xmlNode *record;
    struct words printed;      // without page numbers and repeated heads
    struct words known;        // sorted: words that may be printed
    int checked, wrong;
};

__attribute__((format(printf, 2, 3))) static void wrong(struct proof *p, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s: ", p->document);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    p->wrong++;
}

// ---- words ----

static void words_add(struct arena *arena, struct words *w, const char *s, size_t n) {
    if (w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 1024;
        w->items = arena_grow(arena, w->items, w->cap * sizeof(char *), cap * sizeof(char *));
        w->cap = cap;
    }
    w->items[w->n++] = arena_strndup(arena, s, n);
}

// A line may end after a hyphen or slash inside a word.
static bool goes_on(const struct buf *word, const char *space) {
    return *space == '\n' && word->n > 1 && strchr("-/", word->p[word->n - 1]);
}

// Adds the words of a text to `w`; white space of all kinds divides them.
static void words_split(struct arena *arena, struct words *w, const char *text) {
    struct buf b = buf_new(arena);
    const char *p = text, *end = p + strlen(p);
    while (p < end) {
        const char *from = p;
        unsigned c = text_next(&p, end);
        if (c == 0xAD) {
            p += *p == '\n';
        } else if (!text_is_space(c)) {
            buf_add(&b, from, (size_t)(p - from));
        }
        if ((text_is_space(c) || p == end) && b.n && !goes_on(&b, from)) {
            words_add(arena, w, b.p, b.n);
            b.n = 0;
        }
    }
}

static struct words words_of(struct arena *arena, const char *text) {
    struct words w = {0};
    words_split(arena, &w, text);
    return w;
}

// ---- what is printed ----

// What a field says and what the template says are runs of one line.
static bool continues(const struct item *a, const struct item *b) {
    mp end = a->x + a->width;
    return a->y == b->y && b->x > end - MM(0.2) && b->x < end + MM(0.2);
}

static char *page_text(struct arena *arena, const struct page *page, bool furniture) {
    struct buf b = buf_new(arena);
    const struct item *last = NULL;
    for (size_t i = 0; i < page->n; i++) {
        const struct item *item = &page->items[i];
        if (item->kind != ITEM_TEXT || (!furniture && item->role == ROLE_ARTIFACT)) {
            continue;
        }
        buf_str(&b, last && continues(last, item) ? "" : "\n");
        buf_add(&b, item->text.text, item->text.n_text);
        last = item;
    }
    return arena_strdup(arena, buf_text(&b));
}

// The file says what layout said, page by page, in the same order.
static void prove_file(struct proof *p, const char *pdf) {
    struct arena *arena = p->t->arena;
    e2e_shell(p->t, "pdftotext -raw -enc UTF-8 '%s' text.txt", pdf);
    char *text = e2e_read(p->t, "text.txt");
    for (size_t i = 0; i < p->pages->n; i++) {
        size_t n = strcspn(text, "\f");
        struct words file = words_of(arena, arena_strndup(arena, text, n));
        struct words set = words_of(arena, page_text(arena, &p->pages->items[i], true));
        text += n + (text[n] == '\f');
        size_t k = 0;
        while (k < file.n && k < set.n && strcmp(file.items[k], set.items[k]) == 0) {
            k++;
        }
        if (k < file.n || k < set.n) {
            wrong(p, "page %zu, word %zu is \"%s\" in the file and \"%s\" on the page", i + 1, k + 1,
                  k < file.n ? file.items[k] : "", k < set.n ? set.items[k] : "");
        }
    }
    assert_string_equal(text, "");
}

// ---- what may be printed ----

#define MOST_FORMS 12

// The ways in which a value of the record may be written.
static size_t forms_of(struct arena *arena, const char *value, const char *forms[MOST_FORMS]) {
    size_t n = 0;
    struct date date;
    int64_t sen;
    forms[n++] = value;
    forms[n++] = text_upper(arena, value);
    if (date_parse(value, &date) && date.day) {
        forms[n++] = format_date(arena, date);
        forms[n++] = format_day_date(arena, date);
        forms[n++] = format_date_words(arena, date);
        forms[n++] = arena_printf(arena, "%02d-%02d-%04d", date.day, date.month, date.year);
    }
    if (format_time(arena, value)) {
        forms[n++] = format_time(arena, value);
    }
    if (value[0] && strspn(value, "0123456789,.") == strlen(value) && money_parse(value, &sen)) {
        forms[n++] = format_amount(arena, sen);
        forms[n++] = format_rupiah(arena, sen);
        forms[n++] = format_rupiah_words(arena, sen);
        forms[n++] = format_integer(arena, sen / 100);
    }
    if (strlen(value) == 18 && strspn(value, "0123456789") == 18) {
        forms[n++] = format_person_number(arena, "NIP", value);
    }
    return n;
}

// A word without the marks around it.
static char *bare(struct arena *arena, const char *word) {
    static const char *const marks[] = {"(", ")", "[", "]", ".", ",", ";", ":", "?", "!", "\"", "'", "{", "}", "|", "=",
                                        "+", "“", "”", "«", "»"};
    size_t n = strlen(word);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t m = strlen(marks[i]);
        bool before = n >= m && memcmp(word, marks[i], m) == 0;
        bool after = !before && n >= m && memcmp(word + n - m, marks[i], m) == 0;
        if (before || after) {
            word += before ? m : 0;
            n -= m;
            i = (size_t)-1;
        }
    }
    return arena_strndup(arena, word, n);
}

static void know(struct proof *p, const char *text) {
    struct arena *arena = p->t->arena;
    struct words w = words_of(arena, text);
    for (size_t i = 0; i < w.n; i++) {
        char *word = bare(arena, w.items[i]);
        words_add(arena, &p->known, word, strlen(word));
    }
}

static void know_value(struct proof *p, const char *value) {
    const char *forms[MOST_FORMS];
    size_t n = forms_of(p->t->arena, value, forms);
    for (size_t i = 0; i < n; i++) {
        know(p, forms[i]);
    }
}

// All that a tree says, in its texts and attributes. Ids are printed nowhere.
static void know_tree(struct proof *p, const xmlNode *node) {
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        if (strcmp((const char *)a->name, "id") != 0) {
            know_value(p, xml_attr(node, (const char *)a->name));
        }
    }
    know_value(p, xml_text(p->t->arena, node));
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        know_tree(p, child);
    }
}

// A template's words, and the words in quotation marks inside its queries.
static void know_template(struct proof *p, const char *file) {
    char *text = e2e_read(p->t, file);
    for (char *c = text; *c; c++) {
        *c = strchr("<>'\"(){},", *c) ? ' ' : *c;
    }
    know(p, text);
    know(p, text_upper(p->t->arena, text));
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool knows(const struct proof *p, const char *word) {
    return bsearch(&word, p->known.items, p->known.n, sizeof(char *), by_text) != NULL;
}

// A template may join two values by a slash: rank and grade.
static bool knows_parts(const struct proof *p, const char *word) {
    const char *slash = strchr(word, '/');
    return knows(p, word) ||
           (slash && knows(p, arena_strndup(p->t->arena, word, (size_t)(slash - word))) && knows_parts(p, slash + 1));
}

// The numbers of lists, rows, chapters and pages, and marks that are neither letters nor figures.
static bool is_number(const char *word) {
    static const char *const words[] = {"KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH",
                                        "KEDELAPAN", "KESEMBILAN", "KESEPULUH", "I", "II", "III", "IV", "V", "VI"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    size_t n = strlen(word);
    if (n <= (strchr(word, '.') ? 4 : 3) && strspn(word, "0123456789.") == n) {
        return true;
    }
    return (n == 1 && islower((unsigned char)word[0])) || !strpbrk(word, "0123456789abcdefghijklmnopqrstuvwxyz"
                                                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

static void prove_pages(struct proof *p) {
    struct arena *arena = p->t->arena;
    size_t n = 0;
    know_tree(p, p->record);
    char **parts = file_list(arena, NASKAH_SOURCE_DIR "/templates/parts", ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        know_template(p, parts[i]);
    }
    know_template(p, arena_printf(arena, "%s/templates/documents/%s.xml", NASKAH_SOURCE_DIR,
                                  xml_attr(p->record, "jenis")));
    qsort(p->known.items, p->known.n, sizeof(char *), by_text);
    for (size_t i = 0; i < p->pages->n; i++) {
        struct words w = words_of(arena, page_text(arena, &p->pages->items[i], true));
        for (size_t k = 0; k < w.n; k++) {
            char *word = bare(arena, w.items[k]);
            if (!is_number(word) && !knows_parts(p, word)) {
                wrong(p, "page %zu says \"%s\", which nobody wrote", i + 1, w.items[k]);
            }
        }
    }
}

// ---- what must be printed ----

// A mark at the end may be the template's: ";" after a consideration, "." after the last, "," after an office.
static bool same_word(const char *wanted, const char *printed, bool first, bool last) {
    if (first && *printed == '(' && *wanted != '(') {
        printed++;
    }
    size_t n = strlen(wanted);
    if (strcmp(wanted, printed) == 0) {
        return true;
    }
    while (last && n > 1 && strchr(";.,:", wanted[n - 1])) {
        n--;
    }
    return last && strncmp(wanted, printed, n) == 0 && printed[n + strspn(printed + n, ";.,:)")] == '\0';
}

static bool stands_in(const struct words *printed, const struct words *wanted) {
    for (size_t at = 0; at + wanted->n <= printed->n; at++) {
        size_t i = 0;
        while (i < wanted->n && same_word(wanted->items[i], printed->items[at + i], i == 0, i + 1 == wanted->n)) {
            i++;
        }
        if (i == wanted->n) {
            return true;
        }
    }
    return false;
}

static void prove_value(struct proof *p, const xmlNode *node, const char *what, const char *value) {
    const char *forms[MOST_FORMS];
    size_t n = forms_of(p->t->arena, value, forms);
    if (words_of(p->t->arena, value).n == 0) {
        return;
    }
    p->checked++;
    for (size_t i = 0; i < n; i++) {
        struct words wanted = words_of(p->t->arena, forms[i]);
        if (stands_in(&p->printed, &wanted)) {
            return;
        }
    }
    wrong(p, "<%s> %s is not printed: %s", (const char *)node->name, what, value);
}

static bool is_block(const xmlNode *node) {
    static const char *const blocks[] = {"p", "ol", "ul", "li", "table", "caption", "tr", "th", "td"};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (xml_is(node, blocks[i])) {
            return true;
        }
    }
    return false;
}

// Each run of inline text between blocks is one piece.
static void prove_text(struct proof *p, const xmlNode *field, const xmlNode *node, struct buf *piece) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
            buf_str(piece, (const char *)child->content);
        } else if (xml_is(child, "br")) {
            buf_char(piece, ' ');
        } else if (child->type == XML_ELEMENT_NODE && is_block(child)) {
            struct buf own = buf_new(p->t->arena);
            prove_value(p, field, "text", buf_text(piece));
            piece->n = 0;
            prove_text(p, field, child, &own);
            prove_value(p, field, "text", buf_text(&own));
        } else if (child->type == XML_ELEMENT_NODE) {
            prove_text(p, field, child, piece);
        }
    }
}

struct printed_field {
    const char *element, *parent, *attribute;  // parent NULL: any; attribute NULL: its rich text
    const char *kinds;                         // of documents that print it; NULL: all
};

#define DECREE "keputusan"
#define CONTRACT "perjanjian-kinerja"
#define MINUTES "notulen"
#define PROPOSAL "proposal"
#define FORMS                                                                                                          \
    "berita-acara formulir-diskusi laporan-masalah surat-pernyataan-identitas surat-pernyataan-implementasi "          \
    "surat-pernyataan-replikasi"
#define LETTERS "surat-tugas undangan nota-dinas surat-pengantar"

static const struct printed_field fields[] = {
    {"orang", "penanda", "nama", DECREE " " FORMS},
    {"orang", "peserta", "nama", "daftar-hadir"},
    {"orang", "penugasan", "nama", NULL},
    {"tindak-lanjut", NULL, NULL, NULL},
    {"perubahan", NULL, NULL, NULL},
    {"dasar", NULL, NULL, NULL},
    {"pembuka", NULL, NULL, NULL},
    {"isi", "naskah", NULL, NULL},
    {"diktum", NULL, NULL, NULL},
    {"acara", NULL, NULL, MINUTES " undangan"},
    {"naskah", NULL, "tanggal", DECREE " " CONTRACT},
    {"naskah", NULL, "tempat", DECREE " " CONTRACT},
    {"nomor", "naskah", NULL, DECREE},
    {"tentang", "naskah", NULL, DECREE},
    {"menimbang", NULL, NULL, DECREE},
    {"mengingat", NULL, NULL, DECREE},
    {"memperhatikan", NULL, NULL, DECREE},
    {"tembusan", NULL, NULL, DECREE},
    {"lampiran", "naskah", "judul", DECREE},
    {"tugas", "tim", NULL, DECREE},
    {"anggota", "tim", "kedudukan", DECREE},
    {"anggota", "tim", "nama", DECREE},
    {"anggota", "tim", "jabatan", DECREE},
    {"orang", "anggota", "nama-lengkap", DECREE},
    {"naskah", NULL, "tanggal", LETTERS},
    {"nomor", "naskah", NULL, LETTERS},
    {"orang", "penanda", "nama-lengkap", LETTERS},
    {"orang", "penanda", "nomor", LETTERS},
    {"baris", "kop", NULL, DECREE " " MINUTES " " LETTERS},
    {"nama", "kop", NULL, DECREE " " MINUTES " " LETTERS},
    {"alamat", "kop", NULL, DECREE " " MINUTES " " LETTERS},
    {"penanda", NULL, "jabatan-lengkap", DECREE " " CONTRACT},
    {"orang", "penanda", "nama-lengkap", CONTRACT " " MINUTES " " PROPOSAL},
    {"orang", "penanda", "nomor", MINUTES},
    {"orang", "penanda", "pangkat", MINUTES},
    {"sasaran", NULL, "nama", CONTRACT},
    {"indikator", NULL, "nama", CONTRACT},
    {"indikator", NULL, "target", CONTRACT},
    {"program", NULL, "nama", CONTRACT},
    {"program", NULL, "anggaran", CONTRACT},
    {"jumlah", "kontrak", "anggaran", CONTRACT},
    {"inovasi", "kontrak", "nama", CONTRACT},
    {"inovasi", "kontrak", "target", CONTRACT},
    {"kegiatan", NULL, "nama", MINUTES},
    {"kegiatan", NULL, "tanggal", MINUTES},
    {"kegiatan", NULL, "mulai", MINUTES},
    {"kegiatan", NULL, "selesai", MINUTES},
    {"kegiatan", NULL, "tempat", MINUTES},
    {"pembukaan", NULL, NULL, MINUTES},
    {"pembahasan", NULL, NULL, MINUTES},
    {"keputusan", NULL, NULL, MINUTES},
    {"tindak-lanjut", NULL, "penanggung-jawab", MINUTES},
    {"tindak-lanjut", NULL, "batas", MINUTES},
    {"penutup", NULL, NULL, MINUTES},
    {"peserta", NULL, "nama", MINUTES},
    {"orang", "peserta", "nama-lengkap", MINUTES},
    {"orang", "butir", "nama-lengkap", MINUTES},
    {"inovasi", "naskah", "nama", PROPOSAL},
    {"instansi", "inovasi", "nama", PROPOSAL},
    {"pemda", "naskah", "sebutan", PROPOSAL},
    {"naskah", NULL, "tahun", PROPOSAL},
    {"bagian", "usulan", "label", PROPOSAL},
    {"tanya", NULL, NULL, PROPOSAL},
    {"nilai", "isian", NULL, PROPOSAL},
    {"jawaban", NULL, NULL, PROPOSAL},
    {"bukti", NULL, "berkas", PROPOSAL},
    {"orang", "penanda", "nama", "piagam sertifikat lembar-evaluasi rekap"},
    {"kepada", "naskah", "sebagai", "piagam sertifikat"},
    {"orang", "kepada", "nama-lengkap", "piagam sertifikat"},
    {"nilai", "naskah", "kriteria", "lembar-evaluasi"},
    {"nilai", "naskah", "catatan", "lembar-evaluasi"},
    {"inovasi", "rekap", "nama", "rekap"},
    {"inovasi", "rekap", "instansi", "rekap"},
    {"barang", NULL, "nama", "label-boks surat-pengantar"},
};

// The secretary of a meeting is named, but signs nothing: no rank, no number.
static bool signs(const xmlNode *penanda) {
    const char *role = xml_attr(penanda, "peran");
    return !role || strcmp(role, "sekretaris") != 0;
}

static bool prints(const struct printed_field *f, const xmlNode *node, const char *kind) {
    return (!f->kinds || strstr(f->kinds, kind)) && xml_is(node, f->element) &&
           (!f->parent || xml_is(node->parent, f->parent)) &&
           (!xml_is(node->parent, "penanda") || signs(node->parent) || strncmp(f->attribute, "nama", 4) == 0);
}

static void prove_record(struct proof *p, const xmlNode *node, const char *kind) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct printed_field *f = &fields[i];
        if (!prints(f, node, kind)) {
            continue;
        }
        if (f->attribute) {
            const char *value = xml_attr(node, f->attribute);
            prove_value(p, node, f->attribute, value ? value : "");
        } else {
            struct buf piece = buf_new(p->t->arena);
            prove_text(p, node, node, &piece);
            prove_value(p, node, "text", buf_text(&piece));
        }
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        prove_record(p, child, kind);
    }
}

// ---- documents ----

static void set_document(struct proof *p, const struct planned *planned, const char *folder) {
    const struct world *w = p->world;
    struct arena *arena = p->t->arena;
    struct findings *findings = findings_new(arena, w->catalogue);
    const struct profile *profile = planned->profile ? profiles_find(w->profiles, planned->profile) : NULL;
    xmlDoc *record = resolve_record(arena, w->objects, w->defaults, planned, profile ? profile_node(profile) : NULL,
                                    findings);
    assert_non_null(record);
    struct template_options options = {.draft = false, .folder = folder, .width = layout_width, .fonts = w->fonts};
    struct document *document =
        template_bind(world_template(w, planned->kind), arena, record, &options, findings);
    p->record = xmlDocGetRootElement(record);
    p->pages = layout_document(arena, w->fonts, w->hyphenation, document, findings);
    for (size_t i = 0; i < p->pages->n; i++) {
        words_split(arena, &p->printed, page_text(arena, &p->pages->items[i], false));
    }
}

static const struct world *world_of(struct e2e *t, const char *input) {
    const char *why = NULL, **inputs = arena_alloc(t->arena, sizeof *inputs);
    inputs[0] = input;
    struct catalogue *catalogue = catalogue_load(t->arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    assert_non_null(catalogue);
    struct world_options options = {.share = NASKAH_SOURCE_DIR, .version = "uji", .catalogue = catalogue,
                                    .inputs = inputs, .n_inputs = 1};
    const struct world *world = world_load(t->arena, &options, findings_new(t->arena, catalogue));
    assert_non_null(world);
    return world;
}

// All documents of an input that were made for signing; returns how many there are, and what is wrong in *faults.
static size_t prove_all(struct e2e *t, const char *input, int *faults) {
    const struct world *world = world_of(t, input);
    size_t n = 0, proved = 0;
    const struct planned *plan = world_plan(world, t->arena, &n, findings_new(t->arena, world->catalogue));
    for (size_t i = 0; i < n; i++) {
        const char *name = arena_printf(t->arena, "output/%s/%s.tanda-tangan.pdf", plan[i].agency, plan[i].id);
        if (!e2e_exists(t, name)) {
            continue;
        }
        struct proof p = {.t = t, .world = world, .document = plan[i].id};
        set_document(&p, &plan[i], input);
        prove_file(&p, name);
        prove_pages(&p);
        prove_record(&p, p.record, plan[i].kind);
        *faults += p.wrong;
        proved++;
    }
    return proved;
}

// A proof that finds everything proves nothing: each of these changes of the data must be missed on the old pages, and
// the words that stood there before must be strange.
static const struct {
    const char *document, *file, *from, *to;
    bool strange;   // the old words stand nowhere else
} changes[] = {
    {"sk-bappeda", "input/sk.xml", "setiap hari Rabu", "setiap hari Kamis", true},
    {"sk-bappeda", "input/sk.xml", "Diskusi Rutin Inovasi setiap", "Diskusi rutin Inovasi setiap", false},
    {"sk-bappeda", "input/sk.xml", "2025-02-11", "2025-02-12", false},
    {"sk-bappeda", "input/daerah.xml", "Jalan Merdeka Nomor 1", "Jalan Merdeka Nomor 2", false},
    {"sk-bappeda", "input/daerah.xml", "Surya Adinata", "Suria Adinata", true},
    {"sk-dinkes", "input/daerah.xml", "\"Dinas Kesehatan\"", "\"Dinas Kesehatan Umum\"", false},
    {"sk-dinkes", "input/sk.xml", "Kader Posyandu", "Kader-Posyandu", true},
    {"notulen-rdr-3", "input/kegiatan.xml", "09:00", "09:30", false},
    {"notulen-rdr-3", "input/daerah.xml", "197002151996031002", "197002151996031012", false},
    {"notulen-rdr-3", "input/kegiatan.xml", "Kurir di tiga", "Kurir di Tiga", false},
    {"pk-kk-dinkes", "input/kontrak.xml", "1427000000", "1427000001", false},
    {"pk-kk-dinkes", "input/inovasi.xml", "nama=\"Antar Obat Lansia\"", "nama=\"Antar Obat-Lansia\"", true},
    {"pk-kk-dinkes", "input/daerah.xml", "Hendra Saputra", "HENDRA Saputra", false},
};

static const struct planned *planned_of(struct e2e *t, const struct world *world, const char *id) {
    size_t n = 0;
    const struct planned *plan = world_plan(world, t->arena, &n, findings_new(t->arena, world->catalogue));
    for (size_t i = 0; i < n; i++) {
        if (strcmp(plan[i].id, id) == 0) {
            return &plan[i];
        }
    }
    fail_msg("no document %s", id);
    return NULL;
}

static void test_proof_can_fail(void **state) {
    struct e2e *t = *state;
    char *input = file_join(t->arena, t->folder, "input");
    e2e_shell(t, "cp -r input before");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const char *id = changes[i].document;
        struct proof old = {.t = t, .world = world_of(t, input), .document = id}, new = old;
        const struct planned *planned = planned_of(t, old.world, id);
        set_document(&old, planned, input);
        e2e_edit(t, changes[i].file, changes[i].from, changes[i].to);
        new.world = world_of(t, input);
        set_document(&new, planned_of(t, new.world, id), input);
        old.record = new.record;
        fprintf(stderr, "(expected:) ");
        prove_record(&old, old.record, planned->kind);
        if (!old.wrong) {
            fail_msg("%s: \"%s\" is not missed", id, changes[i].to);
        }
        old.wrong = 0;
        prove_pages(&old);
        assert_true(old.wrong > 0 || !changes[i].strange);
        e2e_shell(t, "rm -r input && cp -r before input");
    }
}

static void test_small_region(void **state) {
    struct e2e *t = *state;
    int faults = 0;
    e2e_run(t, "jalankan");
    assert_int_equal(prove_all(t, file_join(t->arena, t->folder, "input"), &faults), 4);
    assert_int_equal(faults, 0);
}

static void test_real_documents(void **state) {
    struct e2e *t = *state;
    int faults = 0;
    e2e_run(t, "jalankan '%s/input'", NASKAH_SOURCE_DIR);
    assert_true(prove_all(t, NASKAH_SOURCE_DIR "/input", &faults) >= 16);
    assert_int_equal(faults, 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {TEST(test_small_region), TEST(test_real_documents), TEST(test_proof_can_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
