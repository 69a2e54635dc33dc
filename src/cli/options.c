#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"

#define MEMBER(name) offsetof(struct options, name)

const struct option option_table[] = {
    {"output", "keluaran", 'o', "cli.arg.folder", "cli.opt.output", MEMBER(output), OPTION_TEXT},
    {"input", "masukan", 'i', "cli.arg.path", "cli.opt.input", MEMBER(inputs), OPTION_LIST},
    {"only", "hanya", 0, "cli.arg.pattern", "cli.opt.only", MEMBER(only), OPTION_LIST},
    {"rendition", "rendisi", 'r', "cli.arg.rendition", "cli.opt.rendition", MEMBER(rendition), OPTION_TEXT},
    {"stage", "tahap", 'T', "cli.arg.stage", "cli.opt.stage", MEMBER(stage), OPTION_TEXT},
    {"ulang", "again", 0, NULL, "cli.opt.again", MEMBER(again), OPTION_FLAG},
    {"ulangi", "repeat", 0, "cli.arg.number", NULL, MEMBER(repeat), OPTION_TEXT},
    {"explain", "jelaskan", 0, NULL, "cli.opt.explain", MEMBER(explain), OPTION_FLAG},
    {"dry-run", "coba", 0, NULL, "cli.opt.dry-run", MEMBER(dry), OPTION_FLAG},
    {"max-failures", "gagal-terbanyak", 0, "cli.arg.number", "cli.opt.max-failures", MEMBER(max_failures), OPTION_TEXT},
    {"jobs", "pekerja", 'j', "cli.arg.number", "cli.opt.jobs", MEMBER(jobs), OPTION_TEXT},
    {"shard", "bagian", 0, "cli.arg.shard", "cli.opt.shard", MEMBER(shard), OPTION_TEXT},
    {"keep-going", "terus", 0, NULL, "cli.opt.keep-going", MEMBER(keep_going), OPTION_FLAG},
    {"batas-memori", "limit-memory", 0, "cli.arg.number", "cli.opt.limit-memory", MEMBER(limit_memory), OPTION_TEXT},
    {"batas-waktu", "limit-time", 0, "cli.arg.seconds", "cli.opt.limit-time", MEMBER(limit_time), OPTION_TEXT},
    {"kabar", "progress", 0, "cli.arg.seconds", "cli.opt.news", MEMBER(news), OPTION_TEXT},
    {"catatan", "notes", 0, NULL, "cli.opt.notes", MEMBER(notes), OPTION_FLAG},
    {"ketat", "strict", 0, NULL, "cli.opt.strict", MEMBER(strict), OPTION_FLAG},
    {"tanggal", "date", 0, "cli.arg.date", "cli.opt.date", MEMBER(date), OPTION_TEXT},
    {"oleh", "by", 0, "cli.arg.name", "cli.opt.by", MEMBER(who), OPTION_TEXT},
    {"pemberi", "giver", 0, "cli.arg.name", "cli.opt.giver", MEMBER(giver), OPTION_TEXT},
    {"diterima", "received", 0, "cli.arg.date", "cli.opt.received", MEMBER(received), OPTION_TEXT},
    {"alasan", "reason", 0, "cli.arg.text", "cli.opt.reason", MEMBER(reason), OPTION_TEXT},
    {"boks", "box", 0, "cli.arg.name", "cli.opt.box", MEMBER(box), OPTION_TEXT},
    {"folder", NULL, 0, "cli.arg.name", "cli.opt.folder", MEMBER(folder), OPTION_TEXT},
    {"keterangan", "remark", 0, "cli.arg.text", "cli.opt.remark", MEMBER(remark), OPTION_TEXT},
    {"set", NULL, 0, "cli.arg.name", "cli.opt.set", MEMBER(set), OPTION_TEXT},
    {"kegiatan", "meeting", 0, "cli.arg.id", "cli.opt.meeting", MEMBER(meeting), OPTION_TEXT},
    {"jenis", "kind", 0, "cli.arg.kind", "cli.opt.kind", MEMBER(kind), OPTION_TEXT},
    {"kertas", "paper", 0, "cli.arg.paper", "cli.opt.paper", MEMBER(paper), OPTION_TEXT},
    {"paksa", "force", 0, NULL, "cli.opt.force", MEMBER(forced), OPTION_FLAG},
    {"tanda-terima", "receipt", 0, "cli.arg.number", "cli.opt.receipt", MEMBER(receipt), OPTION_TEXT},
    {"halaman", "pages", 0, "cli.arg.pages", "cli.opt.pages", MEMBER(pages), OPTION_TEXT},
    {"sampai", "until", 0, "cli.arg.size", "cli.opt.until", MEMBER(until), OPTION_TEXT},
    {"ya", "yes", 0, NULL, "cli.opt.yes", MEMBER(yes), OPTION_FLAG},
    {"profile", "profil", 0, "cli.arg.profiles", "cli.opt.profile", MEMBER(profiles), OPTION_TEXT},
    {"closing", "penutupan", 0, "cli.arg.date", "cli.opt.closing", MEMBER(closing), OPTION_TEXT},
    {"aturan", "rules", 0, NULL, "cli.opt.rules", MEMBER(rules), OPTION_FLAG},
    {"untuk-wa", "whatsapp", 0, NULL, "cli.opt.whatsapp", MEMBER(whatsapp), OPTION_FLAG},
    {"lembar", "sheets", 0, NULL, "cli.opt.sheets", MEMBER(sheets), OPTION_FLAG},
    {"kematangan", "maturity", 0, NULL, "cli.opt.maturity", MEMBER(maturity), OPTION_FLAG},
    {"fail-on", "gagal-bila", 0, "cli.arg.severity", "cli.opt.fail-on", MEMBER(fail_on), OPTION_TEXT},
    {"dari", "from", 0, "cli.arg.profile", "cli.opt.from", MEMBER(from), OPTION_TEXT},
    {"untuk", "for", 0, "cli.arg.agency", "cli.opt.for", MEMBER(target), OPTION_TEXT},
    {"tahun", "year", 0, "cli.arg.year", "cli.opt.year", MEMBER(year), OPTION_TEXT},
    {"pakai", "use", 0, "cli.arg.use", "cli.opt.use", MEMBER(use), OPTION_TEXT},
    {"where", "asal", 0, NULL, "cli.opt.where", MEMBER(where), OPTION_FLAG},
    {"lengkapi", "complete", 0, "cli.arg.name", NULL, MEMBER(shell), OPTION_TEXT},
    {"man", NULL, 0, NULL, NULL, MEMBER(man), OPTION_FLAG},
    {"instansi", "agency", 0, "cli.arg.id", "cli.opt.agency", MEMBER(agency), OPTION_TEXT},
    {"daerah", "region", 0, "cli.arg.name", "cli.opt.region", MEMBER(region), OPTION_TEXT},
    {"ibu-kota", "city", 0, "cli.arg.name", "cli.opt.city", MEMBER(city), OPTION_TEXT},
    {"kepala-daerah", "head", 0, "cli.arg.name", "cli.opt.head", MEMBER(head), OPTION_TEXT},
    {"sekda", "secretary", 0, "cli.arg.name", "cli.opt.secretary", MEMBER(secretary), OPTION_TEXT},
    {"kantor", "office", 0, "cli.arg.name", "cli.opt.office", MEMBER(office), OPTION_TEXT},
    {"kepala-kantor", "chief", 0, "cli.arg.name", "cli.opt.chief", MEMBER(chief), OPTION_TEXT},
    {"lambang", "emblem", 0, "cli.arg.file", "cli.opt.emblem", MEMBER(emblem), OPTION_TEXT},
    {"jawaban", "answers", 0, "cli.arg.file", "cli.opt.replies", MEMBER(replies), OPTION_TEXT},
    {"contoh", "example", 0, NULL, "cli.opt.example", MEMBER(example), OPTION_FLAG},
    {"inovasi", "innovation", 0, "cli.arg.id", "cli.opt.innovation", MEMBER(innovation), OPTION_TEXT},
    {"tandai", "mark", 0, NULL, "cli.opt.mark", MEMBER(mark), OPTION_FLAG},
    {"zip", NULL, 0, NULL, "cli.opt.zip", MEMBER(zip), OPTION_FLAG},
    {"sampel", "sample", 0, "cli.arg.share", "cli.opt.sample", MEMBER(sample), OPTION_TEXT},
    {"benih", "seed", 0, "cli.arg.name", "cli.opt.seed", MEMBER(seed), OPTION_TEXT},
    {"lanjut", "resume", 0, NULL, "cli.opt.resume", MEMBER(resume), OPTION_FLAG},
    {"json", NULL, 0, NULL, "cli.opt.json", MEMBER(json), OPTION_FLAG},
    {"lang", "bahasa", 0, "cli.arg.language", "cli.opt.lang", MEMBER(language), OPTION_TEXT},
    {"store", "gudang", 0, "cli.arg.file", "cli.opt.store", MEMBER(store), OPTION_TEXT},
    {"share", "bekal", 0, "cli.arg.folder", "cli.opt.share", MEMBER(share), OPTION_TEXT},
    {"help", "bantuan", 'h', NULL, "cli.opt.help", MEMBER(help), OPTION_FLAG},
    {"version", "versi", 0, NULL, "cli.opt.version", MEMBER(version), OPTION_FLAG},
};
const size_t option_count = sizeof option_table / sizeof *option_table;

void strings_add(struct arena *arena, struct strings *list, const char *s) {
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 8;
        list->items = arena_grow(arena, list->items, list->cap * sizeof(char *), cap * sizeof(char *));
        list->cap = cap;
    }
    list->items[list->n++] = s;
}

static bool named(const struct option *o, const char *name, size_t n) {
    return (strlen(o->name) == n && memcmp(o->name, name, n) == 0) ||
           (o->alias && strlen(o->alias) == n && memcmp(o->alias, name, n) == 0);
}

static const char *nearest_option(struct arena *arena, const char *word) {
    const char *names[2 * sizeof option_table / sizeof *option_table];
    size_t n = 0;
    for (size_t i = 0; i < option_count; i++) {
        if (option_table[i].summary) {
            names[n++] = option_table[i].name;
            if (option_table[i].alias) {
                names[n++] = option_table[i].alias;
            }
        }
    }
    const char *near = text_nearest(word, names, n);
    return near ? arena_printf(arena, "--%s", near) : NULL;
}

// One option as it stands in argv: which, and its value when it is glued on.
struct spelled {
    const struct option *option;
    const char *value;
};

static struct spelled spelled_as(const char *word) {
    struct spelled s = {NULL, NULL};
    bool is_long = word[1] == '-';
    const char *name = word + 1 + is_long, *equals = is_long ? strchr(name, '=') : NULL;
    size_t n = equals ? (size_t)(equals - name) : strlen(name);
    for (size_t i = 0; i < option_count && !s.option; i++) {
        const struct option *o = &option_table[i];
        if (is_long ? named(o, name, n) : o->letter && o->letter == name[0]) {
            s.option = o;
        }
    }
    if (is_long) {
        s.value = equals ? equals + 1 : NULL;
    } else if (s.option && name[1]) {
        s.value = name + 1;
    }
    return s;
}

static bool set_option(struct arena *arena, struct options *out, const struct spelled *s) {
    char *member = (char *)out + s->option->offset;
    if (s->option->kind == OPTION_FLAG) {
        *(bool *)member = true;
    } else if (s->option->kind == OPTION_LIST) {
        strings_add(arena, (struct strings *)member, s->value);
    } else {
        *(const char **)member = s->value;
    }
    if (out->n_given < sizeof out->given / sizeof *out->given) {
        out->given[out->n_given++] = s->option->name;
    }
    return true;
}

static bool parse_option(struct arena *arena, char **argv, int *i, int argc, struct options *out,
                         struct findings *findings) {
    struct place nowhere = {0};
    struct spelled s = spelled_as(argv[*i]);
    if (!s.option) {
        const char *word = argv[*i] + strspn(argv[*i], "-");
        const char *near = nearest_option(arena, arena_strndup(arena, word, strcspn(word, "=")));
        findings_add(findings, near ? "cli.option-unknown" : "cli.option-far", nowhere, "kata", argv[*i], "terdekat",
                     near, NULL);
        return false;
    }
    bool takes = s.option->kind != OPTION_FLAG;
    if (takes && !s.value && *i + 1 < argc) {
        s.value = argv[++*i];
    }
    if (takes != (s.value != NULL) || (takes && !*s.value)) {
        const char *name = arena_printf(arena, "--%s", s.option->name);
        findings_add(findings, takes ? "cli.option-value" : "cli.option-no-value", nowhere, "pilihan", name, NULL);
        return false;
    }
    return set_option(arena, out, &s);
}

// A name, a number or a reason ends up in files and on pages: control characters, or bytes that are no UTF-8, are
// refused before anything is done with them. Names of files that are there may hold any bytes.
static bool is_text(const char *word) {
    bool plain = text_valid(word, strlen(word));
    for (const char *p = word; *p && plain; p++) {
        plain = (unsigned char)*p >= ' ' && *p != 0x7f;
    }
    return plain || file_exists(word);
}

static bool check_words(int argc, char **argv, struct findings *findings) {
    for (int i = 1; i < argc; i++) {
        if (!is_text(argv[i])) {
            findings_add(findings, "cli.word-bytes", (struct place){0}, "letak",
                         arena_printf(findings->arena, "%d", i), NULL);
            return false;
        }
    }
    return true;
}

bool options_parse(struct arena *arena, int argc, char **argv, struct options *out, struct findings *findings) {
    bool only_words = false;
    if (!check_words(argc, argv, findings)) {
        return false;
    }
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (!only_words && strcmp(word, "--") == 0) {
            only_words = true;
        } else if (!only_words && word[0] == '-' && word[1]) {
            if (!parse_option(arena, argv, &i, argc, out, findings)) {
                return false;
            }
        } else if (!out->command) {
            out->command = word;
        } else {
            strings_add(arena, &out->words, word);
        }
    }
    return true;
}

static const char *asked_language(int argc, char **argv) {
    static const char *const spellings[] = {"--lang", "--bahasa"};
    for (int i = 1; i < argc; i++) {
        for (size_t k = 0; k < 2; k++) {
            size_t n = strlen(spellings[k]);
            if (strncmp(argv[i], spellings[k], n) == 0 && argv[i][n] == '=') {
                return argv[i] + n + 1;
            }
            if (strcmp(argv[i], spellings[k]) == 0 && i + 1 < argc) {
                return argv[i + 1];
            }
        }
    }
    return NULL;
}

enum language options_language(int argc, char **argv) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *asked = asked_language(argc, argv);
    for (size_t i = 0; i < 3 && (!asked || !*asked); i++) {
        asked = getenv(variables[i]);
    }
    return asked && strncmp(asked, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_ID;
}
