// Every kind of document from end to end: paper, pages, fonts, structure, and the text proof (DESIGN §4.18): what the
// record says stands on the pages, word by word.
#include "base/text.h"
#include "base/xml.h"
#include "e2e/e2e.h"

// ---- words ----

struct words {
    char **items;
    size_t n, cap;
};

static void words_add(struct arena *arena, struct words *w, const char *s, size_t n) {
    if (w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 1024;
        w->items = arena_grow(arena, w->items, w->cap * sizeof(char *), cap * sizeof(char *));
        w->cap = cap;
    }
    w->items[w->n++] = arena_strndup(arena, s, n);
}

// Words in small letters. Hyphens, slashes and white space of all kinds divide them, because a line may end there; the
// mark of a new page is a word of its own. A soft hyphen and the line end after it are nothing.
static struct words words_of(struct arena *arena, const char *text) {
    struct words w = {0};
    struct buf b = buf_new(arena);
    const char *p = text_lower(arena, text), *end = p + strlen(p);
    while (p <= end) {
        bool last = p == end;
        unsigned c = last ? ' ' : text_next(&p, end);
        if (c == 0xAD) {
            p += *p == '\n';
        } else if (!text_is_space(c) && c != '-' && c != '/' && c != 0x2010 && c != 0x2011 && c != '\f') {
            buf_utf8(&b, c);
        } else {
            if (b.n) {
                words_add(arena, &w, b.p, b.n);
            }
            if (c == '\f') {
                words_add(arena, &w, "\f", 1);
            }
            b.n = 0;
        }
        if (last) {
            break;
        }
    }
    return w;
}

// A mark at the end may be the template's: ";" after a consideration, "." after the last.
static bool same_word(const char *wanted, const char *printed, bool last) {
    size_t n = strlen(wanted);
    if (last) {
        n = strcspn(wanted, ";.,:");
        return n == 0 || (strncmp(wanted, printed, n) == 0 && printed[n + strspn(printed + n, ";.,:()")] == '\0') ||
               strcmp(wanted, printed) == 0;
    }
    return strcmp(wanted, printed) == 0;
}

#define PAGE_FURNITURE 40  // most words of page number, repeated heads and continued rows between two pages

static bool stands_at(const struct words *printed, size_t at, const struct words *wanted) {
    for (size_t i = 0; i < wanted->n; i++, at++) {
        if (at < printed->n && same_word(wanted->items[i], printed->items[at], i + 1 == wanted->n)) {
            continue;
        }
        size_t skip = at;
        bool page = false;
        while (skip < printed->n && skip < at + PAGE_FURNITURE && i > 0) {
            page = page || strcmp(printed->items[skip], "\f") == 0;
            if (page && same_word(wanted->items[i], printed->items[skip], i + 1 == wanted->n)) {
                break;
            }
            skip++;
        }
        if (i == 0 || !page || skip >= printed->n || skip == at + PAGE_FURNITURE) {
            return false;
        }
        at = skip;
    }
    return true;
}

static bool is_printed(const struct words *printed, const struct words *wanted) {
    for (size_t at = 0; at < printed->n; at++) {
        if (stands_at(printed, at, wanted)) {
            return true;
        }
    }
    return wanted->n == 0;
}

// ---- what the record says ----

struct proof {
    struct e2e *t;
    const char *document;
    struct words printed;
    int checked, missing;
};

static void prove(struct proof *p, const char *what, const char *text) {
    struct words wanted = words_of(p->t->arena, text);
    if (wanted.n == 0) {
        return;
    }
    p->checked++;
    if (!is_printed(&p->printed, &wanted)) {
        fprintf(stderr, "%s: %s is not printed: %s\n", p->document, what, text);
        p->missing++;
    }
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
static void prove_text(struct proof *p, const char *what, const xmlNode *node, struct buf *piece) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
            buf_str(piece, (const char *)child->content);
        } else if (xml_is(child, "br")) {
            buf_char(piece, ' ');
        } else if (child->type == XML_ELEMENT_NODE && is_block(child)) {
            prove(p, what, buf_text(piece));
            piece->n = 0;
            struct buf own = buf_new(p->t->arena);
            prove_text(p, what, child, &own);
            prove(p, what, buf_text(&own));
        } else if (child->type == XML_ELEMENT_NODE) {
            prove_text(p, what, child, piece);
        }
    }
}

struct printed_field {
    const char *element, *parent, *attribute;  // parent NULL: any; attribute NULL: its rich text
};

static const struct printed_field fields[] = {
    {"tentang", "naskah", NULL},      {"menimbang", NULL, NULL},       {"mengingat", NULL, NULL},
    {"memperhatikan", NULL, NULL},    {"diktum", NULL, NULL},          {"tembusan", NULL, NULL},
    {"lampiran", NULL, "judul"},      {"anggota", NULL, "kedudukan"},  {"anggota", NULL, "nama"},
    {"jawaban", NULL, NULL},          {"pembukaan", NULL, NULL},       {"pembahasan", NULL, NULL},
    {"keputusan", NULL, NULL},        {"tindak-lanjut", NULL, NULL},   {"penutup", NULL, NULL},
    {"acara", NULL, NULL},            {"sasaran", NULL, "nama"},       {"indikator", NULL, "nama"},
    {"indikator", NULL, "target"},    {"program", NULL, "nama"},       {"peserta", NULL, "nama"},
    {"orang", "penanda", "nama"},     {"orang", "anggota", "nama"},    {"orang", "peserta", "nama"},
    {"nomor", NULL, NULL},            {"perubahan", NULL, NULL},       {"dasar", NULL, NULL},
    {"pembuka", NULL, NULL},          {"isi", "naskah", NULL},         {"orang", "penugasan", "nama"},
};

static void prove_node(struct proof *p, const xmlNode *node) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct printed_field *f = &fields[i];
        if (!xml_is(node, f->element) || (f->parent && !xml_is(node->parent, f->parent))) {
            continue;
        }
        if (f->attribute) {
            prove(p, f->element, xml_attr(node, f->attribute) ? xml_attr(node, f->attribute) : "");
        } else {
            struct buf piece = buf_new(p->t->arena);
            prove_text(p, f->element, node, &piece);
            prove(p, f->element, buf_text(&piece));
        }
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        prove_node(p, child);
    }
}

// `input` as the program is told it; `pdf` is a path in the working folder.
static int prove_document(struct e2e *t, const char *input, const char *document, const char *pdf) {
    e2e_shell(t, "pdftotext -raw -enc UTF-8 '%s' text.txt", pdf);
    struct proof p = {.t = t, .document = pdf, .printed = words_of(t->arena, e2e_read(t, "text.txt"))};
    assert_int_equal(e2e_run(t, "tampil -T record '%s' --input '%s'", document, input), 0);
    struct findings *findings = findings_new(t->arena, NULL);
    xmlDoc *record = xml_parse(t->arena, "record", (struct str){t->printed, strlen(t->printed)}, findings);
    assert_non_null(record);
    prove_node(&p, xmlDocGetRootElement(record));
    assert_true(p.checked > 3);
    return p.missing;
}

// ---- tests ----

struct expected {
    const char *document, *path, *pages;  // pages: "WIDTHxHEIGHT" in points of each page, rounded
};

static const struct expected table[] = {
    {"sk-bappeda", "output/bappeda/sk-bappeda.tanda-tangan.pdf", "609x935"},
    {"sk-dinkes", "output/dinkes/sk-dinkes.tanda-tangan.pdf", "609x935 609x935"},
    {"pk-kk-dinkes", "output/dinkes/pk-kk-dinkes.tanda-tangan.pdf", "595x842 935x609"},
    {"notulen-rdr-3", "output/bappeda/notulen-rdr-3.tanda-tangan.pdf", "595x842 609x935"},
    {"sk-dinkes", "output/dinkes/sk-dinkes.draf.pdf", "609x935 609x935"},
};

static char *page_sizes(struct e2e *t, const char *pdf) {
    e2e_shell(t, "pdfinfo -f 1 -l 999 '%s' >info.txt", pdf);
    struct buf b = buf_new(t->arena);
    for (char *p = e2e_read(t, "info.txt"); (p = strstr(p, " size:")) != NULL; p++) {
        double width, height;
        if (sscanf(p, " size: %lf x %lf", &width, &height) == 2) {
            buf_printf(&b, "%s%.0fx%.0f", b.n ? " " : "", width, height);
        }
    }
    return arena_strdup(t->arena, buf_text(&b));
}

static void test_paper_and_pages(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_string_equal(page_sizes(t, table[i].path), table[i].pages);
    }
}

static void test_words_of_the_small_region(void **state) {
    struct e2e *t = *state;
    int missing = 0;
    e2e_run(t, "jalankan");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        missing += prove_document(t, "input", table[i].document, table[i].path);
    }
    assert_int_equal(missing, 0);
}

// A proof that finds everything proves nothing: a changed word must be missed.
static void test_proof_can_fail(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_edit(t, "input/sk.xml", "setiap hari Rabu", "setiap hari Kamis");
    fprintf(stderr, "(one missing text is expected here)\n");
    assert_int_equal(prove_document(t, "input", "sk-bappeda", "output/bappeda/sk-bappeda.tanda-tangan.pdf"), 1);
}

// The draft's pages are those of the copy for signing and say KONSEP.
static void test_draft_is_marked(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_shell(t, "pdftotext -raw output/bappeda/sk-bappeda.draf.pdf draft.txt");
    e2e_shell(t, "pdftotext -raw output/bappeda/sk-bappeda.tanda-tangan.pdf final.txt");
    assert_non_null(strstr(e2e_read(t, "draft.txt"), "KONSEP"));
    assert_null(strstr(e2e_read(t, "final.txt"), "KONSEP"));
    e2e_shell(t, "for f in draft final; do tr -d ' \\n\\f' <$f.txt | sed 's/KONSEP//g' >$f.words; done; cmp "
                 "draft.words final.words");
}

// The holes of a document that lacks answers are marked with their labels in its draft.
static void test_holes_are_marked(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_shell(t, "pdftotext -raw output/dinkes/proposal-antar-obat-iga.draf.pdf draft.txt");
    assert_non_null(strstr(e2e_read(t, "draft.txt"), "«Manfaat Inovasi»"));
}

// All files of the real input: sound structure, embedded fonts, and every word.
static void test_real_documents(void **state) {
    struct e2e *t = *state;
    char *input = arena_printf(t->arena, "%s/input", NASKAH_SOURCE_DIR);
    e2e_run(t, "jalankan '%s'", input);
    assert_status(t, 0);
    size_t n = 0;
    int missing = 0;
    char **files = file_list(t->arena, file_join(t->arena, t->folder, "output"), ".tanda-tangan.pdf", &n);
    assert_true(n >= 12);
    for (size_t i = 0; i < n; i++) {
        e2e_shell(t, "qpdf --check '%s' >qpdf.txt 2>&1 || { cat qpdf.txt; false; }", files[i]);
        e2e_shell(t, "pdffonts '%s' >fonts.txt", files[i]);
        // Two lines of heading; then each font is a CID font, embedded, a subset, with a map to Unicode.
        e2e_shell(
            t, "awk 'NR>2 && !/CID (TrueType|Type 0C) +Identity-H +yes yes yes/ {print; bad=1} END {exit bad || NR<3}' "
               "fonts.txt");
        const char *name = strrchr(files[i], '/') + 1;
        char *document = arena_strndup(t->arena, name, strcspn(name, "."));
        missing += prove_document(t, input, document, files[i]);
    }
    assert_int_equal(missing, 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_paper_and_pages), TEST(test_words_of_the_small_region), TEST(test_proof_can_fail),
        TEST(test_draft_is_marked), TEST(test_holes_are_marked),          TEST(test_real_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
