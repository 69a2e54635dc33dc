#include "batch/archive.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "base/xml.h"
#include "batch/archive_parts.h"
#include "batch/outputs.h"
#include "pack/bag_read.h"

#define PROFILE_FILE "profil-kantong.json"
#define EVENTS "kejadian.csv"
#define PROFILE_LIMIT ((size_t)1 << 20)
#define TAGS 24

// ---- which documents belong together ----

struct member {
    const char *dossier, *year;
    const struct planned *document;
};

static int by_dossier(const void *a, const void *b) {
    const struct member *x = a, *y = b;
    int order = strcmp(x->dossier, y->dossier);
    return order ? order : strcmp(x->document->id, y->document->id);
}

static bool speaks_of(const xmlNode *node, const char *innovation) {
    const char *id = xml_is(node, "inovasi") ? xml_attr(node, xml_attr(node, "ref") ? "ref" : "id") : NULL;
    bool found = id && strcmp(id, innovation) == 0;
    for (const xmlNode *child = xml_child(node, NULL); child && !found; child = xml_next(child, NULL)) {
        found = speaks_of(child, innovation);
    }
    return found;
}

static const char *dossier_of(struct archiving *a, const struct planned *document, const char *year) {
    switch (a->order->by) {
    case ARCHIVE_BY_INNOVATION:
        return arena_printf(a->arena, "inovasi-%s", a->order->innovation);
    case ARCHIVE_BY_DOCUMENT:
        return arena_printf(a->arena, "naskah-%s", document->id);
    default:
        return *year ? arena_printf(a->arena, "%s-%s", document->agency, year) : document->agency;
    }
}

static bool is_chosen(struct archiving *a, const struct planned *document, const xmlNode *record, const char *year) {
    const struct archive_order *order = a->order;
    bool agency = !order->agency || strcmp(order->agency, document->agency) == 0;
    bool of_year = !order->year || strcmp(order->year, year) == 0;
    bool about = order->by != ARCHIVE_BY_INNOVATION || speaks_of(record, order->innovation);
    return agency && of_year && about;
}

static struct member *choose(struct archiving *a, size_t *n) {
    struct member *all = ARENA_ARRAY(a->arena, a->order->n + 1, struct member);
    struct arena *one = arena_new(0);
    *n = 0;
    for (size_t i = 0; i < a->order->n; i++) {
        const struct planned *document = &a->order->documents[i];
        struct findings *unused = findings_new(one, a->world->catalogue);
        xmlDoc *doc = job_record(a->world, one, document, unused);
        const xmlNode *record = doc ? xmlDocGetRootElement(doc) : NULL;
        const char *year = record ? xml_attr(record, "tahun") : NULL;
        if (record && is_chosen(a, document, record, year ? year : "")) {
            year = arena_strdup(a->arena, year ? year : "");
            all[(*n)++] = (struct member){dossier_of(a, document, year), year, document};
        }
        arena_reset(one);
    }
    arena_free(one);
    if (*n > 1) {
        qsort(all, *n, sizeof *all, by_dossier);
    }
    return all;
}

// ---- bags that are there ----

// The number of "<id>.<n>" or "<id>.<n>.zip"; 0 for any other name.
static long number_of(const char *name, const char *id) {
    size_t n = strlen(id);
    if (strncmp(name, id, n) != 0 || name[n] != '.' || name[n + 1] < '1' || name[n + 1] > '9') {
        return 0;
    }
    char *end = NULL;
    long number = strtol(name + n + 1, &end, 10);
    return *end == '\0' || strcmp(end, ".zip") == 0 ? number : 0;
}

static long last_number(struct archiving *a, const char *id, const char **path) {
    DIR *dir = opendir(a->order->folder);
    long last = 0;
    for (struct dirent *e; dir && (e = readdir(dir));) {
        long number = number_of(e->d_name, id);
        if (number > last) {
            last = number;
            *path = file_join(a->arena, a->order->folder, e->d_name);
        }
    }
    if (dir) {
        closedir(dir);
    }
    return last;
}

// ---- what bag-info.txt says ----

struct tag_list {
    struct bag_tag items[TAGS];
    size_t n;
};

static void tag(struct tag_list *list, const char *label, const char *value) {
    if (!text_blank(value)) {
        list->items[list->n++] = (struct bag_tag){label, value};
    }
}

static const char *span(struct arena *arena, const char *from, const char *to) {
    return !from || strcmp(from, to) == 0 ? to : arena_printf(arena, "%s/%s", from, to);
}

static struct tag_list facts_of(struct arena *arena, const struct dossier *d, const char *identifier) {
    struct tag_list list = {.n = 0};
    tag(&list, "Source-Organization", d->creator);
    tag(&list, "Organization-Address", d->address);
    tag(&list, "Unit-Pengolah", d->unit);
    tag(&list, "External-Identifier", d->id);
    tag(&list, "External-Description", d->title);
    tag(&list, "Bag-Group-Identifier", d->id);
    tag(&list, "BagIt-Profile-Identifier", identifier);
    tag(&list, "Kurun-Waktu", d->last_date ? span(arena, d->first_date, d->last_date) : NULL);
    tag(&list, "Kode-Klasifikasi", d->codes.classification);
    tag(&list, "Kode-JRA", d->codes.retention);
    tag(&list, "Retensi-Aktif", d->codes.active);
    tag(&list, "Retensi-Inaktif", d->codes.inactive);
    tag(&list, "Nasib-Akhir", d->codes.fate);
    tag(&list, "Keamanan-Akses", d->codes.security);
    tag(&list, "Tingkat-Perkembangan", d->development);
    tag(&list, "Boks", d->box);
    tag(&list, "Folder", d->binder);
    return list;
}

// ---- the bag before ----

struct before {
    const char *path, *name;             // NULL: there is none
    struct str manifest;
    struct bag_tags tags;
    char hash[HASH_SIZE];                // of its manifest
};

static bool is_ours_tag(const char *label) {
    return strncmp(label, "Kantong-", 8) != 0 && strncmp(label, "Bag-S", 5) != 0 &&
           strcmp(label, "Bagging-Date") != 0 && strcmp(label, "Payload-Oxum") != 0;
}

static void look_before(struct archiving *a, struct arena *arena, struct before *b) {
    struct findings *unused = findings_new(arena, NULL);
    struct holding *h = holding_open(arena, b->path, unused);
    const struct held *manifest = h ? holding_find(h, "manifest-sha256.txt") : NULL;
    const struct held *info = h ? holding_find(h, "bag-info.txt") : NULL;
    const char *slash = strrchr(b->path, '/');
    size_t n = strlen(slash + 1);
    bool zip = n > 4 && strcmp(slash + 1 + n - 4, ".zip") == 0;
    b->name = arena_strndup(a->arena, slash + 1, zip ? n - 4 : n);
    if (!manifest || !info || !holding_text(h, manifest, arena, BAG_LIST_LIMIT, &b->manifest) ||
        !bag_read_tags(arena, h, info, &b->tags, unused)) {
        b->manifest = (struct str){"", 0};
        b->tags.n = 0;
    }
    hash_bytes(b->manifest.p, b->manifest.n, b->hash);
}

// Nothing but what happened since would be another: then the old bag still holds it all.
static bool is_same(struct arena *arena, const struct before *b, struct str manifest, const struct tag_list *facts) {
    char *old = arena_strndup(arena, b->manifest.p, b->manifest.n), *line = strstr(old, "  data/" EVENTS "\n");
    size_t n = 0;
    if (!line) {
        return false;
    }
    while (line > old && line[-1] != '\n') {
        line--;
    }
    memmove(line, strchr(line, '\n') + 1, strlen(strchr(line, '\n') + 1) + 1);
    for (size_t i = 0; i < b->tags.n; i++) {
        n += is_ours_tag(b->tags.items[i].label);
    }
    bool same = strcmp(old, manifest.p) == 0 && n == facts->n;
    for (size_t i = 0; i < facts->n && same; i++) {
        const char *value = bag_tag(&b->tags, facts->items[i].label);
        same = value && strcmp(value, bag_tag_text(arena, facts->items[i].value)) == 0;
    }
    return same;
}

// ---- a dossier ----

struct making {
    struct archiving *a;
    struct arena *arena;                 // of this dossier
    struct bag_writer *bag;
    struct dossier *d;
    const xmlNode **records;
    struct str profile;
    const char *identifier;
};

static const char *kept(struct making *m, const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return text_blank(value) ? NULL : arena_strdup(m->a->arena, value);
}

static const char *title_of(struct making *m, const struct archive_item *first, const char *year) {
    const struct catalogue *c = m->a->world->catalogue;
    struct arena *arena = m->a->arena;
    const xmlNode *innovation = m->a->order->by == ARCHIVE_BY_INNOVATION
                                    ? objects_find(m->a->world->objects, "inovasi", m->a->order->innovation)
                                    : NULL;
    if (innovation) {
        return message_say(c, LANGUAGE_ID, arena, "arsip.judul-inovasi", "nama", kept(m, innovation, "nama"), NULL);
    }
    if (m->a->order->by == ARCHIVE_BY_DOCUMENT) {
        return first->title;
    }
    return message_say(c, LANGUAGE_ID, arena, *year ? "arsip.judul-tahun" : "arsip.judul", "unit", m->d->unit, "tahun",
                       year, NULL);
}

// The address on the letterhead, as one line.
static const char *address_of(struct making *m, const xmlNode *record) {
    const xmlNode *line = xml_child(xml_child(record, "kop"), "alamat");
    return line ? arena_strdup(m->a->arena, xml_text(m->arena, line)) : NULL;
}

static void introduce(struct making *m, const xmlNode *record, const struct planned *document) {
    const xmlNode *agency = xml_child(record, "instansi"), *region = xml_child(record, "pemda");
    struct dossier *d = m->d;
    xmlDoc *like = xml_derived(m->a->arena, "like");
    d->like = xml_copy_into(xmlDocGetRootElement(like), record);
    d->first = *document;
    d->unit = kept(m, agency, "nama");
    d->creator = kept(m, region, "nama") ? arena_printf(m->a->arena, "Pemerintah %s", kept(m, region, "nama"))
                                         : d->unit;
    d->address = address_of(m, record);
}

static bool is_alike(const char *a, const char *b) {
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

static void sum_up(struct making *m) {
    struct dossier *d = m->d;
    struct arena *arena = m->a->arena;
    d->codes = archive_codes_of(m->a, d->like, m->a->order->by == ARCHIVE_BY_DOCUMENT ? d->items[0].kind : "");
    bool alike = true;
    for (size_t i = 0; i < d->n; i++) {
        const struct archive_item *it = &d->items[i];
        d->pages += it->pages;
        d->first_date = it->date && (!d->first_date || strcmp(it->date, d->first_date) < 0) ? it->date : d->first_date;
        d->last_date = it->date && (!d->last_date || strcmp(it->date, d->last_date) > 0) ? it->date : d->last_date;
        d->development = archive_join(arena, d->development, it->development);
        d->box = archive_join(arena, d->box, it->box);
        d->binder = archive_join(arena, d->binder, it->binder);
        alike = alike && is_alike(it->classification, d->items[0].classification);
    }
    if (!d->codes.classification && alike) {
        d->codes.classification = d->items[0].classification;
    }
}

// The berkas of an innovation is its own agency's, whoever wrote the first of its documents.
static bool is_nearer(struct making *m, const struct planned *document) {
    const struct archive_order *order = m->a->order;
    const xmlNode *innovation = order->by == ARCHIVE_BY_INNOVATION
                                    ? objects_find(m->a->world->objects, "inovasi", order->innovation)
                                    : NULL;
    const char *agency = innovation ? xml_attr(innovation, "instansi") : NULL;
    return agency && strcmp(document->agency, agency) == 0 && strcmp(m->d->first.agency, agency) != 0;
}

static bool add_documents(struct making *m, const struct member *members, size_t n) {
    struct arena *one = arena_new(0);
    for (size_t i = 0; i < n && findings_count(m->a->findings, SEVERITY_FATAL) == 0; i++) {
        struct findings *unused = findings_new(m->arena, m->a->world->catalogue);
        xmlDoc *doc = job_record(m->a->world, m->arena, members[i].document, unused);
        const xmlNode *record = doc ? xmlDocGetRootElement(doc) : NULL;
        struct archive_item item;
        if (record && archive_add_document(m->a, one, m->bag, members[i].document, record, &item)) {
            if (m->d->n == 0 || is_nearer(m, members[i].document)) {
                introduce(m, record, members[i].document);
            }
            m->records[m->d->n] = record;
            m->d->items[m->d->n++] = item;
        }
        arena_reset(one);
    }
    arena_free(one);
    return findings_count(m->a->findings, SEVERITY_FATAL) == 0;
}

static bool put(struct making *m, const char *name, struct str bytes) {
    return bag_writer_add(m->bag, name, bytes) || archive_fault(m->a, name);
}

static bool add_texts(struct making *m) {
    struct str sheet = archive_sheet(m->a, m->arena, "daftar-isi-berkas", m->d, 1);
    return sheet.n > 0 && put(m, "daftar-isi-berkas.pdf", sheet) &&
           put(m, "daftar-isi-berkas.csv", archive_contents_csv(m->arena, m->d)) &&
           put(m, "objek.xml", archive_objects(m->arena, m->a->world->objects, m->records, m->d->n));
}

static void name_bag(struct making *m, const char *name) {
    const struct archive_order *order = m->a->order;
    m->d->made = true;
    m->d->bag = name;
    m->d->path = arena_printf(m->a->arena, "%s/%s%s", order->folder, name, order->zip ? ".zip" : "");
}

// One archive cannot hold it: that is told, and the other dossiers go on.
static bool tell_large(struct making *m, const char *name) {
    findings_add(m->a->findings, "archive.zip-large", (struct place){0}, "kantong", name, NULL);
    m->a->done->left_out += m->d->n;
    m->d->n = 0;
    return true;
}

// The name that it gets, and what it says of itself; true when it stands under that name.
static bool finish(struct making *m, const struct before *before, const struct tag_list *facts, const char *name) {
    const struct archive_order *order = m->a->order;
    for (size_t i = 0; i < facts->n; i++) {
        bag_writer_tag(m->bag, facts->items[i].label, facts->items[i].value);
    }
    bag_writer_tag(m->bag, "Bagging-Date", order->date);
    bag_writer_tag(m->bag, "Bag-Software-Agent", arena_printf(m->arena, "naskah %s", m->a->world->version));
    if (before->name) {
        bag_writer_tag(m->bag, "Kantong-Sebelumnya", before->name);
        bag_writer_tag(m->bag, "Kantong-Sebelumnya-SHA256", before->hash);
    }
    if (!put(m, EVENTS, archive_events(m->a, m->arena, m->d))) {
        return false;
    }
    struct str manifest = bag_writer_manifest(m->bag);
    hash_bytes(manifest.p, manifest.n, m->d->print);
    if (!bag_writer_file(m->bag, PROFILE_FILE, m->profile) ||
        !(order->zip ? bag_writer_commit_zip(m->bag) : bag_writer_commit(m->bag))) {
        bool large = order->zip && errno == EFBIG;
        return large ? tell_large(m, name) : archive_fault(m->a, file_join(m->arena, order->folder, name));
    }
    name_bag(m, name);
    return store_event(m->a->store, NULL, "arsip", name);
}

static void note_codes(struct making *m) {
    if (!m->d->codes.classification || !m->d->codes.retention) {
        findings_add(m->a->findings, "archive.codes", (struct place){0}, "berkas", m->d->id, "unit", m->d->unit, NULL);
    }
}

static bool make_bag(struct making *m, const struct member *members, size_t n) {
    const struct archive_order *order = m->a->order;
    struct before before = {0};
    long last = last_number(m->a, output_component(m->arena, m->d->id), &before.path);
    const char *name = arena_printf(m->a->arena, "%s.%ld", output_component(m->arena, m->d->id), last + 1);
    m->bag = bag_writer_new(m->arena, order->folder, name);
    bool made = add_documents(m, members, n);
    if (!made || m->d->n == 0) {
        bag_writer_abandon(m->bag);
        return made;
    }
    m->d->title = title_of(m, &m->d->items[0], members[0].year);
    sum_up(m);
    note_codes(m);
    if (before.path) {
        look_before(m->a, m->arena, &before);
    }
    struct tag_list facts = facts_of(m->arena, m->d, m->identifier);
    made = add_texts(m);
    if (made && before.name && is_same(m->arena, &before, bag_writer_manifest(m->bag), &facts)) {
        m->d->bag = before.name;
        m->d->path = arena_strdup(m->a->arena, before.path);
        memcpy(m->d->print, before.hash, sizeof before.hash);
    } else if (made && order->dry) {
        name_bag(m, name);
    } else {
        made = made && finish(m, &before, &facts, name);
    }
    if (!m->d->made || order->dry) {
        bag_writer_abandon(m->bag);
    }
    return made;
}

// ---- the order ----

const char *archive_profile(struct arena *arena, const char *share, struct str *bytes) {
    static const char label[] = "\"BagIt-Profile-Identifier\": \"";
    const char *why = NULL, *path = file_join(arena, share, "templates/arsip/" PROFILE_FILE);
    const char *at = file_read(arena, path, PROFILE_LIMIT, bytes, &why) ? strstr(bytes->p, label) : NULL;
    const char *from = at ? at + sizeof label - 1 : NULL;
    return from ? arena_strndup(arena, from, strcspn(from, "\"")) : NULL;
}

static bool make_one(struct archiving *a, const struct member *members, size_t n) {
    struct arena *arena = arena_new(0);
    struct making m = {.a = a, .arena = arena, .d = &a->done->dossiers[a->done->n]};
    *m.d = (struct dossier){.id = members[0].dossier};
    m.d->items = ARENA_ARRAY(a->arena, n + 1, struct archive_item);
    m.records = ARENA_ARRAY(arena, n + 1, const xmlNode *);
    m.identifier = archive_profile(arena, a->world->share, &m.profile);
    bool made = false;
    if (!m.identifier) {
        findings_add_as(a->findings, SEVERITY_FATAL, "archive.profile", (struct place){0}, "berkas",
                        "templates/arsip/" PROFILE_FILE, NULL);
    } else {
        made = make_bag(&m, members, n);
    }
    a->done->n += made && m.d->n > 0;
    arena_free(arena);
    return made;
}

// Documents on paper whose place is known now.
static bool mark_one(struct archiving *a, struct marking *m, const struct archive_item *item) {
    const struct archive_order *order = a->order;
    struct standing now = states_of(a->world, item->document);
    const char *box = now.last ? xml_attr(now.last, "boks") : NULL;
    const char *binder = now.last ? xml_attr(now.last, "folder") : NULL;
    bool moved = now.state == STATE_ARCHIVED && (!is_alike(box, order->box) || !is_alike(binder, order->binder));
    struct state_note line = {.document = item->document, .state = STATE_ARCHIVED, .date = order->date,
                              .who = order->who, .box = order->box, .folder = order->binder};
    if (!state_may_follow(&now, STATE_ARCHIVED, moved)) {
        if (now.state != STATE_ARCHIVED) {
            findings_add(a->findings, "archive.unmarked", (struct place){0}, "naskah", item->document, NULL);
        }
        return true;
    }
    marking_add(m, &line);
    return marking_freeze(m, item->planned);
}

static bool mark(struct archiving *a) {
    struct marking m = {.world = a->world, .arena = a->arena, .store = a->store, .output = a->order->output,
                        .staging = staging_new(a->arena), .findings = a->findings};
    for (size_t i = 0; i < a->done->n; i++) {
        for (size_t k = 0; k < a->done->dossiers[i].n; k++) {
            if (!mark_one(a, &m, &a->done->dossiers[i].items[k])) {
                marking_abandon(&m);
                return false;
            }
        }
    }
    a->done->marked = m.n;
    return m.n == 0 || marking_commit(&m);
}

bool archive_make(const struct world *w, struct store *store, struct arena *arena, const struct archive_order *order,
                  struct archived *done, struct findings *findings) {
    struct archiving a = {.world = w, .store = store, .arena = arena, .order = order, .done = done,
                          .findings = findings};
    size_t n = 0;
    *done = (struct archived){0};
    bool there = file_is_folder(order->folder);
    bag_sweep(order->folder);
    struct member *members = choose(&a, &n);
    done->dossiers = ARENA_ARRAY(arena, n + 1, struct dossier);
    bool made = true;
    for (size_t i = 0, end; i < n && made && !done->interrupted; i = end) {
        for (end = i + 1; end < n && strcmp(members[end].dossier, members[i].dossier) == 0; end++) {
        }
        made = make_one(&a, members + i, end - i);
        done->interrupted = order->stop && *order->stop;
    }
    if (order->dry && !there) {
        rmdir(order->folder);  // nothing is kept, not even the folder that it was tried in
    }
    if (order->dry || done->n == 0 || !made || done->interrupted) {
        return made;
    }
    return archive_write_lists(&a) && (!order->mark || mark(&a));
}
