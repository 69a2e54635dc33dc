// What the tests of rules share: small trees from text, profiles from text or from the checkout, findings as lines.
#ifndef TESTS_RULES_FIXTURE_H
#define TESTS_RULES_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/xml.h"
#include "rules/check.h"

struct fixture {
    struct arena *arena;
    struct findings *findings;
    struct profiles *profiles;
};

static inline int fixture_open(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *f = ARENA_NEW(arena, struct fixture);
    f->arena = arena;
    f->findings = findings_new(arena, NULL);
    *state = f;
    return 0;
}

static inline int fixture_close(void **state) {
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

static inline xmlDoc *tree(struct fixture *f, const char *text) {
    xmlDoc *doc = xml_parse(f->arena, "uji.xml", (struct str){text, strlen(text)}, f->findings);
    assert_non_null(doc);
    return doc;
}

static inline const xmlNode *node(struct fixture *f, const char *text) {
    return xmlDocGetRootElement(tree(f, text));
}

// Loads profiles from texts, each written to a file of its own below a folder that is gone afterwards. With `general`
// the umum.xml of the checkout stands among them.
static inline struct profiles *profiles_of(struct fixture *f, bool general, const char *const *texts) {
    char folder[] = "/tmp/naskah-rules-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct staging *s = staging_new(f->arena);
    for (size_t i = 0; texts[i]; i++) {
        assert_true(staging_add(s, arena_printf(f->arena, "%s/%zu.xml", folder, i), texts[i], strlen(texts[i])));
    }
    struct str umum = {0};
    const char *why = NULL;
    if (general) {
        assert_true(file_read(f->arena, NASKAH_SOURCE_DIR "/templates/profiles/umum.xml", 1 << 20, &umum, &why));
        assert_true(staging_add(s, arena_printf(f->arena, "%s/umum.xml", folder), umum.p, umum.n));
    }
    assert_true(staging_commit(s));
    f->profiles = profiles_load(f->arena, folder, f->findings);
    size_t n = 0;
    char **files = file_list(f->arena, folder, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        unlink(files[i]);
    }
    rmdir(folder);
    return f->profiles;
}

static inline struct profiles *profiles_of_checkout(struct fixture *f) {
    f->profiles = profiles_load(f->arena, NASKAH_SOURCE_DIR "/templates/profiles", f->findings);
    assert_int_equal(f->findings->n, 0);
    return f->profiles;
}

static inline const char *value(const struct finding *f, const char *name) {
    return finding_argument(f, name);
}

// One word a finding: "E isian.hilang", "W …", "N …"; with the arguments of `names` behind it. Lines in order of
// adding.
static inline const char *told(struct fixture *f, const char *const *names) {
    struct buf out = buf_new(f->arena);
    for (size_t i = 0; i < f->findings->n; i++) {
        const struct finding *one = &f->findings->items[i];
        buf_printf(&out, "%s%c %s", i ? "\n" : "", "NWEF"[one->severity], one->rule);
        for (size_t k = 0; names && names[k]; k++) {
            buf_printf(&out, " %s", value(one, names[k]));
        }
    }
    return buf_text(&out);
}
#define TOLD(f, ...) told((f), (const char *const[]){__VA_ARGS__, NULL})

// A profile with the given rules and one field of each shape.
#define PROFILE(rules)                                                                                              \
    "<profil xmlns='urn:naskah:profile:1' id='p' judul='P'>"                                                        \
    "<bagian id='tujuan' label='Tujuan'><isian id='tujuan' jenis='teks' wajib='ya'/></bagian>"                      \
    "<bagian id='arti' label='Arti Penting'><isian id='arti' jenis='teks'>"                                         \
    "<isian id='arti.isu' judul='Isu' jenis='teks'/></isian></bagian>"                                              \
    "<bagian id='dampak' label='Dampak'><isian id='dampak.ada' jenis='pilihan'>"                                    \
    "<pilihan alias='Sudah|Sudah dievaluasi'>Ya</pilihan><pilihan>Tidak</pilihan><pilihan>Sebagian besar</pilihan>" \
    "</isian><isian id='dampak.hasil' jenis='teks' wajib='ya'/></bagian>"                                           \
    "<bagian id='mulai' label='Mulai'><isian id='mulai' jenis='tanggal' dari='tahapan/@uji-coba'/></bagian>"        \
    "<bagian id='terap' label='Terap'><isian id='terap' jenis='tanggal' dari='tahapan/@penerapan'/></bagian>"       \
    "<misi tujuan='tujuan' signifikansi='arti.isu' dampak='dampak.hasil' transferabilitas='indikator:replikasi'/>"  \
    rules "</profil>"
#define RULE(id, kind, rest) \
    "<aturan id='" id "' jenis='" kind "' keparahan='galat' kepastian='terverifikasi' " rest "/>"

// Forgets what was found so far.
static inline void fresh(struct fixture *f) {
    f->findings = findings_new(f->arena, NULL);
}

// Checks a proposal with these <isian>… inside its <usulan> against PROFILE(rules).
static inline void check_fields(struct fixture *f, const char *profile, const char *fields, const char *rest) {
    struct profiles *p = profiles_of(f, true, (const char *const[]){profile, NULL});
    assert_string_equal(told(f, NULL), "");
    xmlDoc *record = tree(f, arena_printf(f->arena, "<naskah jenis='proposal'><inovasi><usulan>%s</usulan>%s</inovasi>"
                                          "</naskah>", fields, rest));
    check_record(f->arena, record, p, profiles_find(p, "p"), f->findings);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

#endif
