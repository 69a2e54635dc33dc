// The functions that queries may call: XPath's own, and ours for how Indonesian documents write things.
#include <ctype.h>
#include <libxml/xpathInternals.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "model/format.h"
#include "model/query_parse.h"
#include "model/unit.h"

// A whole number as text; money without sen counts too. False leaves the caller to print the text as it stands.
static bool whole(const char *s, int64_t *n) {
    bool negative = *s == '-';
    int64_t sen;
    if (!money_parse(s + negative, &sen) || sen % 100) {
        return false;
    }
    *n = negative ? -(sen / 100) : sen / 100;
    return true;
}

typedef const char *date_writer(struct arena *a, struct date d);

// What cannot be read as a date is printed as it stands: checks have told about it already.
static const char *with_date(struct arena *a, const char *s, date_writer *write) {
    struct date d;
    return date_parse(s, &d) ? write(a, d) : s;
}

static const char *weekday_of(struct arena *a, struct date d) {
    (void)a;
    return d.day ? format_weekday(d) : "";
}

static const char *month_of(struct arena *a, struct date d) {
    (void)a;
    return format_month(d.month);
}

static const char *year_of(struct arena *a, struct date d) {
    return arena_printf(a, "%d", d.year);
}

static const char *call_kapital(struct arena *a, const char **args) {
    return text_upper(a, args[0]);
}
static const char *call_tanggal(struct arena *a, const char **args) {
    return with_date(a, args[0], format_date);
}
static const char *call_hari_tanggal(struct arena *a, const char **args) {
    return with_date(a, args[0], format_day_date);
}
static const char *call_tanggal_kata(struct arena *a, const char **args) {
    return with_date(a, args[0], format_date_words);
}
static const char *call_hari(struct arena *a, const char **args) {
    return with_date(a, args[0], weekday_of);
}
static const char *call_bulan(struct arena *a, const char **args) {
    return with_date(a, args[0], month_of);
}
static const char *call_tahun(struct arena *a, const char **args) {
    return with_date(a, args[0], year_of);
}

static const char *call_pukul(struct arena *a, const char **args) {
    const char *time = format_time(a, args[0]);
    return time ? time : args[0];
}

static const char *call_terbilang(struct arena *a, const char **args) {
    int64_t n;
    return whole(args[0], &n) ? format_words(a, n) : args[0];
}

static const char *call_angka(struct arena *a, const char **args) {
    int64_t n;
    return whole(args[0], &n) ? format_integer(a, n) : args[0];
}

typedef const char *money_writer(struct arena *a, int64_t sen);

static const char *with_money(struct arena *a, const char *s, money_writer *write) {
    int64_t sen;
    bool negative = *s == '-';
    return money_parse(s + negative, &sen) ? write(a, negative ? -sen : sen) : s;
}

static const char *call_rupiah(struct arena *a, const char **args) {
    return with_money(a, args[0], format_rupiah);
}
static const char *call_rupiah_kata(struct arena *a, const char **args) {
    return with_money(a, args[0], format_rupiah_words);
}
static const char *call_angka_uang(struct arena *a, const char **args) {
    return with_money(a, args[0], format_amount);
}

typedef const char *ordinal_writer(struct arena *a, int n);

static const char *with_ordinal(struct arena *a, const char *s, ordinal_writer *write) {
    int64_t n;
    return whole(s, &n) && n > 0 && n < 100000 ? write(a, (int)n) : "";
}

static const char *call_romawi(struct arena *a, const char **args) {
    return with_ordinal(a, args[0], format_roman);
}
static const char *call_huruf(struct arena *a, const char **args) {
    return with_ordinal(a, args[0], format_letter);
}
static const char *call_diktum(struct arena *a, const char **args) {
    return with_ordinal(a, args[0], format_diktum);
}

static const char *call_nip(struct arena *a, const char **args) {
    return format_person_number(a, args[0], args[1]);
}

static const char *call_pangkat(struct arena *a, const char **args) {
    (void)a;
    const char *rank = format_rank(args[0]);
    return rank ? rank : "";
}

// The letters before the n-th, each behind a word, joined by another: "huruf a, huruf b, dan huruf c".
static const char *call_huruf_sebelum(struct arena *a, const char **args) {
    struct buf b = buf_new(a);
    int64_t n;
    if (!whole(args[0], &n) || n > 1000) {
        return "";
    }
    for (int i = 1; i < n; i++) {
        const char *comma = i == 1 || (i == n - 1 && n == 3) ? "" : ",", *and = i > 1 && i == n - 1 ? args[2] : "";
        buf_printf(&b, "%s%s%s%s%s %s", comma, i > 1 ? " " : "", and, *and ? " " : "", args[1], format_letter(a, i));
    }
    return buf_text(&b);
}

// Lengths of settings as numbers to reckon with: pt('1in') is 72, mm('1cm') is 10.
static const char *in_unit(struct arena *a, const char *s, double mp_per_unit) {
    mp length;
    return unit_parse(s, &length) ? arena_printf(a, "%.3f", (double)length / mp_per_unit) : "";
}

static const char *call_pt(struct arena *a, const char **args) {
    return in_unit(a, args[0], MP_PER_PT);
}
static const char *call_mm(struct arena *a, const char **args) {
    return in_unit(a, args[0], 72000 / 25.4);
}

static const char *call_awali(struct arena *a, const char **args) {
    size_t n = strlen(args[1]);
    bool has = strncasecmp(args[0], args[1], n) == 0;
    return has || text_blank(args[0]) ? args[0] : arena_printf(a, "%s%s", args[1], args[0]);
}

// Words that stay low inside a title (EYD: prepositions and conjunctions).
static bool low_word(const char *p, size_t n) {
    static const char *const words[] = {"dan",      "dengan",  "dalam",   "di",     "ke",     "dari", "untuk",
                                        "yang",     "pada",    "atau",    "serta",  "oleh",   "bagi", "kepada",
                                        "terhadap", "sebagai", "tentang", "antara", "hingga", "per",  "atas"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == n && strncasecmp(p, words[i], n) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_low_letter(const char *s) {
    for (; *s; s++) {
        if (islower((unsigned char)*s)) {
            return true;
        }
    }
    return false;
}

static const char *call_judul(struct arena *a, const char **args) {
    // A text all in capitals is lowered first; in any other, words in capitals are abbreviations and stay.
    char *s = has_low_letter(args[0]) ? arena_strdup(a, args[0]) : text_lower(a, args[0]);
    bool first = true;
    for (char *p = s; *p;) {
        size_t n = strcspn(p, " \t\n-/(\"");
        if (n && !first && low_word(p, n)) {
            p[0] = (char)tolower((unsigned char)p[0]);
        } else if (n) {
            p[0] = (char)toupper((unsigned char)p[0]);
        }
        first = first && n == 0;
        p += n + (p[n] != '\0');
    }
    return s;
}

#define STRINGS(name, least, most, ours)                                                                               \
    { name, least, most, false, TYPE_STRING, ours }
static const struct function functions[] = {
    {"position", 0, 0, false, TYPE_NUMBER, NULL},
    {"last", 0, 0, false, TYPE_NUMBER, NULL},
    {"count", 1, 1, true, TYPE_NUMBER, NULL},
    {"sum", 1, 1, true, TYPE_NUMBER, NULL},
    {"not", 1, 1, false, TYPE_BOOLEAN, NULL},
    {"boolean", 1, 1, false, TYPE_BOOLEAN, NULL},
    {"true", 0, 0, false, TYPE_BOOLEAN, NULL},
    {"false", 0, 0, false, TYPE_BOOLEAN, NULL},
    {"contains", 2, 2, false, TYPE_BOOLEAN, NULL},
    {"starts-with", 2, 2, false, TYPE_BOOLEAN, NULL},
    {"number", 0, 1, false, TYPE_NUMBER, NULL},
    {"string-length", 0, 1, false, TYPE_NUMBER, NULL},
    {"round", 1, 1, false, TYPE_NUMBER, NULL},
    {"floor", 1, 1, false, TYPE_NUMBER, NULL},
    {"ceiling", 1, 1, false, TYPE_NUMBER, NULL},
    {"pt", 1, 1, false, TYPE_NUMBER, call_pt},
    {"mm", 1, 1, false, TYPE_NUMBER, call_mm},
    STRINGS("string", 0, 1, NULL),
    STRINGS("concat", 2, 20, NULL),
    STRINGS("normalize-space", 0, 1, NULL),
    STRINGS("substring", 2, 3, NULL),
    STRINGS("substring-before", 2, 2, NULL),
    STRINGS("substring-after", 2, 2, NULL),
    STRINGS("translate", 3, 3, NULL),
    STRINGS("kapital", 1, 1, call_kapital),
    STRINGS("tanggal", 1, 1, call_tanggal),
    STRINGS("hari-tanggal", 1, 1, call_hari_tanggal),
    STRINGS("tanggal-kata", 1, 1, call_tanggal_kata),
    STRINGS("hari", 1, 1, call_hari),
    STRINGS("bulan", 1, 1, call_bulan),
    STRINGS("tahun", 1, 1, call_tahun),
    STRINGS("pukul", 1, 1, call_pukul),
    STRINGS("terbilang", 1, 1, call_terbilang),
    STRINGS("rupiah", 1, 1, call_rupiah),
    STRINGS("rupiah-kata", 1, 1, call_rupiah_kata),
    STRINGS("angka-uang", 1, 1, call_angka_uang),
    STRINGS("angka", 1, 1, call_angka),
    STRINGS("romawi", 1, 1, call_romawi),
    STRINGS("huruf", 1, 1, call_huruf),
    STRINGS("diktum", 1, 1, call_diktum),
    STRINGS("nip", 2, 2, call_nip),
    STRINGS("pangkat", 1, 1, call_pangkat),
    STRINGS("huruf-sebelum", 3, 3, call_huruf_sebelum),
    STRINGS("judul", 1, 1, call_judul),
    STRINGS("awali", 2, 2, call_awali),
    STRINGS("pilih", 3, 3, NULL),
    {"gabung", 2, 3, true, TYPE_STRING, NULL},
};
#define N_FUNCTIONS (sizeof functions / sizeof *functions)

const struct function *function_find(const char *name, size_t n) {
    for (size_t i = 0; i < N_FUNCTIONS; i++) {
        if (strlen(functions[i].name) == n && memcmp(functions[i].name, name, n) == 0) {
            return &functions[i];
        }
    }
    return NULL;
}

const char *const *function_names(struct arena *arena, size_t *n) {
    const char **names = ARENA_ARRAY(arena, N_FUNCTIONS, const char *);
    for (size_t i = 0; i < N_FUNCTIONS; i++) {
        names[i] = functions[i].name;
    }
    *n = N_FUNCTIONS;
    return names;
}

const char *function_nearest(struct arena *arena, const char *name) {
    size_t n;
    const char *const *names = function_names(arena, &n);
    return text_nearest(name, names, n);
}

// ---- the bridge to libxml2

static struct arena *call_arena(const xmlXPathParserContext *p) {
    return ((const struct query_scope *)p->context->userData)->arena;
}

// The topmost argument as text in the arena.
static const char *pop_text(xmlXPathParserContext *p) {
    struct arena *a = call_arena(p);
    xmlXPathObject *o = valuePop(p);
    const char *text = "";
    if (o && o->type == XPATH_NUMBER) {
        text = query_number_text(a, o->floatval);
    } else if (o && o->type == XPATH_STRING) {
        text = arena_strdup(a, o->stringval ? (const char *)o->stringval : "");
    } else if (o && o->type == XPATH_NODESET && o->nodesetval && o->nodesetval->nodeNr > 0) {
        xmlXPathNodeSetSort(o->nodesetval);
        text = query_node_text(a, o->nodesetval->nodeTab[0]);
    } else if (o && o->type == XPATH_BOOLEAN) {
        text = o->boolval ? "true" : "";
    }
    if (o) {
        xmlXPathFreeObject(o);
    }
    return text;
}

static void push_text(xmlXPathParserContext *p, const char *text) {
    valuePush(p, xmlXPathNewString((const xmlChar *)text));
}

static void call_ours(xmlXPathParserContext *p, int nargs) {
    const char *name = (const char *)p->context->function;
    const struct function *f = function_find(name, strlen(name));
    const char *args[4] = {"", "", "", ""};
    for (int i = nargs - 1; i >= 0; i--) {
        args[i] = pop_text(p);
    }
    const char *text = f->ours(call_arena(p), args);
    if (f->type == TYPE_NUMBER) {
        valuePush(p, xmlXPathNewFloat(xmlXPathCastStringToNumber((const xmlChar *)text)));
    } else {
        push_text(p, text);
    }
}

static void call_pilih(xmlXPathParserContext *p, int nargs) {
    (void)nargs;
    const char *otherwise = pop_text(p), *then = pop_text(p);
    push_text(p, xmlXPathPopBoolean(p) ? then : otherwise);
}

// "a, b, dan c". Two need no comma before the last separator: "a dan b".
static const char *join_nodes(struct arena *a, xmlNodeSet *set, const char *between, const char *last) {
    struct buf b = buf_new(a);
    xmlXPathNodeSetSort(set);
    for (int i = 0; i < set->nodeNr; i++) {
        const char *separator = i == 0 ? "" : i < set->nodeNr - 1 ? between : last;
        buf_str(&b, i == 1 && set->nodeNr == 2 && *separator == ',' ? separator + 1 : separator);
        buf_str(&b, text_collapse(a, query_node_text(a, set->nodeTab[i])));
    }
    return buf_text(&b);
}

static void call_gabung(xmlXPathParserContext *p, int nargs) {
    const char *last = nargs == 3 ? pop_text(p) : NULL;
    const char *between = pop_text(p);
    xmlXPathObject *o = valuePop(p);
    const char *text = "";
    if (o && o->type == XPATH_NODESET && o->nodesetval) {
        text = join_nodes(call_arena(p), o->nodesetval, between, last ? last : between);
    }
    if (o) {
        xmlXPathFreeObject(o);
    }
    push_text(p, text);
}

void functions_register(xmlXPathContext *context) {
    for (size_t i = 0; i < N_FUNCTIONS; i++) {
        if (functions[i].ours) {
            xmlXPathRegisterFunc(context, (const xmlChar *)functions[i].name, call_ours);
        }
    }
    xmlXPathRegisterFunc(context, (const xmlChar *)"pilih", call_pilih);
    xmlXPathRegisterFunc(context, (const xmlChar *)"gabung", call_gabung);
}
