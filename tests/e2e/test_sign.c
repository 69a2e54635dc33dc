// Every kind of document is really signed by somebody else's program, with certificates made on the fly: where the plan
// says, by two signers in turn, and what was sent stays as it was.
#include "e2e/signing.h"

#define MOST_KINDS 40
#define MOST_FIELDS 16

struct chosen {
    const char *kind, *plan;
    char *fields[MOST_FIELDS];
    size_t n;
};

// The value behind the next "name" of a plan, or NULL where it is null; *at moves on.
static char *value_of(struct e2e *t, const char **at, const char *name) {
    const char *key = arena_printf(t->arena, "\"%s\": ", name), *p = strstr(*at, key);
    if (!p) {
        *at = NULL;
        return NULL;
    }
    p += strlen(key);
    *at = p;
    return *p == '"' ? arena_strndup(t->arena, p + 1, strcspn(p + 1, "\"")) : NULL;
}

static struct chosen read_plan(struct e2e *t, const char *file) {
    const char *text = e2e_read(t, file), *at = text;
    struct chosen c = {.kind = value_of(t, &at, "jenis"), .plan = file};
    for (at = text; at;) {
        char *field = value_of(t, &at, "bidang");
        if (field && c.n < MOST_FIELDS) {
            c.fields[c.n++] = field;
        }
    }
    return c;
}

// Of each kind the document with the most places.
static size_t choose(struct e2e *t, struct chosen *chosen) {
    size_t n_files, n = 0;
    char **files = file_list(t->arena, file_join(t->arena, t->folder, "output"), ".tanda-tangan.json", &n_files);
    for (size_t i = 0; i < n_files; i++) {
        struct chosen c = read_plan(t, files[i]);
        size_t k = 0;
        while (k < n && strcmp(chosen[k].kind, c.kind) != 0) {
            k++;
        }
        if (c.n > 0 && (k == n || c.n > chosen[k].n)) {
            chosen[k] = c;
            n = k == n ? n + 1 : n;
        }
    }
    return n;
}

static char *said(struct e2e *t, const char *command) {
    e2e_shell(t, "%s >said.txt 2>&1 || true", command);
    return e2e_read(t, "said.txt");
}

static size_t count(const char *text, const char *word) {
    size_t n = 0;
    for (; (text = strstr(text, word)) != NULL; text++) {
        n++;
    }
    return n;
}

// The rectangle of a field: "x1 y1 x2 y2". qpdf writes the keys of an object in the order of their names, so it is the
// last one before the field's name.
static const char *rectangle_of(struct e2e *t, const char *raw, const char *field) {
    const char *name = strstr(raw, arena_printf(t->arena, "/T (%s)", field)), *found = NULL;
    for (const char *p = raw; name && (p = strstr(p, "/Rect [ ")) != NULL && p < name; p++) {
        found = p + 8;
    }
    return found ? arena_strndup(t->arena, found, strcspn(found, "]") - 1) : "";
}

static const char *box_of(struct e2e *t, const char *plan, const char *field) {
    static const char *const edges[] = {"\"x1\": ", "\"y1\": ", "\"x2\": ", "\"y2\": "};
    const char *at = strstr(plan, arena_printf(t->arena, "\"bidang\": \"%s\"", field)), *box = "";
    for (size_t i = 0; at && i < 4; i++) {
        at = strstr(at, edges[i]);
        at = at ? at + strlen(edges[i]) : NULL;
        box = at ? arena_printf(t->arena, "%s%s%.*s", box, i ? " " : "", (int)strcspn(at, ",}"), at) : "";
    }
    return box;
}

// Both are exact thousandths of a point, however many noughts they end in.
static bool same_box(const char *a, const char *b) {
    double x[4], y[4];
    bool read = sscanf(a, "%lf %lf %lf %lf", &x[0], &x[1], &x[2], &x[3]) == 4 &&
                sscanf(b, "%lf %lf %lf %lf", &y[0], &y[1], &y[2], &y[3]) == 4;
    for (int i = 0; read && i < 4; i++) {
        read = x[i] - y[i] < 0.0005 && y[i] - x[i] < 0.0005;
    }
    return read;
}

// The plan tells the hash of the file, and each of its boxes is that of the field of that name.
static void plan_is_true(struct e2e *t, const struct chosen *c) {
    char hash[HASH_SIZE];
    const char *text = e2e_read(t, c->plan), *at = text;
    const char *told = value_of(t, &at, "sha256");
    struct str pdf;
    const char *why;
    assert_true(file_read(t->arena, file_join(t->arena, t->folder, "sent.pdf"), (size_t)1 << 26, &pdf, &why));
    hash_bytes(pdf.p, pdf.n, hash);
    assert_string_equal(told, hash);
    const char *raw = said(t, "qpdf --qdf --object-streams=disable sent.pdf - | strings -n 1 | tr -s '\\n ' '  '");
    for (size_t i = 0; i < c->n; i++) {
        const char *box = box_of(t, text, c->fields[i]), *rectangle = rectangle_of(t, raw, c->fields[i]);
        if (!same_box(box, rectangle)) {
            fail_msg("%s: %s is planned at (%s) and stands at (%s)", c->plan, c->fields[i], box, rectangle);
        }
    }
}

static void sign_all(struct e2e *t, const struct chosen *c, size_t most) {
    e2e_shell(t, "cp '%.*s.pdf' sent.pdf && cp sent.pdf now.pdf", (int)(strlen(c->plan) - 5), c->plan);
    plan_is_true(t, c);
    char *text = said(t, "pdftotext -raw sent.pdf -");
    size_t n = c->n < most ? c->n : most;
    for (size_t i = 0; i < n; i++) {
        signing_sign(t, "now.pdf", c->fields[i], i % 2 ? 2 : 1, "next.pdf");
        e2e_shell(t, "cmp -n $(stat -c %%s now.pdf) now.pdf next.pdf && mv next.pdf now.pdf");
    }
    char *report = said(t, "pdfsig -nssdir sql:nss now.pdf");
    if (count(report, "Signature is Valid") != n || count(report, "Total document signed") != 1) {
        fail_msg("%s: %s", c->plan, report);
    }
    assert_string_equal(said(t, "pdftotext -raw now.pdf -"), text);
    e2e_run(t, "verifikasi now.pdf");
    if (t->status != 0) {
        fail_msg("%s: signed it is no archive any more\n%s", c->plan, t->out);
    }
}

static size_t sign_kinds(struct e2e *t, const char *more, size_t least) {
    struct chosen chosen[MOST_KINDS];
    size_t two = 0;
    e2e_shell(t, "cp -r '%s/%s' input", NASKAH_SOURCE_DIR, more);
    signing_prepare(t);
    e2e_run(t, "jalankan --rendition tanda-tangan");
    size_t n = choose(t, chosen);
    if (n < least) {
        fail_msg("only %zu kinds with fields\n%s", n, t->out);
    }
    // All plans are JSON to others.
    e2e_shell(t, "find output -name '*.json' -print0 | xargs -0 node -e "
                 "'for (const f of process.argv.slice(1)) JSON.parse(require(\"fs\").readFileSync(f, \"utf8\"))'");
    for (size_t i = 0; i < n; i++) {
        sign_all(t, &chosen[i], 2);
        two += chosen[i].n > 1;
    }
    return two;
}

static void every_kind_of_the_measures(void **state) {
    assert_true(sign_kinds(*state, "tests/spec/data", 14) > 4);
}

static void every_kind_of_the_input(void **state) {
    assert_true(sign_kinds(*state, "input", 8) > 2);
}

// One byte of what was signed turned over is seen by others and by us.
static void a_turned_byte_is_detected(void **state) {
    struct e2e *t = *state;
    struct chosen chosen[MOST_KINDS];
    e2e_shell(t, "cp -r '%s/tests/e2e/dasar' input", NASKAH_SOURCE_DIR);
    signing_prepare(t);
    e2e_run(t, "buat pk-kk-dinkes --rendition tanda-tangan");
    assert_int_equal(choose(t, chosen), 1);
    sign_all(t, &chosen[0], MOST_FIELDS);
    e2e_shell(t, "printf '\\001' | dd of=now.pdf bs=1 seek=3000 conv=notrunc 2>/dev/null");
    char *report = said(t, "pdfsig -nssdir sql:nss now.pdf");
    assert_int_equal(count(report, "Signature is Valid"), 0);
    assert_true(count(report, "Digest Mismatch") >= 1);
}

// The plan is treated as the PDF that it describes: made again when lost, somebody's own set aside, withdrawn with it.
static void the_plan_goes_with_its_pdf(void **state) {
    struct e2e *t = *state;
    const char *plan = "output/dinkes/sk-dinkes.tanda-tangan.json";
    e2e_shell(t, "cp -r '%s/tests/e2e/dasar' input", NASKAH_SOURCE_DIR);
    e2e_run(t, "jalankan");
    assert_true(e2e_exists(t, plan));
    e2e_shell(t, "cp %s first.json && rm %s", plan, plan);
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "sk-dinkes");
    e2e_shell(t, "cmp first.json %s", plan);
    e2e_write(t, plan, "catatan saya");
    e2e_run(t, "jalankan");
    e2e_shell(t, "cmp first.json %s && grep -q 'catatan saya' output/dinkes/sk-dinkes.tanda-tangan.disisihkan-*.json",
              plan);
    e2e_edit(t, "input/sk.xml", "penetap=\"dinkes/Kepala Dinas\"", "penetap=\"dinkes/Kepala\"");
    e2e_run(t, "jalankan");
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
    assert_false(e2e_exists(t, plan));
}

static int setup(void **state) {
    *state = e2e_new();
    return 0;
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, e2e_teardown)
    const struct CMUnitTest tests[] = {TEST(every_kind_of_the_measures), TEST(every_kind_of_the_input),
                                       TEST(a_turned_byte_is_detected), TEST(the_plan_goes_with_its_pdf)};
    return cmocka_run_group_tests(tests, signing_open, signing_close);
}
