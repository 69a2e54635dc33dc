#include "batch/forms.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/xml.h"
#include "form/form.h"
#include "read/import.h"

#define FORM_MAX_BYTES ((size_t)64 << 20)

static const char *list_path(struct arena *arena, const char *input) {
    return file_join(arena, input, "impor/.asal/formulir.xml");
}

static xmlNode *load_list(struct arena *arena, const char *input) {
    const char *path = list_path(arena, input);
    struct findings *unheard = findings_new(arena, NULL);
    const xmlDoc *doc = file_exists(path) ? xml_load(arena, path, unheard) : NULL;
    return doc ? xmlDocGetRootElement(doc) : xmlDocGetRootElement(xml_derived(arena, "formulir"));
}

static xmlNode *listed(xmlNode *list, const char *file) {
    for (xmlNode *n = xml_child(list, "berkas"); n; n = xml_next(n, "berkas")) {
        if (strcmp(xml_attr(n, "nama"), file) == 0) {
            return n;
        }
    }
    xmlNode *n = xml_add(list, "berkas");
    xml_set(n, "nama", file);
    return n;
}

static bool unwritable(struct arena *arena, const char *path, struct findings *findings) {
    int error = errno;
    (void)arena;
    findings_add_as(findings, SEVERITY_FATAL, "file.unwritable", (struct place){.file = path}, "file", path, "reason",
                    message_errno(error), NULL);
    return false;
}

static bool write_file(struct arena *arena, const char *path, struct str bytes) {
    struct staging *s = staging_new(arena);
    if (staging_add(s, path, bytes.p, bytes.n) && staging_commit(s)) {
        return true;
    }
    int error = errno;
    staging_abandon(s);
    errno = error;
    return false;
}

// Writes one form, unless the one that is there is somebody's: filled in, or of another hand.
static bool put_form(struct arena *arena, xmlNode *entry, const char *path, struct str bytes, struct findings *findings,
                     bool *same) {
    char now[HASH_SIZE], there[HASH_SIZE];
    struct str old;
    const char *why, *ours = xml_attr(entry, "sha256");
    hash_bytes(bytes.p, bytes.n, now);
    *same = false;
    if (file_read(arena, path, FORM_MAX_BYTES, &old, &why)) {
        hash_bytes(old.p, old.n, there);
        *same = strcmp(there, now) == 0;
        if (!*same && (!ours || strcmp(ours, there) != 0)) {
            findings_add(findings, "forms.touched", (struct place){.file = path}, NULL);
            *same = true;
            return true;
        }
    }
    xml_set(entry, "sha256", now);
    return *same || write_file(arena, path, bytes) || unwritable(arena, path, findings);
}

// ---- agencies

// Regions, ministries and universities are no agencies of the region that fill in forms.
static bool answers(const xmlNode *agency) {
    static const char *const others[] = {"provinsi", "kabupaten", "kota", "kementerian", "perguruan-tinggi"};
    const char *kind = xml_attr(agency, "jenis");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (kind && strcmp(kind, others[i]) == 0) {
            return false;
        }
    }
    return xml_attr(agency, "id") != NULL;
}

static const char *latest_year(const struct objects *objects) {
    static const char *const kinds[] = {"penugasan", "tim", "kontrak"};
    const char *latest = NULL;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t n;
        const xmlNode *const *all = objects_all(objects, kinds[k], &n);
        for (size_t i = 0; i < n; i++) {
            const char *year = xml_attr(all[i], "tahun");
            latest = year && (!latest || strcmp(year, latest) > 0) ? year : latest;
        }
    }
    return latest;
}

static bool put_workbook(struct arena *arena, const struct forms_request *r, const struct form_request *f,
                         xmlNode *list, struct findings *findings, struct forms_outcome *out) {
    struct str bytes;
    bool same;
    const char *id = xml_attr(f->agency, "id");
    const char *name = arena_printf(arena, "%s.xlsx", file_safe_name(arena, id));
    const char *path = file_join(arena, r->folder, name);
    if (!form_workbook(arena, f, &bytes)) {
        return unwritable(arena, path, findings);
    }
    xmlNode *entry = listed(list, name);
    xml_set(entry, "instansi", id);
    xml_set(entry, "sebutan", xml_attr(f->agency, "nama"));
    xml_set(entry, "tahun", f->year);
    if (!put_form(arena, entry, path, bytes, findings, &same)) {
        return false;
    }
    out->workbooks += !same;
    out->same += same;
    return true;
}

static bool put_workbooks(struct arena *arena, const struct forms_request *r, xmlNode *list, struct findings *findings,
                          struct forms_outcome *out) {
    struct form_request f = {.objects = r->objects,
                             .sheets = import_sheets(arena, r->share, findings),
                             .year = r->year ? r->year : latest_year(r->objects)};
    size_t n;
    const xmlNode *const *all = objects_all(r->objects, "instansi", &n);
    for (size_t i = 0; f.sheets && i < (r->n_agencies ? r->n_agencies : n); i++) {
        f.agency = r->n_agencies ? objects_find(r->objects, "instansi", r->agencies[i]) : all[i];
        if (f.agency && (r->n_agencies || answers(f.agency)) && !put_workbook(arena, r, &f, list, findings, out)) {
            return false;
        }
    }
    return f.sheets != NULL;
}

// ---- contests

const xmlNode *forms_profile(struct arena *arena, const struct forms_request *r, struct findings *findings) {
    const struct profile *profile = profiles_find(r->profiles, r->profile);
    const xmlNode *request = profile ? NULL : import_request_form(arena, r->share, findings);
    bool meant = request && strcmp(xml_attr(request, "id"), r->profile) == 0;
    return profile ? profile_node(profile) : meant ? request : NULL;
}

static bool put_questions(struct arena *arena, const struct forms_request *r, xmlNode *list, struct findings *findings,
                          struct forms_outcome *out) {
    const char *words_path = file_join(arena, r->share, "templates/impor/formulir.xml");
    const xmlNode *profile = forms_profile(arena, r, findings);
    const xmlDoc *words = xml_load(arena, words_path, findings);
    const char *name = arena_printf(arena, "%s.docx", file_safe_name(arena, r->profile));
    const char *path = file_join(arena, r->folder, name);
    struct str bytes;
    bool same;
    if (!words || !profile || !form_questions(arena, profile, xmlDocGetRootElement(words), &bytes)) {
        findings_add_as(findings, SEVERITY_FATAL, "impor.kata", (struct place){.file = words_path}, NULL);
        return false;
    }
    if (!put_form(arena, listed(list, name), path, bytes, findings, &same)) {
        return false;
    }
    out->questions += !same;
    out->same += same;
    return true;
}

bool forms_write(struct arena *arena, const struct forms_request *r, struct findings *findings,
                 struct forms_outcome *out) {
    xmlNode *list = load_list(arena, r->input);
    *out = (struct forms_outcome){0};
    if (!put_workbooks(arena, r, list, findings, out) ||
        (r->profile && !put_questions(arena, r, list, findings, out))) {
        return false;
    }
    const char *text = import_xml(arena, list, NULL), *path = list_path(arena, r->input);
    return write_file(arena, path, (struct str){text, strlen(text)}) || unwritable(arena, path, findings);
}

// ---- what has come back

static bool came_back(struct arena *arena, char **places, size_t n, const char *agency) {
    struct findings *unheard = findings_new(arena, NULL);
    for (size_t i = 0; i < n; i++) {
        const xmlDoc *doc = xml_load(arena, places[i], unheard);
        const char *id = doc ? xml_attr(xmlDocGetRootElement(doc), "kembali") : NULL;
        if (id && strcmp(id, agency) == 0) {
            return true;
        }
    }
    return false;
}

void forms_missing(struct arena *arena, const char *input, struct findings *findings) {
    xmlNode *list = load_list(arena, input);
    size_t n = 0, missing = 0;
    struct buf names = buf_new(arena);
    char **places = file_list(arena, file_join(arena, input, "impor/.asal"), ".tempat.xml", &n);
    for (const xmlNode *e = xml_child(list, "berkas"); e; e = xml_next(e, "berkas")) {
        const char *agency = xml_attr(e, "instansi"), *name = xml_attr(e, "sebutan");
        if (agency && !came_back(arena, places, n, agency)) {
            missing++;
            buf_printf(&names, "%s%s", names.n ? "; " : "", name ? name : agency);
        }
    }
    if (missing) {
        findings_add(findings, "forms.missing", (struct place){0}, "jumlah", arena_printf(arena, "%zu", missing),
                     "instansi", buf_text(&names), NULL);
    }
}
