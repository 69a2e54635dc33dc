// The page to copy from: a box for each field of the portal, in the portal's order, with what it counts. One file that
// works from disk; its shell, style and script stand in templates/pages/salin-tempel.*.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/html.h"
#include "base/xml.h"
#include "batch/packing.h"
#include "rules/count.h"
#include "rules/rule.h"

#define PAGE_LIMIT ((size_t)1 << 20)

struct paste {
    struct packing *p;
    struct package *pk;
    const struct profile *profile;
    struct buf fields, proofs;
};

static const char *say(struct paste *t, const char *id, const char *a, const char *x, const char *b, const char *y) {
    return message_say(t->p->world->catalogue, LANGUAGE_ID, t->p->arena, id, a, x, b, y, NULL);
}

static void element(struct buf *b, const char *tag, const char *class, const char *text) {
    buf_printf(b, "<%s", tag);
    html_attribute(b, "class", class);
    buf_char(b, '>');
    html_text(b, text);
    buf_printf(b, "</%s>\n", tag);
}

// ---- what the portal counts ----

static size_t characters(struct arena *arena, const xmlNode *answer) {
    return text_length(rich_plain(arena, answer, true));
}

// "178 dari paling banyak 200 kata"; nothing when the profile counts nothing here.
static void add_limit(struct paste *t, const char *id, const xmlNode *answer) {
    struct arena *arena = t->p->arena;
    for (size_t i = 0; i < profile_rules(t->profile); i++) {
        struct profile_rule r = profile_rule(t->profile, i);
        bool most = strcmp(r.kind, "max_words") == 0, least = strcmp(r.kind, "min_words") == 0;
        bool chars = strcmp(r.kind, "max_chars") == 0;
        enum word_counter counter = COUNT_WORDS;
        const char *named = packing_given(r.node, "penghitung");
        if ((!most && !least && !chars) || !r.target || !group_listed(r.target, id) ||
            !profile_rule_asked(t->profile, i, t->pk->group) || !r.value) {
            continue;
        }
        if (named) {
            counter_find(named, &counter);
        }
        size_t limit = (size_t)strtoul(r.value, NULL, 10);
        size_t n = !answer ? 0 : chars ? characters(arena, answer) : count_words(arena, answer, counter);
        bool fits = least ? n >= limit : n <= limit;
        const char *words = chars ? "salin.batas.huruf" : least ? "salin.batas.sedikit" : "salin.batas.banyak";
        const char *text = say(t, words, "jumlah", arena_printf(arena, "%zu", n), "batas", r.value);
        element(&t->fields, "span", fits ? "batas pas" : "batas lebih",
                fits ? text : arena_printf(arena, "%s %s", text, packing_word(t->p, "salin.batas.salah")));
    }
}

// ---- boxes ----

// As it is to be typed: a line a block, without the line breaks and the indents of the file that it comes from.
static const char *tidy(struct arena *arena, const char *text) {
    struct buf b = buf_new(arena);
    bool space = false;
    for (const char *p = text; *p; p++) {
        if (*p == '\n') {
            space = false;
            if (b.n > 0 && b.p[b.n - 1] != '\n') {
                buf_char(&b, '\n');
            }
        } else if (*p == ' ' || *p == '\t' || *p == '\r') {
            space = b.n > 0 && b.p[b.n - 1] != '\n';
        } else {
            if (space) {
                buf_char(&b, ' ');
            }
            space = false;
            buf_char(&b, *p);
        }
    }
    while (b.n > 0 && b.p[b.n - 1] == '\n') {
        b.p[--b.n] = '\0';
    }
    return buf_text(&b);
}

static const char *value_of(struct paste *t, const xmlNode *field, const xmlNode *answer) {
    const char *text = answer ? tidy(t->p->arena, rich_plain(t->p->arena, answer, true)) : "";
    struct date day;
    if (packing_says(field, "jenis", "tanggal") && date_parse(text, &day) && day.day > 0) {
        return format_date(t->p->arena, day);
    }
    return text;
}

static int lines_of(const char *text) {
    int lines = 1;
    size_t column = 0;
    for (const char *p = text; *p && lines < 18; p++) {
        column = *p == '\n' ? 0 : column + 1;
        lines += *p == '\n' || column % 90 == 89;
    }
    return lines < 2 ? 1 : lines;
}

static void add_buttons(struct paste *t, const char *label, bool empty) {
    struct buf *b = &t->fields;
    buf_str(b, "<div class=\"perintah js\">");
    if (!empty) {
        buf_str(b, "<button type=\"button\"");
        html_attribute(b, "aria-label", say(t, "salin.salin-ini", "label", label, NULL, NULL));
        buf_char(b, '>');
        html_text(b, packing_word(t->p, "salin.salin"));
        buf_str(b, "</button>");
    }
    buf_str(b, "<label><input type=\"checkbox\"");
    html_attribute(b, "aria-label", say(t, "salin.sudah-ini", "label", label, NULL, NULL));
    buf_str(b, "> ");
    html_text(b, packing_word(t->p, "salin.sudah"));
    buf_str(b, "</label> <span class=\"ubah\" role=\"status\"></span></div>\n");
}

// A changed text is not the one that was pasted: ticks are kept with a fingerprint of it.
static void add_box(struct paste *t, const xmlNode *field) {
    const xmlNode *answer = xml_child(field, "jawaban");
    answer = answer ? answer : xml_child(field, "nilai");
    const char *id = xml_attr(field, "id"), *text = value_of(t, field, answer);
    const char *label = field_label(t->profile, id);
    struct buf *b = &t->fields;
    char hash[HASH_SIZE];
    bool empty = text_blank(text);
    hash_bytes(text, strlen(text), hash);
    hash[12] = '\0';
    buf_str(b, "<section class=\"isian\"");
    html_attribute(b, "data-id", id);
    html_attribute(b, "data-sidik", hash);
    buf_str(b, ">\n<div class=\"kepala\">");
    element(b, "h2", NULL, label);
    add_limit(t, id, answer);
    buf_str(b, "</div>\n");
    for (const xmlNode *q = xml_child(field, "tanya"); q; q = xml_next(q, "tanya")) {
        element(b, "p", "tanya", xml_text(t->p->arena, q));
    }
    if (empty) {
        element(b, "p", "kosong", packing_word(t->p, "salin.kosong"));
    } else {
        buf_printf(b, "<textarea readonly spellcheck=\"false\" rows=\"%d\"", lines_of(text));
        html_attribute(b, "aria-label", label);
        buf_str(b, ">\n");  // the first line end is none of the text's
        html_text(b, text);
        buf_str(b, "</textarea>\n");
    }
    add_buttons(t, label, empty);
    buf_str(b, "</section>\n");
}

// A field that has parts is a box only when it was answered as a whole, or none of its parts was.
static bool answered(const xmlNode *field) {
    return xml_child(field, "jawaban") || xml_child(field, "nilai");
}

static void add_field(struct paste *t, const xmlNode *field) {
    bool parts = false;
    for (const xmlNode *part = xml_child(field, "isian"); part; part = xml_next(part, "isian")) {
        parts = parts || answered(part);
    }
    bool must = packing_says(field, "wajib", "ya");
    if (answered(field) || (!parts && (must || !xml_is(field->parent, "isian")))) {
        add_box(t, field);
    }
    for (const xmlNode *part = parts ? xml_child(field, "isian") : NULL; part; part = xml_next(part, "isian")) {
        add_field(t, part);
    }
}

// ---- evidence ----

static void proof_row(struct paste *t, const struct proof *proof) {
    struct buf *b = &t->proofs;
    static const char *const facts[] = {"perihal", "nomor", "tanggal", "tahun", "halaman", "baris"};
    struct buf about = buf_new(t->p->arena);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const char *value = packing_given(proof->node, facts[i]);
        struct date day;
        if (value && strcmp(facts[i], "tanggal") == 0 && date_parse(value, &day)) {
            value = format_date(t->p->arena, day);
        }
        const char *id = arena_printf(t->p->arena, "salin.bukti.%s", facts[i]);
        if (value) {
            buf_printf(&about, "%s%s", about.n ? "; " : "", say(t, id, "isi", value, NULL, NULL));
        }
    }
    buf_str(b, "<tr>");
    element(b, "td", NULL, *proof->label ? proof->label : "–");
    element(b, "td", NULL, buf_text(&about));
    const char *where = *proof->path ? proof->path : proof->link;
    element(b, "td", NULL, *where ? where : packing_word(t->p, "salin.kosong"));
    buf_str(b, "</tr>\n");
}

static void file_row(struct paste *t, const struct packed *file) {
    struct buf *b = &t->proofs;
    buf_str(b, "<tr>");
    element(b, "td", NULL, file->title);
    element(b, "td", NULL, *file->state ? packing_word(t->p, file->state) : "");
    element(b, "td", NULL, file->path);
    buf_str(b, "</tr>\n");
}

static void add_table(struct paste *t) {
    struct buf *b = &t->proofs;
    static const char *const heads[] = {"salin.bukti.apa", "salin.bukti.keterangan", "salin.bukti.berkas"};
    buf_str(b, "<section class=\"isian\">\n");
    buf_str(b, "<div class=\"gulung\" role=\"region\" tabindex=\"0\"");
    html_attribute(b, "aria-label", packing_word(t->p, "salin.bukti.judul"));
    buf_str(b, "><table><caption>");
    element(b, "h2", NULL, packing_word(t->p, "salin.bukti.judul"));
    buf_str(b, "</caption><thead><tr>");
    for (size_t i = 0; i < 3; i++) {
        buf_str(b, "<th scope=\"col\">");
        html_text(b, packing_word(t->p, heads[i]));
        buf_str(b, "</th>");
    }
    buf_str(b, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < t->pk->n; i++) {
        if (t->pk->files[i].uploaded && *t->pk->files[i].document && packing_given(t->pk->files[i].part, "jenis")) {
            file_row(t, &t->pk->files[i]);
        }
    }
    for (size_t i = 0; i < t->pk->n_proofs; i++) {
        proof_row(t, &t->pk->proofs[i]);
    }
    buf_str(b, "</tbody></table></div>\n</section>\n");
}

// ---- the page ----

static struct str shell_part(struct paste *t, const char *name, bool *ok) {
    struct str bytes = {"", 0};
    const char *why = NULL, *path = file_join(t->p->arena, t->p->world->share, name);
    if (!file_read(t->p->arena, path, PAGE_LIMIT, &bytes, &why)) {
        findings_add_as(t->p->report->findings, SEVERITY_FATAL, why, (struct place){.file = path}, "file", path,
                        "limit", "1 MiB", NULL);
        *ok = false;
    }
    return bytes;
}

static struct str escaped(struct paste *t, const char *text) {
    struct buf b = buf_new(t->p->arena);
    html_text(&b, text ? text : "");
    return (struct str){buf_text(&b), b.n};
}

static struct str digest(struct paste *t, struct str inlined) {
    struct buf b = buf_new(t->p->arena);
    html_digest(&b, inlined);
    return (struct str){buf_text(&b), b.n};
}

static struct str lacks_note(struct paste *t) {
    struct buf b = buf_new(t->p->arena);
    if (t->pk->lacks->n > 0) {
        element(&b, "p", "kurang", say(t, "salin.kurang", "jumlah",
                                       arena_printf(t->p->arena, "%zu", t->pk->lacks->n), NULL, NULL));
    }
    return (struct str){buf_text(&b), b.n};
}

void package_add_paste(struct packing *p, struct package *pk) {
    struct paste t = {.p = p, .pk = pk, .profile = profiles_find(p->world->profiles, p->profile_id),
                      .fields = buf_new(p->arena), .proofs = buf_new(p->arena)};
    const xmlNode *proposal = pk->record ? xml_child(xml_child(pk->record, "inovasi"), "usulan") : NULL;
    const xmlNode *agency = pk->record ? xml_child(pk->record, "instansi") : NULL;
    struct buf out = buf_new(p->arena);
    bool ok = t.profile != NULL;
    struct str shell = shell_part(&t, "templates/pages/salin-tempel.html", &ok);
    struct str style = shell_part(&t, "templates/pages/salin-tempel.css", &ok);
    struct str script = shell_part(&t, "templates/pages/salin-tempel.js", &ok);
    if (!ok || !proposal) {
        return;
    }
    for (const xmlNode *section = xml_child(proposal, "bagian"); section; section = xml_next(section, "bagian")) {
        for (const xmlNode *field = xml_child(section, "isian"); field; field = xml_next(field, "isian")) {
            add_field(&t, field);
        }
    }
    add_table(&t);
    const char *contest = packing_given(p->profile, "judul");
    const struct html_part parts[] = {
        {"judul", escaped(&t, say(&t, "salin.judul", "nama", pk->subject, "lomba", contest))},
        {"kunci", escaped(&t, arena_printf(p->arena, "naskah/%s/%s", p->profile_id, pk->name))},
        {"lomba", escaped(&t, contest)},
        {"nama", escaped(&t, pk->subject)},
        {"instansi", escaped(&t, packing_given(agency, "nama"))},
        {"kurang", lacks_note(&t)},
        {"gaya", style},
        {"skrip", script},
        {"digest-gaya", digest(&t, style)},
        {"digest-skrip", digest(&t, script)},
        {"isian", {buf_text(&t.fields), t.fields.n}},
        {"bukti", {buf_text(&t.proofs), t.proofs.n}}};
    html_fill(&out, shell, parts, sizeof parts / sizeof *parts, p->world->catalogue, LANGUAGE_ID);
    struct packed file = {.path = "salin-tempel.html", .role = "salin-tempel", .bytes = {buf_text(&out), out.n},
                          .title = packing_word(p, "package.title.paste")};
    package_add(p, pk, &file);
}
