// The rows of known sheets as objects. Agencies and people that are only named get an id from their name, so that the
// same name is the same object in every file; whether they are known ones already is asked when imports are joined.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xml.h"
#include "model/format.h"
#include "read/fold.h"
#include "read/sheet_take.h"

static xmlNode *find_object(const struct taking *t, const char *kind, const char *id) {
    for (xmlNode *o = xml_child(t->im->data, kind); o; o = xml_next(o, kind)) {
        const char *own = xml_attr(o, "id");
        if (own && strcmp(own, id) == 0) {
            return o;
        }
    }
    return NULL;
}

static xmlNode *new_object(struct taking *t, const char *kind, const char *id) {
    xmlNode *o = xml_add(t->im->data, kind);
    xml_set(o, "id", id);
    return o;
}

static bool good_id(const char *id) {
    return id && *id && strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == strlen(id);
}

// The hidden code of the row; an id made of the words otherwise.
static const char *row_id(struct taking *t, const char *words) {
    const char *id = take_text(t, "id");
    if (id && !good_id(id)) {
        take_leave(t, "id");
    }
    return good_id(id) ? id : fold_id(t->im->arena, words);
}

// ---- agencies

static bool same_name(struct arena *arena, const xmlNode *agency, const char *folded) {
    static const char *const names[] = {"nama", "singkatan"};
    for (int i = 0; i < 2; i++) {
        const char *own = xml_attr(agency, names[i]);
        if (own && strcmp(fold_text(arena, own), folded) == 0) {
            return true;
        }
    }
    return false;
}

static const char *agency_kind(struct taking *t, const char *folded) {
    const struct word *word = t->im->words ? words_begins(t->im->words, "instansi", folded) : NULL;
    return word && word->value ? word->value : "lainnya";
}

const char *take_agency(struct taking *t, const char *field) {
    const char *name = take_text(t, field);
    struct arena *arena = t->im->arena;
    if (!name) {
        return t->agency;
    }
    const char *folded = fold_text(arena, name), *id = fold_id(arena, name);
    for (xmlNode *o = xml_child(t->im->data, "instansi"); o; o = xml_next(o, "instansi")) {
        if (same_name(arena, o, folded) || strcmp(xml_attr(o, "id"), id) == 0) {
            return xml_attr(o, "id");
        }
    }
    xmlNode *o = new_object(t, "instansi", id);
    xml_set(o, "nama", name);
    xml_set(o, "jenis", agency_kind(t, folded));
    import_note_where(t->im, id, "@nama", take_place(t, field));
    return id;
}

static void agency_row(struct taking *t) {
    const char *name = take_text(t, "nama");
    if (!name) {
        return;
    }
    const char *id = row_id(t, name);
    xmlNode *o = find_object(t, "instansi", id);
    t->object = o = o ? o : new_object(t, "instansi", id);
    take_set(t, o, "nama", "nama");
    take_set(t, o, "singkatan", "singkatan");
    take_set(t, o, "jenis", "jenis");
    if (!xml_attr(o, "jenis")) {
        xml_set(o, "jenis", agency_kind(t, fold_text(t->im->arena, name)));
    }
    const char *parent = take_text(t, "induk") ? take_agency(t, "induk") : NULL;
    if (parent && strcmp(parent, id) != 0) {
        xml_set(o, "induk", parent);
    } else if (parent) {
        take_leave(t, "induk");
    }
    take_set(t, o, "tempat", "tempat");
}

// ---- people

struct person {
    const char *before, *name, *after;
};

// Is the word a degree before a name: "dr.", "Drs.", "H."?
static bool is_degree(const struct taking *t, const char *word, size_t n) {
    const char *list = xml_attr(t->im->sheets, "gelar-depan"), *p = list;
    n -= n > 0 && word[n - 1] == '.';
    while (p && *p) {
        size_t m = strcspn(p, "|");
        if (m == n && strncasecmp(p, word, n) == 0) {
            return true;
        }
        p += m + (p[m] == '|');
    }
    return false;
}

static struct person split_name(const struct taking *t, const char *text) {
    struct arena *arena = t->im->arena;
    struct person p = {.before = "", .after = ""};
    const char *comma = strchr(text, ','), *at = text;
    size_t end = comma ? (size_t)(comma - text) : strlen(text);
    p.after = comma ? text_collapse(arena, comma + 1) : "";
    for (;;) {
        size_t n = strcspn(at, " .,");
        n += at[n] == '.';
        if (n == 0 || at + n >= text + end || !is_degree(t, at, n)) {
            break;
        }
        at += n;
        at += strspn(at, " ");
    }
    p.before = text_collapse(arena, arena_strndup(arena, text, (size_t)(at - text)));
    p.name = text_collapse(arena, arena_strndup(arena, at, (size_t)(text + end - at)));
    return p;
}

// A number that a spreadsheet made of the digits: those behind the fifteenth are lost.
static bool lost_digits(const char *text) {
    const char *e = strpbrk(text, "eE");
    return e && isdigit((unsigned char)text[0]) && (e[1] == '+' || isdigit((unsigned char)e[1])) &&
           strspn(text, "0123456789.,") == (size_t)(e - text);
}

static const char *only_digits(struct arena *arena, const char *text) {
    struct buf b = buf_new(arena);
    for (const char *p = text; *p; p++) {
        if (isdigit((unsigned char)*p)) {
            buf_char(&b, *p);
        }
    }
    return buf_text(&b);
}

// The number of a person, or NULL after a finding that says what is wrong with it.
static const char *person_number(struct taking *t, const char *who, const char **kind) {
    const char *text = take_text(t, "nomor");
    if (!text) {
        return NULL;
    }
    const char *digits = only_digits(t->im->arena, text);
    size_t n = strlen(digits);
    if (lost_digits(text)) {
        findings_add(t->im->findings, "sheet.nip-number", take_spot(t, "nomor"), "nilai", text, "siapa", who, NULL);
        take_leave(t, "nomor");
        return NULL;
    }
    bool wordy = strspn(text, "0123456789 .'`-/\u00A0NIPKnipk:") != strlen(text);
    if (n != 18 || wordy) {
        findings_add(t->im->findings, wordy ? "sheet.nip-letters" : "sheet.nip-digits", take_spot(t, "nomor"), "jumlah",
                     arena_printf(t->im->arena, "%zu", n), "nilai", text, "siapa", who, NULL);
        take_leave(t, "nomor");
        return NULL;
    }
    // Digits 13 and 14 are the month of entry in a NIP; of a PPPK they count contracts, from 21.
    *kind = atoi(arena_strndup(t->im->arena, digits + 12, 2)) > 12 ? "NI PPPK" : "NIP";
    const char *fault = person_number_fault(*kind, digits);
    if (fault) {
        findings_add(t->im->findings, "sheet.nip-fault", take_spot(t, "nomor"), "nomor", digits, "siapa", who, "sebab",
                     arena_printf(t->im->arena, "@nip.%s", fault), NULL);
    }
    if (strcmp(digits, text) != 0) {
        import_take(t->im, "asli", "nomor", text, take_place(t, "nomor"));
    }
    return digits;
}

static const char *number_of(const xmlNode *person) {
    const xmlNode *n = xml_child(person, "nomor-induk");
    return n && n->children ? (const char *)n->children->content : NULL;
}

// The person with this number, else with this name. Two numbers are two people.
static xmlNode *person_object(struct taking *t, const char *id, const char *number) {
    for (xmlNode *o = xml_child(t->im->data, "orang"); o && number; o = xml_next(o, "orang")) {
        const char *own = number_of(o);
        if (own && strcmp(own, number) == 0) {
            return o;
        }
    }
    for (int k = 1; k < 100; k++) {
        const char *own = k == 1 ? id : arena_printf(t->im->arena, "%s-%d", id, k);
        xmlNode *o = find_object(t, "orang", own);
        if (!o || !number_of(o) || !number) {
            return o ? o : new_object(t, "orang", own);
        }
    }
    return new_object(t, "orang", id);
}

static void person_details(struct taking *t, xmlNode *o, const char *number, const char *kind) {
    const char *grade = take_text(t, "golongan");
    if (number && !xml_child(o, "nomor-induk")) {
        xmlNode *n = xml_add(o, "nomor-induk");
        xml_set(n, "jenis", kind);
        xmlNodeAddContent(n, (const xmlChar *)number);
        import_note_where(t->im, xml_attr(o, "id"), "nomor-induk", take_place(t, "nomor"));
    }
    const xmlNode *held = xml_child(o, "pangkat");
    if (grade && held && !strstr(grade, xml_attr(held, "golongan"))) {
        take_leave(t, "golongan");
    }
    if (grade && !held) {
        // "Pembina Tk. I / IV/b": the class stands last.
        const char *last = strrchr(grade, '(') ? strrchr(grade, '(') + 1 : strrchr(grade, ' ') ? strrchr(grade, ' ') + 1
                                                                                               : grade;
        const char *class = format_grade(t->im->arena, arena_strndup(t->im->arena, last, strcspn(last, ")")));
        xmlNode *p = xml_add(o, "pangkat");
        xml_set(p, "golongan", class);
        import_note_where(t->im, xml_attr(o, "id"), "pangkat/@golongan", take_place(t, "golongan"));
        if (strcmp(class, grade) != 0) {
            import_take(t->im, "asli", "golongan", grade, take_place(t, "golongan"));
        }
        take_set(t, p, "nama", "pangkat");
    }
}

xmlNode *take_person(struct taking *t, const char *who, bool make) {
    const char *text = take_text(t, "nama"), *kind = "NIP";
    if (!text) {
        return NULL;
    }
    struct person p = split_name(t, text);
    const char *number = person_number(t, who ? who : text, &kind);
    const char *code = strcmp(xml_attr(t->kind, "id"), "pejabat") == 0 ? take_text(t, "id") : NULL;
    if (!make && !number) {
        return NULL;
    }
    const char *id = good_id(code) ? code : fold_id(t->im->arena, p.name);
    xmlNode *o = person_object(t, id, number);
    if (!xml_attr(o, "nama")) {
        xml_set(o, "nama", p.name);
        xml_set(o, "gelar-depan", *p.before ? p.before : NULL);
        xml_set(o, "gelar-belakang", *p.after ? p.after : NULL);
        import_note_where(t->im, xml_attr(o, "id"), "@nama", take_place(t, "nama"));
    }
    person_details(t, o, number, kind);
    return o;
}

static void term_of(struct taking *t, xmlNode *o, const char *agency) {
    if (!take_text(t, "jabatan")) {
        return;
    }
    const xmlNode *held = xml_child(o, "jabatan");
    if (!agency || held) {
        if (!held || strcasecmp(xml_attr(held, "nama"), take_text(t, "jabatan")) != 0) {
            take_leave(t, "jabatan");
        }
        return;
    }
    xmlNode *term = xml_add(o, "jabatan");
    xml_set(term, "instansi", agency);
    take_set(t, term, "nama", "jabatan");
    take_set(t, term, "sejak", "sejak");
    take_set(t, term, "status", "status");
}

static void person_row(struct taking *t) {
    xmlNode *o = take_person(t, NULL, true);
    const char *agency = o ? take_agency(t, "instansi") : NULL;
    t->object = o;
    if (!o) {
        return;
    }
    if (agency && !xml_attr(o, "instansi")) {
        xml_set(o, "instansi", agency);
    }
    take_set(t, o, "jenis-kelamin", "jenis-kelamin");
    term_of(t, o, agency);
}

static const char *row_year(struct taking *t) {
    const char *year = take_text(t, "tahun");
    if (!year || (strlen(year) == 4 && strspn(year, "0123456789") == 4)) {
        return year ? year : t->year;
    }
    findings_add(t->im->findings, "sheet.number", take_spot(t, "tahun"), "isian", "Tahun", "nilai", year, NULL);
    take_leave(t, "tahun");
    return t->year;
}

static void facilitator_row(struct taking *t) {
    xmlNode *o = take_person(t, arena_printf(t->im->arena, "fasilitator %s", take_text(t, "nama") ? take_text(t, "nama")
                                                                                                  : ""), true);
    const char *agency = take_agency(t, "instansi"), *year = row_year(t);
    t->object = o;
    if (!o) {
        return;
    }
    term_of(t, o, agency);
    take_text(t, "id");
    if (!agency || !year) {
        findings_add(t->im->findings, "sheet.lacks", take_spot(t, "nama"), "isian", agency ? "Tahun" : "Instansi",
                     NULL);
        return;
    }
    xmlNode *a = xml_add(t->im->data, "penugasan");
    const char *code = take_text(t, "id");
    xml_set(a, "id", good_id(code) ? code : arena_printf(t->im->arena, "fasilitator-%s-%s", year, xml_attr(o, "id")));
    xml_set(a, "tahun", year);
    xml_set(a, "instansi", agency);
    xml_set(a, "peran", "fasilitator");
    xml_set(a, "orang", xml_attr(o, "id"));
    import_note_where(t->im, xml_attr(a, "id"), "@orang", take_place(t, "nama"));
}

// ---- teams

static bool is_attribute(const xmlNode *node, const char *name, const char *value) {
    const char *own = xml_attr(node, name);
    return own && value ? strcmp(own, value) == 0 : own == value;
}

// The team or contract of the row: by its hidden code; without one, that of the last rows if it is about the same.
static xmlNode *group_of(struct taking *t, const char *kind, const char *about, const char *value, const char *year,
                         const char *words) {
    const char *code = take_text(t, "id");
    if (!good_id(code) && t->group && is_attribute(t->group, about, value) && is_attribute(t->group, "tahun", year)) {
        return t->group;
    }
    const char *id = row_id(t, words);
    xmlNode *o = find_object(t, kind, id);
    return o ? o : new_object(t, kind, id);
}

static xmlNode *team_of(struct taking *t) {
    struct arena *arena = t->im->arena;
    const char *name = take_text(t, "tim"), *year = row_year(t), *title = name ? name : "Tim Inovasi";
    xmlNode *o = group_of(t, "tim", "nama", title, year, arena_printf(arena, "%s %s", title, year ? year : ""));
    if (!xml_attr(o, "nama")) {
        xml_set(o, "tahun", year);
        xml_set(o, "instansi", t->agency ? t->agency : take_agency(t, "instansi"));
        xml_set(o, "nama", title);
        import_note_where(t->im, xml_attr(o, "id"), "@nama", take_place(t, name ? "tim" : "nama"));
    }
    t->group = o;
    return o;
}

// "sekretaris tim Puskesmas Tigapanah"
static const char *member_called(struct taking *t, const xmlNode *team) {
    const char *position = take_text(t, "kedudukan"), *name = xml_attr(team, "nama");
    const char *rest = name && strncasecmp(name, "tim ", 4) == 0 ? name + 4 : name;
    return arena_printf(t->im->arena, "%s tim %s", position ? text_lower(t->im->arena, position) : "anggota",
                        rest ? rest : "");
}

static void member_row(struct taking *t) {
    if (!take_text(t, "nama")) {
        return;
    }
    xmlNode *team = team_of(t), *m = xml_add(team, "anggota");
    const char *agency = take_agency(t, "instansi");
    xmlNode *o = take_person(t, member_called(t, team), false);
    t->object = m;
    if (o) {
        xml_set(m, "orang", xml_attr(o, "id"));
        term_of(t, o, agency);
    } else {
        take_set(t, m, "nama", "nama");
        take_set(t, m, "jabatan", "jabatan");
    }
    take_set(t, m, "kedudukan", "kedudukan");
    take_set(t, m, "unsur", "unsur");
    take_set(t, m, "keterangan", "keterangan");
    if (!o && agency && (!t->agency || strcmp(agency, t->agency) != 0)) {
        xml_set(m, "instansi", agency);
    }
}

// ---- innovations

static void innovation_row(struct taking *t) {
    static const char *const attributes[] = {"inisiator", "nama-inisiator", "jenis-inovasi", "bentuk", "urusan"};
    const char *name = take_text(t, "nama");
    if (!name) {
        return;
    }
    const char *id = row_id(t, name), *agency = take_agency(t, "instansi");
    xmlNode *o = find_object(t, "inovasi", id);
    t->object = o = o ? o : new_object(t, "inovasi", id);
    take_set(t, o, "nama", "nama");
    xml_set(o, "instansi", agency);
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        take_set(t, o, attributes[i], attributes[i]);
    }
    if (take_text(t, "tahapan") || take_text(t, "uji-coba") || take_text(t, "penerapan")) {
        xmlNode *stage = xml_add(o, "tahapan");
        take_set(t, stage, "uji-coba", "uji-coba");
        take_set(t, stage, "penerapan", "penerapan");
        take_set(t, stage, NULL, "tahapan");
    }
}

// ---- contracts

// An office as the data name it: "dinkes/Kepala Dinas"; of the row's agency when it names none.
static void set_office(struct taking *t, xmlNode *o, const char *field, const char *agency) {
    const char *office = take_text(t, field);
    if (office && (strchr(office, '/') || agency)) {
        xml_set(o, field, strchr(office, '/') ? office : arena_printf(t->im->arena, "%s/%s", agency, office));
        import_note_where(t->im, xml_attr(o, "id"), arena_printf(t->im->arena, "@%s", field), take_place(t, field));
    } else if (office) {
        take_leave(t, field);
    }
}

static xmlNode *contract_of(struct taking *t, const char *agency) {
    const char *year = row_year(t);
    take_text(t, "pihak-pertama");
    take_text(t, "pihak-kedua");
    xmlNode *o = group_of(t, "kontrak", "instansi", agency, year,
                          arena_printf(t->im->arena, "kontrak %s %s", agency ? agency : "", year ? year : ""));
    if (o == t->group) {
        return o;
    }
    t->group = o;
    t->goal = NULL;
    xml_set(o, "tahun", year);
    xml_set(o, "instansi", agency);
    set_office(t, o, "pihak-pertama", agency);
    set_office(t, o, "pihak-kedua", agency);
    return o;
}

static void contract_row(struct taking *t) {
    static const char *const attributes[] = {"satuan", "target", "tw1", "tw2", "tw3", "tw4"};
    const char *agency = take_agency(t, "instansi"), *goal = take_text(t, "sasaran");
    xmlNode *o = t->object = contract_of(t, agency);
    const char *last = t->goal ? xml_attr(t->goal, "nama") : NULL;
    row_year(t);
    if (take_text(t, "indikator")) {
        if (!t->goal || (goal && strcmp(goal, last ? last : "") != 0)) {
            t->goal = xml_add(o, "sasaran");
            xml_set(t->goal, "nama", goal);
        }
        xmlNode *indicator = xml_add(t->goal, "indikator");
        take_set(t, indicator, "nama", "indikator");
        for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
            take_set(t, indicator, attributes[i], attributes[i]);
        }
    }
    if (take_text(t, "program")) {
        xmlNode *program = xml_add(o, "program");
        take_set(t, program, "nama", "program");
        take_set(t, program, "anggaran", "anggaran");
        take_set(t, program, "sumber", "sumber");
    }
}

// ---- attendance

// A list of who came is of a meeting only when it says of which; else all of it is left over.
static void attendance_row(struct taking *t) {
    const char *meeting = take_text(t, "kegiatan");
    take_text(t, "tanda-tangan");
    if (!good_id(meeting)) {
        xmlNode *o = take_person(t, NULL, false);
        if (o) {
            t->object = o;
            term_of(t, o, take_agency(t, "instansi"));
        } else {
            take_leave(t, "nama");
        }
        return;
    }
    xmlNode *o = find_object(t, "kegiatan", meeting);
    o = o ? o : new_object(t, "kegiatan", meeting);
    xmlNode *p = t->object = xml_add(o, "peserta"), *person = take_person(t, NULL, false);
    if (person) {
        xml_set(p, "orang", xml_attr(person, "id"));
    } else {
        take_set(t, p, "nama", "nama");
    }
    take_set(t, p, "jabatan", "jabatan");
    xml_set(p, "instansi", take_text(t, "instansi") ? take_agency(t, "instansi") : NULL);
    take_set(t, p, "keterangan", "keterangan");
}

void take_row(struct taking *t) {
    static const struct {
        const char *kind;
        void (*take)(struct taking *t);
    } kinds[] = {{"instansi", agency_row}, {"pejabat", person_row},       {"fasilitator", facilitator_row},
                 {"tim", member_row},      {"inovasi", innovation_row},   {"kontrak", contract_row},
                 {"hadir", attendance_row}};
    const char *id = xml_attr(t->kind, "id");
    const char *number = take_text(t, "nomor-baris");
    if (number) {
        import_take(t->im, "nomor", NULL, number, take_place(t, "nomor-baris"));
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].kind, id) == 0) {
            kinds[i].take(t);
        }
    }
}
