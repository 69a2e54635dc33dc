#include "rules/profile_form.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/query.h"
#include "model/vocabulary.h"
#include "rules/maturity_measure.h"
#include "rules/rule.h"

static const struct profile_shape forms[] = {
    {"profil", "", "id! judul! tahun penutupan extends formulir dasar kepastian sumber", false},
    {"umum", "", "id! judul daerah", false},
    {"kelompok", "profil", "id! label kepastian sumber hapus", false},
    {"bagian", "profil", "id! label bobot kelompok hapus", false},
    {"alias", "bagian isian", "", true},
    {"isian", "bagian isian", "id! label judul jenis dari wajib", false},
    {"tanya", "isian", "", true},
    {"pilihan", "isian", "alias", true},
    {"indikator", "profil", "id! label bobot wajib berkas ukuran selama naskah dukung kepastian sumber hapus", false},
    {"taraf", "indikator", "nilai! dari sampai satuan tahun naskah kata dasar", true},
    {"indeks", "profil", "pembagi! urusan selama kepastian sumber hapus", false},
    {"urusan", "indeks", "alias", true},
    {"lampiran", "profil", "id! label berkas batas wajib kelompok kepastian sumber hapus", false},
    {"misi", "profil", "tujuan! signifikansi! dampak! transferabilitas!", false},
    {"unggah", "profil", "batas topeng versi titik dasar kepastian sumber hapus", false},
    {"kemasan", "profil umum",
     "untuk panjang huruf batas batas-paket bukti kepada pengantar rekap gabungan dasar kepastian sumber hapus", false},
    {"muatan", "kemasan", "id! nama! jenis lampiran bukti foto rendisi folder label wajib ttd batas kelompok", false},
    {"aturan", "profil umum",
     "id! jenis pada dengan nilai penghitung untuk kelompok instansi keparahan dasar kepastian sumber hapus", false},
    {"pesan", "aturan", "lang!", true},
    {"saran", "aturan", "lang!", true},
    {"pengganti", "umum", "pola! di tanda penggal", false},
};
#define N_FORMS (sizeof forms / sizeof *forms)
#define MAX_NAMES 24

const struct profile_shape *profile_shapes(size_t *n) {
    *n = N_FORMS;
    return forms;
}

static const struct profile_shape *form_find(const char *name) {
    for (size_t i = 0; i < N_FORMS; i++) {
        if (strcmp(forms[i].name, name) == 0) {
            return &forms[i];
        }
    }
    return NULL;
}

// Whether `word` stands in a space-separated list; a '!' after a name is not part of it.
static bool listed(const char *list, const char *word) {
    size_t length = strlen(word);
    for (size_t n; list += strspn(list, " !"), (n = strcspn(list, " !")) > 0; list += n) {
        if (n == length && memcmp(list, word, n) == 0) {
            return true;
        }
    }
    return false;
}

static size_t split(struct arena *arena, const char *list, const char **names) {
    size_t count = 0;
    for (size_t n; list += strspn(list, " !"), (n = strcspn(list, " !")) > 0 && count < MAX_NAMES; list += n) {
        names[count++] = arena_strndup(arena, list, n);
    }
    return count;
}

static bool say(struct findings *f, const char *rule, const xmlNode *node, const char *name, const char *nearest) {
    findings_add(f, rule, xml_place(node), "unsur", xml_name(node), "nama", name, "terdekat", nearest ? nearest : "",
                 NULL);
    return false;
}

static bool attributes_known(const struct profile_shape *form, const xmlNode *node, struct findings *f) {
    bool ok = true;
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *name = (const char *)a->name, *names[MAX_NAMES];
        if (!listed(form->attributes, name)) {
            size_t n = split(f->arena, form->attributes, names);
            const char *nearest = text_nearest(name, names, n);
            ok = say(f, nearest ? "profile.attribute" : "profile.attribute-far", node, name, nearest);
        }
    }
    return ok;
}

static bool attributes_there(const struct profile_shape *form, const xmlNode *node, struct findings *f) {
    bool ok = true;
    for (const char *p = form->attributes; (p = strchr(p, '!')); p++) {
        const char *start = p;
        while (start > form->attributes && start[-1] != ' ') {
            start--;
        }
        const char *name = arena_strndup(f->arena, start, (size_t)(p - start));
        if (!xml_attr(node, name)) {
            ok = say(f, "profile.attribute-missing", node, name, NULL);
        }
    }
    return ok;
}

static const char *nearest_element(const char *name) {
    const char *names[N_FORMS];
    for (size_t i = 0; i < N_FORMS; i++) {
        names[i] = forms[i].name;
    }
    return text_nearest(name, names, N_FORMS);
}

static bool rich_known(const xmlNode *node, struct findings *f) {
    bool ok = true;
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        if (!vocabulary_is_rich(xml_name(child))) {
            ok = say(f, "profile.element", child, xml_name(child), NULL);
        }
        ok = rich_known(child, f) && ok;
    }
    return ok;
}

static bool element_known(const xmlNode *node, const char *parent, struct findings *f) {
    const struct profile_shape *form = form_find(xml_name(node));
    if (!form || !(*parent ? listed(form->parents, parent) : !*form->parents)) {
        return say(f, "profile.element", node, xml_name(node), nearest_element(xml_name(node)));
    }
    bool ok = attributes_known(form, node, f);
    ok = attributes_there(form, node, f) && ok;
    if (form->rich) {
        return rich_known(node, f) && ok;
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        ok = element_known(child, form->name, f) && ok;
    }
    return ok;
}

bool profile_form(const xmlNode *root, struct findings *findings) {
    if (!root->ns || strcmp((const char *)root->ns->href, PROFILE_NS) != 0) {
        return say(findings, "profile.namespace", root, root->ns ? (const char *)root->ns->href : "", PROFILE_NS);
    }
    return element_known(root, "", findings);
}

// ---- the merged profile

static bool unique_fields(const xmlNode *root, const xmlNode *node, struct findings *f) {
    bool ok = true;
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const char *id = xml_is(child, "isian") ? xml_attr(child, "id") : NULL;
        if (id && field_find(root, id) != child) {
            ok = say(f, "profile.duplicate", child, id, NULL);
        }
        ok = unique_fields(root, child, f) && ok;
    }
    return ok;
}

static bool queries_compile(struct arena *arena, const xmlNode *node, struct findings *f) {
    bool ok = true;
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const char *text = xml_is(child, "isian") ? xml_attr(child, "dari") : NULL;
        struct query_problem problem = {0};
        if (text && !query_compile(arena, text, NULL, &problem)) {
            findings_add(f, "profile.query", xml_place(child), "nama", "dari", "isi", text, "kata", problem.word,
                         "terdekat", problem.nearest, NULL);
            ok = false;
        }
        ok = queries_compile(arena, child, f) && ok;
    }
    return ok;
}

static bool mission_mapped(struct arena *arena, const xmlNode *root, struct findings *f) {
    const xmlNode *mission = xml_child(root, "misi");
    if (!mission) {
        return say(f, "profile.mission", root, xml_attr(root, "id"), NULL);
    }
    bool ok = true;
    for (const xmlAttr *a = mission->properties; a; a = a->next) {
        const char *names[MAX_NAMES];
        size_t n = split(arena, xml_attr(mission, (const char *)a->name), names);
        for (size_t i = 0; i < n; i++) {
            if (strncmp(names[i], "indikator:", 10) != 0 && !field_find(root, names[i])) {
                ok = say(f, "profile.field", mission, names[i], NULL);
            }
        }
        if (n == 0) {
            ok = say(f, "profile.attribute-missing", mission, (const char *)a->name, NULL);
        }
    }
    return ok;
}

// Levels are numbers from 1, and how they are read is one of the measures there are.
static bool measures_known(const xmlNode *root, struct findings *f) {
    bool ok = true;
    size_t n;
    const char *const *names = maturity_measures(&n);
    for (const xmlNode *i = xml_child(root, "indikator"); i; i = xml_next(i, "indikator")) {
        const char *measure = xml_attr(i, "ukuran");
        bool known = !measure;
        for (size_t k = 0; k < n; k++) {
            known = known || strcmp(names[k], measure) == 0;
        }
        if (!known) {
            findings_add(f, "profile.word", xml_place(i), "profil", xml_attr(root, "id"), "aturan", xml_attr(i, "id"),
                         "nama", "ukuran", "kata", measure, "terdekat", text_nearest(measure, names, n), NULL);
            ok = false;
        }
        for (const xmlNode *t = xml_child(i, "taraf"); t; t = xml_next(t, "taraf")) {
            const char *level = xml_attr(t, "nilai");
            if (strlen(level) != 1 || *level < '1' || *level > '9') {
                findings_add(f, "profile.number", xml_place(t), "profil", xml_attr(root, "id"), "aturan",
                             xml_attr(i, "id"), "nama", "nilai", "kata", level, "terdekat", "", NULL);
                ok = false;
            }
        }
    }
    return ok;
}

bool profile_whole(struct arena *arena, const xmlNode *root, struct findings *findings) {
    bool ok = unique_fields(root, root, findings);
    ok = queries_compile(arena, root, findings) && ok;
    ok = profile_package(root, findings) && ok;
    ok = measures_known(root, findings) && ok;
    return mission_mapped(arena, root, findings) && ok;
}
