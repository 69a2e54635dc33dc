#include "read/request.h"

#include <stdio.h>
#include <string.h>

#include "base/xml.h"
#include "model/format.h"
#include "read/fold.h"

struct making {
    struct import *im;
    const xmlNode *proposal;       // <usulan> with the answers
    const char *innovation;        // its id
    xmlNode *meeting, *request;
};

static const xmlNode *answer(const struct making *m, const char *part) {
    for (const xmlNode *a = xml_child(m->proposal, "jawaban"); a; a = xml_next(a, "jawaban")) {
        if (strcmp(xml_attr(a, "bagian"), part) == 0) {
            return a;
        }
    }
    return NULL;
}

static const char *line_of(const struct making *m, const char *part) {
    const xmlNode *a = answer(m, part);
    const char *text = a ? xml_text(m->im->arena, a) : "";
    return *text ? text : NULL;
}

// Where a field came from is noted with the object that holds it now.
static void moved(struct making *m, const char *part, const char *path) {
    const char *old = arena_printf(m->im->arena, "usulan/jawaban[@bagian='%s']", part);
    for (size_t i = 0; i < m->im->n_where; i++) {
        struct import_where *w = &m->im->where[i];
        if (strcmp(w->object, m->innovation) == 0 && strcmp(w->path, old) == 0) {
            w->object = xml_attr(m->meeting, "id");
            w->path = path;
        }
    }
}

// ---- what stands in the request

static bool is_list(const xmlNode *node) {
    return xml_is(node, "ol") || xml_is(node, "ul");
}

// Each item of a list, each paragraph, is one.
static void add_troubles(struct making *m) {
    const xmlNode *a = answer(m, "kendala");
    for (const xmlNode *c = a ? xml_child(a, NULL) : NULL; c; c = xml_next(c, NULL)) {
        const xmlNode *item = is_list(c) ? xml_child(c, "li") : c;
        for (; item; item = is_list(c) ? xml_next(item, "li") : NULL) {
            xmlNodeAddContent(xml_add(m->request, "kendala"), (const xmlChar *)xml_text(m->im->arena, item));
        }
    }
    if (a && !xml_child(a, NULL) && line_of(m, "kendala")) {
        xmlNodeAddContent(xml_add(m->request, "kendala"), (const xmlChar *)line_of(m, "kendala"));
    }
    moved(m, "kendala", "permohonan/kendala");
}

static void add_rich(struct making *m, const char *part) {
    const xmlNode *a = answer(m, part);
    if (a && line_of(m, part)) {
        xmlNode *copy = xml_copy_into(m->request, a);
        xmlNodeSetName(copy, (const xmlChar *)part);
        xml_set(copy, "bagian", NULL);
        moved(m, part, arena_printf(m->im->arena, "permohonan/%s", part));
    }
}

static void add_facilitator(struct making *m, int number) {
    struct arena *arena = m->im->arena;
    const char *name = arena_printf(arena, "fasilitator-%d", number);
    const char *contact = arena_printf(arena, "kontak-%d", number);
    if (line_of(m, name) || line_of(m, contact)) {
        xmlNode *f = xml_add(m->request, "fasilitator");
        xml_set(f, "nama", line_of(m, name));
        xml_set(f, "kontak", line_of(m, contact));
        moved(m, name, arena_printf(arena, "permohonan/fasilitator[%d]/@nama", number));
        moved(m, contact, arena_printf(arena, "permohonan/fasilitator[%d]/@kontak", number));
    }
}

// "pukul 09.00 WIB" → 09:00; NULL when no time is named.
static const char *time_in(struct arena *arena, const char *text) {
    for (const char *p = text; p && *p; p++) {
        int hour, minute, n = 0;
        bool first = p == text || !strchr("0123456789.:", p[-1]);
        if (first && sscanf(p, "%2d%*1[.:]%2d%n", &hour, &minute, &n) == 2 && n && hour >= 0 && hour < 24 &&
            minute >= 0 && minute < 60) {
            return arena_printf(arena, "%02d:%02d", hour, minute);
        }
    }
    return NULL;
}

static void add_schedule(struct making *m) {
    struct date d;
    struct arena *arena = m->im->arena;
    const char *date = line_of(m, "tanggal"), *hour = line_of(m, "waktu"), *way = line_of(m, "cara");
    const char *when = time_in(arena, hour), *day = NULL;
    if (date && date_parse(date, &d) && d.day) {
        day = arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
    }
    if (!date && !hour && !way) {
        return;
    }
    xmlNode *schedule = xml_add(m->request, "jadwal");
    xml_set(schedule, "tanggal", day ? day : date);
    xml_set(schedule, "waktu", when ? when : hour);
    xml_set(schedule, "cara", way);
    xml_set(m->meeting, "tanggal", day);
    xml_set(m->meeting, "mulai", when);
    moved(m, "tanggal", "@tanggal");
    moved(m, "waktu", "@mulai");
    moved(m, "cara", "permohonan/jadwal/@cara");
}

// ---- the objects

static bool taken(const xmlNode *data, const char *id) {
    for (const xmlNode *o = xml_child(data, NULL); o; o = xml_next(o, NULL)) {
        if (xml_attr(o, "id") && strcmp(xml_attr(o, "id"), id) == 0) {
            return true;
        }
    }
    return false;
}

static const char *meeting_id(struct making *m, const char *kind) {
    struct date d;
    const char *date = line_of(m, "tanggal");
    const char *day = date && date_parse(date, &d) && d.day
                          ? arena_printf(m->im->arena, "-%04d-%02d-%02d", d.year, d.month, d.day) : "";
    const char *base = arena_printf(m->im->arena, "%s-%s%s", kind, m->innovation, day), *id = base;
    for (int k = 2; taken(m->im->data, id); k++) {
        id = arena_printf(m->im->arena, "%s-%d", base, k);
    }
    return id;
}

// What was left over stands with the data: a session has no place for it.
static void keep_rest(struct making *m, xmlNode *innovation) {
    for (xmlNode *rest = xml_child(innovation, "sisa"), *next; rest; rest = next) {
        next = xml_next(rest, "sisa");
        xml_set(xml_copy_into(m->im->data, rest), "berkas", m->im->file);
        xmlUnlinkNode(rest);
        xmlFreeNode(rest);
    }
}

void request_make(struct import *im, const struct form *form, xmlNode *innovation) {
    xmlNode *proposal = xml_child(innovation, "usulan");
    struct making m = {.im = im, .proposal = proposal, .innovation = xml_attr(innovation, "id")};
    const char *id = meeting_id(&m, form->meeting_kind);
    if (!xml_attr(innovation, "instansi")) {
        xml_set(innovation, "instansi", im->returned);  // a sheet of an agency's workbook need not say whose it is
    }
    const char *agency = xml_attr(innovation, "instansi");
    m.meeting = xml_add(im->data, "kegiatan");
    xml_set(m.meeting, "id", id);
    xml_set(m.meeting, "jenis", form->meeting_kind);
    xml_set(m.meeting, "nama", form->meeting);
    m.request = xml_add(m.meeting, "permohonan");
    xml_set(m.request, "instansi", agency);
    xml_set(m.request, "inovasi", xml_attr(innovation, "nama") ? m.innovation : NULL);
    add_troubles(&m);
    add_rich(&m, "upaya");
    add_rich(&m, "harapan");
    add_schedule(&m);
    add_facilitator(&m, 1);
    add_facilitator(&m, 2);
    keep_rest(&m, innovation);
    xmlNode *gone = xml_attr(innovation, "nama") ? proposal : innovation;
    xmlUnlinkNode(gone);
    xmlFreeNode(gone);
}
