// naskah impor: files of any kind into the input folder; and naskah tampil --where: where each field came from.
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/forms.h"
#include "batch/import.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static const char *input_folder(struct session *s) {
    return s->options.inputs.n ? s->options.inputs.items[0] : "input";
}

static bool read_choice(struct session *s, enum import_choice *out) {
    static const char *const words[] = {"tangan", "berkas"};
    *out = IMPORT_ASK;
    for (size_t i = 0; s->options.use && i < 2; i++) {
        if (strcmp(s->options.use, words[i]) == 0) {
            *out = i == 0 ? IMPORT_MINE : IMPORT_THEIRS;
            return true;
        }
    }
    if (s->options.use) {
        session_misuse(s, "cli.use-unknown", s->options.use, NULL);
    }
    return !s->options.use;
}

struct importing *session_importing(struct session *s, const char *folder) {
    const char *profiles = file_join(s->arena, s->share, "templates/profiles");
    struct importing *in = importing_new(s->arena, s->catalogue, s->share,
                                         profiles_load(s->arena, profiles, s->findings), s->findings);
    if (in) {
        in->language = s->language;
        in->folder = folder;
    }
    return in;
}

void report_import(void *session, const struct import_outcome *o) {
    struct session *s = session;
    static const char *const texts[] = {"cli.import.refused", "cli.import.new", "cli.import.same",
                                        "cli.import.changed"};
    if (s->options.json) {
        static const char *const states[] = {"refused", "new", "same", "changed"};
        json_open(stdout, "import");
        json_text(stdout, "source", o->source);
        json_text(stdout, "path", o->path);
        json_text(stdout, "state", states[o->state]);
        json_number(stdout, "fields", (long)o->fields);
        json_number(stdout, "repairs", (long)o->repairs);
        json_number(stdout, "changes", (long)o->changes);
        json_number(stdout, "conflicts", (long)o->conflicts);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, texts[o->state], "sumber", o->source, "berkas", o->path ? o->path : "", "isian",
                       number(s, o->fields), "perbaikan", number(s, o->repairs), "perubahan", number(s, o->changes),
                       "bentrok", number(s, o->conflicts)));
}

// Files as they were named; those of a folder in their order, what is XML or ours left out.
static struct strings list_files(struct session *s) {
    struct strings files = {0};
    const char *own = file_join(s->arena, input_folder(s), "impor/");
    for (size_t i = 0; i < s->options.words.n; i++) {
        const char *word = s->options.words.items[i];
        size_t n = 0;
        char **below = file_is_folder(word) ? file_list(s->arena, word, NULL, &n) : NULL;
        for (size_t k = 0; k < n; k++) {
            const char *dot = strrchr(below[k], '.');
            bool xml = dot && strcasecmp(dot, ".xml") == 0;
            if (!xml && strncmp(below[k], own, strlen(own)) != 0) {
                strings_add(s->arena, &files, below[k]);
            }
        }
        if (!below) {
            strings_add(s->arena, &files, word);
        }
    }
    return files;
}

// False after a misuse has been told.
static bool known_agency(struct session *s, struct importing *in) {
    const char *id = s->options.agency;
    const struct objects *known = id ? import_known(s->arena, in->folder) : NULL;
    in->agency = id;
    if (!id || (known && objects_find(known, "instansi", id))) {
        return true;
    }
    const char *near = known ? objects_nearest(known, "instansi", id) : NULL;
    session_misuse(s, near ? "cli.agency-unknown" : "cli.agency-far", id, near);
    return false;
}

int command_import(struct session *s) {
    enum import_choice choice;
    if (s->options.words.n == 0) {
        return session_misuse(s, "cli.import-none", "", NULL);
    }
    if (!read_choice(s, &choice)) {
        return STATUS_USAGE;
    }
    struct importing *in = session_importing(s, input_folder(s));
    struct strings files = list_files(s);
    bool world = in != NULL;
    const char *nearest = NULL;
    if (in && s->options.profiles && !importing_knows(in, s->options.profiles, &nearest)) {
        return session_misuse(s, nearest ? "cli.profile-unknown" : "cli.profile-far", s->options.profiles, nearest);
    }
    if (in && !known_agency(s, in)) {
        return STATUS_USAGE;
    }
    struct import_outcome *outcomes = ARENA_ARRAY(s->arena, files.n + 1, struct import_outcome);
    size_t done = 0;
    for (; world && done < files.n && !session_signal; done++) {
        in->form = s->options.profiles;
        in->choice = choice;
        in->known = import_known(s->arena, in->folder);
        world = import_file(in, files.items[done], s->findings, &outcomes[done]);
    }
    forms_missing(s->arena, input_folder(s), s->findings);
    report_findings(s, s->findings, stdout);
    for (size_t i = 0; i < done; i++) {
        report_import(s, &outcomes[i]);
    }
    s->faulty = "cli.status.import";
    int status = !world || findings_count(s->findings, SEVERITY_FATAL) ? STATUS_WORLD
                 : session_signal                                      ? 128 + session_signal
                 : findings_stop(s->findings)                          ? STATUS_STOPPED
                                                                       : STATUS_MADE;
    return report_end(s, NULL, s->findings, status);
}

// ---- where

struct where {
    struct session *s;
    const xmlNode **places;
    const char *object;
};

static const xmlNode *imported(const struct where *w, const char *path) {
    for (const xmlNode **t = w->places; *t; t++) {
        if (strcmp(xml_attr(*t, "jalur"), path) == 0 && strcmp(xml_attr(*t, "objek"), w->object) == 0) {
            return *t;
        }
    }
    return NULL;
}

static void print_where(const struct where *w, const xmlNode *node, const char *path) {
    const xmlNode *t = imported(w, path);
    struct place at = xml_place(node);
    if (t) {
        const xmlNode *root = xmlDocGetRootElement(t->doc);
        const char *line = xml_attr(t, "baris"), *spot = xml_attr(t, "letak");
        printf("%s\t%s\t%s%s%s\t%s:%d\n", w->object, path, xml_attr(root, "sumber"), line ? ":" : " ",
               line ? line : spot ? spot : "", at.file ? at.file : "", at.line);
    } else {
        printf("%s\t%s\t%s:%d\n", w->object, path, at.file ? at.file : "", at.line);
    }
}

static void where_node(const struct where *w, const xmlNode *node, const char *path) {
    struct arena *arena = w->s->arena;
    const char *slash = *path ? "/" : "";
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        if (strcmp((const char *)a->name, "id") != 0) {
            print_where(w, (const xmlNode *)a, arena_printf(arena, "%s%s@%s", path, slash, (const char *)a->name));
        }
    }
    int n = 0;
    for (const xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        const char *name = xml_name(c), *part = xml_attr(c, "bagian");
        n = c->prev && xml_is(c, "sisa") ? n + 1 : 1;
        const char *inner = part                ? arena_printf(arena, "%s%s%s[@bagian='%s']", path, slash, name, part)
                            : xml_is(c, "sisa") ? arena_printf(arena, "%s%ssisa[%d]", path, slash, n)
                                                : arena_printf(arena, "%s%s%s", path, slash, name);
        bool leaf = part || xml_is(c, "sisa") || !xml_child(c, NULL);
        const char *text = leaf ? xml_text(arena, c) : "";
        if (*text) {
            print_where(w, c, inner);
        }
        if (!part && !xml_is(c, "sisa")) {
            where_node(w, c, inner);
        }
    }
}

int show_where(struct session *s) {
    const char *folder = input_folder(s);
    const struct objects *objects = import_known(s->arena, folder);
    struct where w = {.s = s, .places = import_places(s->arena, folder, NULL, s->findings)};
    static const char *const kinds[] = {"instansi", "orang", "inovasi", "tim", "kegiatan", "kontrak", "naskah"};
    size_t found = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t n = 0;
        const xmlNode *const *all = objects_all(objects, kinds[k], &n);
        for (size_t i = 0; i < n; i++) {
            w.object = xml_attr(all[i], "id");
            bool meant = s->options.words.n == 0;
            for (size_t j = 0; j < s->options.words.n && w.object; j++) {
                meant = meant || strcmp(s->options.words.items[j], w.object) == 0;
            }
            if (meant && w.object) {
                where_node(&w, all[i], "");
                found++;
            }
        }
    }
    if (found == 0 && s->options.words.n) {
        const char *near = objects_nearest(objects, NULL, s->options.words.items[0]);
        return session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", s->options.words.items[0], near);
    }
    return STATUS_MADE;
}
